import { createHash } from 'node:crypto';
import { type Failure, failureAt } from '../contract/failure.js';
import type { CountedPage, Page, Paging } from '../contract/page.js';
import { type Fragment, sql } from './sql.js';

/** Lists, by the order that they have. */
type Order =
  | 'courses'
  | 'departments'
  | 'events'
  | 'by learner'
  | 'by course'
  | 'users'
  | 'groups'
  | 'clients'
  | 'tokens'
  | 'members'
  | 'modules'
  | 'content'
  | 'trainings'
  | 'sessions'
  | 'results by learner'
  | 'results by course'
  | 'participations'
  | 'training groups'
  | 'group people'
  | 'places'
  | 'attendance'
  | 'offers'
  | 'offer events'
  | 'event enrollments'
  | 'messages'
  | 'links';

/** A list and what it was asked for: a cursor of it means nothing elsewhere. */
export interface Listing {
  readonly order: Order;
  /** Stands for the query. */
  readonly mark: string;
}

/** The list of what fits a query, which holds plain values. */
export function listing(order: Order, query: unknown): Listing {
  const mark = createHash('sha256')
    .update(JSON.stringify([query]))
    .digest('base64url')
    .slice(0, 11);
  return { order, mark };
}

/** Cursors are opaque to callers: the key of the last item of a page. Others fail `invalid`. */
function writeCursor({ order, mark }: Listing, key: readonly unknown[]): string {
  return Buffer.from(JSON.stringify([order, mark, ...key])).toString('base64url');
}

/** Reads a cursor of so many numbers. */
export function readCursor(
  cursor: string | undefined,
  list: Listing,
  parts: number,
): readonly number[] | undefined {
  if (cursor === undefined) return undefined;
  const key = parse(cursor, list) as readonly number[];
  if (key.length !== parts || !key.every(Number.isSafeInteger)) throw notOurs();
  return key;
}

/** Reads a cursor that is one id: 16 bytes in hexadecimal digits. */
export function readIdCursor(cursor: string | undefined, list: Listing): string | undefined {
  if (cursor === undefined) return undefined;
  const [id, ...more] = parse(cursor, list);
  if (typeof id !== 'string' || !/^[0-9a-f]{32}$/.test(id) || more.length > 0) throw notOurs();
  return id;
}

function notOurs(): Failure {
  return failureAt('invalid', '/cursor', 'cursor', 'The cursor is not one that a page of this list gave.');
}

function parse(cursor: string, list: Listing): readonly unknown[] {
  let whole: unknown;
  try {
    whole = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw notOurs();
  }
  if (!Array.isArray(whole)) throw notOurs();
  const key = whole.slice(2);
  // Written again, so that neither another list nor another query passes, nor base64 with something added to it.
  if (writeCursor(list, key) !== cursor) throw notOurs();
  return key;
}

/** Makes a page of rows that were asked for with one more than `limit`. */
export function pageOf<R, T>(
  rows: readonly R[],
  limit: number,
  list: Listing,
  show: (row: R) => T,
  key: (row: R) => readonly (string | number)[],
): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.map(show),
    nextCursor: rows.length > limit && last !== undefined ? writeCursor(list, key(last)) : null,
  };
}

/** The end of a SELECT for such a page: one row more than asked for tells whether there are others. */
export function window({ limit, offset }: Paging): Fragment {
  return sql` LIMIT ${limit + 1} OFFSET ${offset}`;
}

/** The same of a list that can be counted: `count` is asked only where the total is. */
export async function countedPageOf<R, T>(
  rows: readonly R[],
  { limit, withTotal }: Paging,
  list: Listing,
  show: (row: R) => T,
  key: (row: R) => readonly (string | number)[],
  count: () => Promise<number>,
): Promise<CountedPage<T>> {
  const page = pageOf(rows, limit, list, show, key);
  if (!withTotal) return page;
  const cursors = rows.slice(0, limit).map((row) => writeCursor(list, key(row)));
  return { ...page, total: await count(), cursors };
}

/** The page of a list that nothing can be in. */
export function nothingOf({ withTotal }: Paging): CountedPage<never> {
  return { items: [], nextCursor: null, ...(withTotal && { total: 0, cursors: [] }) };
}
