import { enumWord } from './decode.js';

interface Schema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
}

/** An answer of the core with the words of its enumerations as GraphQL has them. */
export function shown(schema: object, value: unknown): unknown {
  const { anyOf, enum: words, items, properties } = schema as Schema;
  if (value === null || value === undefined) return value;
  if (anyOf) {
    const some = anyOf.filter(({ type }) => type !== 'null');
    const [only] = some;
    return some.length === 1 && only ? shown(only, value) : value;
  }
  if (words && typeof value === 'string') return enumWord(value);
  if (items && Array.isArray(value)) return value.map((one) => shown(items, one));
  if (properties && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => {
        const field = Object.hasOwn(properties, name) ? properties[name] : undefined;
        return [name, field ? shown(field, one) : one];
      }),
    );
  }
  return value;
}

/** Where a page stands in its list, as Relay has it. */
export function pageInfoOf(
  edges: readonly { readonly cursor: string }[],
  hasNextPage: boolean,
  hasPreviousPage: boolean,
) {
  const [first] = edges;
  return {
    hasNextPage,
    hasPreviousPage,
    startCursor: first?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  };
}

/** A page of the core as a connection of Relay; its list was asked for with the total. */
export function connectionOf<T, N>(
  page: {
    readonly items: readonly T[];
    readonly nextCursor: string | null;
    readonly total?: number | undefined;
    readonly cursors?: readonly string[] | undefined;
  },
  node: (item: T) => N,
  {
    after,
    offset,
  }: { readonly after?: string | null | undefined; readonly offset?: number | null | undefined },
) {
  const cursors = page.cursors ?? [];
  const edges = page.items.map((item, place) => ({ node: node(item), cursor: cursors[place] ?? '' }));
  return {
    edges,
    pageInfo: pageInfoOf(edges, page.nextCursor !== null, Boolean(after) || Boolean(offset)),
    count: page.total ?? page.items.length,
  };
}
