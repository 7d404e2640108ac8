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

export interface Page<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
}

export const PageOf = <T extends TSchema>(item: T) =>
  Type.Object({
    items: Type.Array(item, { description: 'The items of this page.' }),
    nextCursor: Type.Union([Type.String(), Type.Null()], {
      description: 'Ask with it for the next page; null on the last.',
    }),
  });
