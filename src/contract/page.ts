import Type, { type TSchema } from 'typebox';

/** How many items a page has unless asked, and at most. */
export const pageSize = { usual: 100, most: 10_000 } as const;

/** The fields that page through a list by key: stable while others insert. */
export const pageFields = {
  limit: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: pageSize.most,
      default: pageSize.usual,
      description: 'At most this many items.',
    }),
  ),
  cursor: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 512,
      description: 'Where the page before ended: its `nextCursor`, unchanged. Omitted: from the start.',
    }),
  ),
};

/** The same for lists that can also be counted, and of which some can be skipped. */
export const countedPageFields = {
  ...pageFields,
  offset: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 1_000_000,
      description: 'Skip so many items, counted from the cursor or the start.',
    }),
  ),
  withTotal: Type.Optional(
    Type.Boolean({
      default: false,
      description: 'Also tell how many items there are in all, and the cursor of each item of the page.',
    }),
  ),
};

export interface Page<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
}

/** Which part of a list is asked for, and whether it is counted. */
export interface Paging {
  readonly limit: number;
  readonly cursor: string | undefined;
  readonly offset: number;
  readonly withTotal: boolean;
}

/** What was asked of a list that can be counted, with what is usual. */
export function pagingOf(input: {
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
  readonly offset?: number | undefined;
  readonly withTotal?: boolean | undefined;
}): Paging {
  const { limit = pageSize.usual, cursor, offset = 0, withTotal = false } = input;
  return { limit, cursor, offset, withTotal };
}

/** A page, and what is told where it was asked for. */
export interface CountedPage<T> extends Page<T> {
  readonly total?: number;
  readonly cursors?: string[];
}

export const PageOf = <T extends TSchema>(item: T) =>
  Type.Object({
    items: Type.Array(item, { description: 'The items of this page.' }),
    nextCursor: Type.Union([Type.String(), Type.Null()], {
      description: 'Ask with it for the next page; null on the last.',
    }),
  });

export const CountedPageOf = <T extends TSchema>(item: T) =>
  Type.Object({
    ...PageOf(item).properties,
    total: Type.Optional(
      Type.Integer({ minimum: 0, description: 'With `withTotal`: how many items fit, on all pages.' }),
    ),
    cursors: Type.Optional(
      Type.Array(Type.String(), {
        description: 'With `withTotal`: for each item the cursor of the page that begins behind it.',
      }),
    ),
  });
