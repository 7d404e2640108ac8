import { createHash } from 'node:crypto';
import { type Failure, failureAt } from '../contract/failure.js';
import type { Page } from '../contract/page.js';

/** Lists, by the order that they have: a cursor of one means nothing in another. */
export type ListOrder =
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
  | 'results by course';

/** Cursors are opaque to callers: the key of the last item of a page. Others fail `invalid`. */
export function writeCursor(order: ListOrder, key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify([order, ...key])).toString('base64url');
}

/** Reads a cursor of so many numbers, which have to be of this very list. */
export function readCursor(
  cursor: string | undefined,
  order: ListOrder,
  parts: number,
  isOurs: (key: readonly number[]) => boolean = () => true,
): readonly number[] | undefined {
  if (cursor === undefined) return undefined;
  const key = parse(cursor, order) as readonly number[];
  if (key.length !== parts || !key.every(Number.isSafeInteger) || !isOurs(key)) throw notOurs();
  return key;
}

/** Reads a cursor that is one id: 16 bytes in hexadecimal digits. */
export function readIdCursor(cursor: string | undefined, order: ListOrder): string | undefined {
  if (cursor === undefined) return undefined;
  const [id, ...more] = parse(cursor, order);
  if (typeof id !== 'string' || !/^[0-9a-f]{32}$/.test(id) || more.length > 0) throw notOurs();
  return id;
}

/** A number that stands for a query, to be part of its cursors: those of another query are refused. */
export function markOf(query: unknown): number {
  return createHash('sha256').update(JSON.stringify(query)).digest().readUIntBE(0, 6);
}

/** Reads a cursor of one number that a page of this very query gave. */
export function readCursorOf(mark: number, cursor: string | undefined, order: ListOrder): number | undefined {
  if (cursor === undefined) return undefined;
  const [found, key] = readCursor(cursor, order, 2) ?? [];
  if (found !== mark) throw notOurs();
  return key;
}

function notOurs(): Failure {
  return failureAt('invalid', '/cursor', 'cursor', 'The cursor is not one that a page of this list gave.');
}

function parse(cursor: string, order: ListOrder): readonly unknown[] {
  let whole: unknown;
  try {
    whole = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw notOurs();
  }
  if (!Array.isArray(whole) || whole[0] !== order) throw notOurs();
  const key = whole.slice(1);
  // Base64 is read leniently: the same key with something added to it is no cursor of ours.
  if (writeCursor(order, key) !== cursor) throw notOurs();
  return key;
}

/** Makes a page of rows that were asked for with one more than `limit`. */
export function pageOf<R, T>(
  rows: readonly R[],
  limit: number,
  order: ListOrder,
  show: (row: R) => T,
  key: (row: R) => readonly (string | number)[],
): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.map(show),
    nextCursor: rows.length > limit && last !== undefined ? writeCursor(order, key(last)) : null,
  };
}
