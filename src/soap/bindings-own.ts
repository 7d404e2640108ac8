import type { Operation } from '../contract/operation.js';
import { type OperationName, operations } from '../contract/operations.js';
import type { Binding, Field } from './binding.js';
import { encodeTree } from './encode-tree.js';
import { plainSchema, type Tree } from './tree.js';

/** What the vendor says with less than there is to know: seats, waiting lists and one's own place. */
const saidInFullToo: readonly OperationName[] = ['listTrainingSessions'];

/**
 * The operations of the core that the vendor has nothing like: each has its own name, elements of the names of its
 * fields, and a reply of what the core answers, in the order of the contract. `carried`: those spoken otherwise.
 */
export function ownBindings(carried: readonly Binding[]): readonly Binding[] {
  const known = new Set(carried.map(({ operation }) => operation));
  const names = (Object.keys(operations) as OperationName[]).filter(
    (name) => !known.has(name) || saidInFullToo.includes(name),
  );
  return names.map(bindingOf);
}

function bindingOf(operation: OperationName): Binding {
  const name = operation.charAt(0).toUpperCase() + operation.slice(1);
  const { input, output }: Operation = operations[operation];
  const { properties = {}, required = [] } = input as Tree;
  // What only a JSON file has, such as the address of its schema, is no name of an element.
  const said = Object.entries(properties).filter(([field]) => /^[A-Za-z]\w*$/.test(field));
  const fields = said.map(([field, schema]): [string, Field] => [field, fieldOf(field, schema)]);
  return {
    name,
    operation,
    fields: { ...Object.fromEntries(fields), ...clearing(properties) },
    required,
    tellsOutcomes: true,
    isOwn: true,
    reply: (answer: unknown) => encodeTree(`${name}Result`, output as Tree, answer),
  };
}

/** Where a thing is changed, what can be null is cleared by its name. */
function clearing(properties: Readonly<Record<string, Tree>>): Readonly<Record<string, Field>> {
  if (!Object.hasOwn(properties, 'ifVersion')) return {};
  const nullable = Object.entries(properties).filter(([, { anyOf = [] }]) =>
    anyOf.some(({ type }) => type === 'null'),
  );
  const among = nullable.map(([field]) => field);
  return among.length > 0 ? { clear: { kind: 'cleared', among } } : {};
}

/** An empty list is said: it takes everything away. */
function fieldOf(field: string, schema: Tree): Field {
  const { type, items } = plainSchema(schema);
  if (type === 'array') {
    const ofTexts = items && !['object', undefined].includes(plainSchema(items).type);
    return ofTexts ? { field, kind: 'ids', emptyCounts: true } : { field, kind: 'tree' };
  }
  return { field, kind: type === 'object' || type === undefined ? 'tree' : 'scalar' };
}
