import {
  type DefinitionNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type SelectionSetNode,
} from 'graphql';

/** How much one document may ask for. */
export interface QueryLimits {
  /** Levels of fields. */
  readonly depth: number;
  /** Fields of the document as it is written, and of each operation with its fragments spread out. */
  readonly fields: number;
  /** Fields times how often they may be answered. */
  readonly complexity: number;
}

interface Size {
  readonly depth: number;
  readonly fields: number;
  readonly cost: number;
  /** Fields that are not inside of others. */
  readonly top: number;
}

const nothing: Size = { depth: 0, fields: 0, cost: 0, top: 0 };

/** What a list is taken to have where it does not say. */
const usualPage = 50;

/** Fields at the top of one operation: each is a request of its own to the core. */
const topFieldsAtMost = 100;

/** What a field about the schema itself is taken to answer: what tools ask of a schema stays far below the usual limit. */
const valuesOfSchema = 400;

/**
 * What is too much about a document; undefined where it is in order. Fragments are measured once each, so that measuring
 * takes no longer than reading, whatever they spread out to. What describes the schema itself does not count.
 */
export function excessOf(
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  limits: QueryLimits,
): string | undefined {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const known = new Map<string, Size>();
  const underway = new Set<string>();

  let written = 0;

  for (const definition of document.definitions) {
    const size = sizeOfDefinition(definition);
    const fields = Math.max(size.fields, written);
    if (fields > limits.fields) return `The query has ${fields} fields; at most ${limits.fields} are taken.`;
    // What a fragment asks for counts where it is spread.
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const { depth, cost, top } = size;
    if (depth > limits.depth) return `The query is ${depth} levels deep; at most ${limits.depth} are taken.`;
    if (top > topFieldsAtMost)
      return `The query has ${top} fields at its top; at most ${topFieldsAtMost} are taken.`;
    if (cost > limits.complexity)
      return `The query asks for up to ${cost} values; at most ${limits.complexity} are taken. Ask for smaller pages.`;
  }
  return undefined;

  function sizeOfDefinition(definition: DefinitionNode): Size {
    if (definition.kind === Kind.OPERATION_DEFINITION) return sizeOf(definition.selectionSet);
    if (definition.kind !== Kind.FRAGMENT_DEFINITION) return nothing;
    // Of several fragments of one name only the last can be spread; validation refuses them, once it has compared all.
    const { name, selectionSet } = definition;
    return fragments.get(name.value) === definition ? sizeOfFragment(name.value) : sizeOf(selectionSet);
  }

  function sizeOf(set: SelectionSetNode): Size {
    let { depth, fields, cost, top } = nothing;
    for (const selection of set.selections) {
      written += 1;
      const size = sizeOfSelection(selection);
      depth = Math.max(depth, size.depth);
      fields = Math.min(fields + size.fields, Number.MAX_SAFE_INTEGER);
      cost = Math.min(cost + size.cost, Number.MAX_SAFE_INTEGER);
      top = Math.min(top + size.top, Number.MAX_SAFE_INTEGER);
    }
    return { depth, fields, cost, top };
  }

  function sizeOfSelection(selection: SelectionSetNode['selections'][number]): Size {
    if (selection.kind === Kind.INLINE_FRAGMENT) return sizeOf(selection.selectionSet);
    if (selection.kind === Kind.FRAGMENT_SPREAD) return sizeOfFragment(selection.name.value);
    const inside = selection.selectionSet ? sizeOf(selection.selectionSet) : nothing;
    const fields = inside.fields + 1;
    if (selection.name.value.startsWith('__'))
      return { depth: 1, fields, cost: 1 + inside.fields * valuesOfSchema, top: 1 };
    return { depth: inside.depth + 1, fields, cost: 1 + timesOf(selection) * inside.cost, top: 1 };
  }

  function sizeOfFragment(name: string): Size {
    const seen = known.get(name);
    if (seen) return seen;
    const fragment = fragments.get(name);
    // Fragments that are missing or spread themselves are told of by validation.
    if (!fragment || underway.has(name)) return nothing;
    underway.add(name);
    const size = sizeOf(fragment.selectionSet);
    underway.delete(name);
    known.set(name, size);
    return size;
  }

  /** How often what is inside of a field may come: as often as its page is long. */
  function timesOf(field: {
    readonly arguments?: readonly ArgumentOf[] | undefined;
    readonly name: { value: string };
  }) {
    const said = field.arguments?.find(({ name }) => name.value === 'first' || name.value === 'limit');
    const value =
      said?.value.kind === Kind.INT
        ? Number(said.value.value)
        : said?.value.kind === Kind.VARIABLE
          ? variables[said.value.name.value]
          : undefined;
    if (typeof value === 'number' && value >= 0) return Math.max(1, value);
    return connections.has(field.name.value) || field.name.value.startsWith('paginated') ? usualPage : 1;
  }
}

type ArgumentOf = NonNullable<
  Extract<SelectionSetNode['selections'][number], { kind: Kind.FIELD }>['arguments']
>[number];

/** Fields that have pages, of so many where they do not say. */
const connections = new Set([
  'participants',
  'trainers',
  'mentors',
  'managers',
  'users',
  'groups',
  'offerEvents',
]);
