import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';

/** How much one document may ask for. */
export interface QueryLimits {
  /** Levels of fields. */
  readonly depth: number;
  /** Fields of one operation, fragments spread out. */
  readonly fields: number;
  /** Fields times how often they may be answered. */
  readonly complexity: number;
}

interface Size {
  readonly depth: number;
  readonly fields: number;
  readonly cost: number;
}

/** What a list is taken to have where it does not say. */
const usualPage = 50;

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

  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const { depth, fields, cost } = sizeOf(definition.selectionSet);
    if (depth > limits.depth) return `The query is ${depth} levels deep; at most ${limits.depth} are taken.`;
    if (fields > limits.fields) return `The query has ${fields} fields; at most ${limits.fields} are taken.`;
    if (cost > limits.complexity)
      return `The query asks for up to ${cost} values; at most ${limits.complexity} are taken. Ask for smaller pages.`;
  }
  return undefined;

  function sizeOf(set: SelectionSetNode): Size {
    let [depth, fields, cost] = [0, 0, 0];
    for (const selection of set.selections) {
      const size = sizeOfSelection(selection);
      depth = Math.max(depth, size.depth);
      fields = Math.min(fields + size.fields, Number.MAX_SAFE_INTEGER);
      cost = Math.min(cost + size.cost, Number.MAX_SAFE_INTEGER);
    }
    return { depth, fields, cost };
  }

  function sizeOfSelection(selection: SelectionSetNode['selections'][number]): Size {
    if (selection.kind === Kind.INLINE_FRAGMENT) return sizeOf(selection.selectionSet);
    if (selection.kind === Kind.FRAGMENT_SPREAD) return sizeOfFragment(selection.name.value);
    if (selection.name.value.startsWith('__')) return { depth: 1, fields: 1, cost: 1 };
    const inside = selection.selectionSet ? sizeOf(selection.selectionSet) : { depth: 0, fields: 0, cost: 0 };
    const times = timesOf(selection);
    return { depth: inside.depth + 1, fields: inside.fields + 1, cost: 1 + times * inside.cost };
  }

  function sizeOfFragment(name: string): Size {
    const seen = known.get(name);
    if (seen) return seen;
    const fragment = fragments.get(name);
    // Fragments that are missing or spread themselves are told of by validation.
    if (!fragment || underway.has(name)) return { depth: 0, fields: 0, cost: 0 };
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
