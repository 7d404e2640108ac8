import { type Failure, failureAt } from '../contract/failure.js';
import type { Page } from '../contract/page.js';

/** Cursors are opaque to callers: the key of the last item of a page. Unreadable ones fail `invalid`. */
export function writeCursor(...key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** Reads a cursor of so many numbers. */
export function readCursor(cursor: string | undefined, parts: number): readonly number[] | undefined {
  if (cursor === undefined) return undefined;
  const key = parse(cursor);
  if (!Array.isArray(key) || key.length !== parts || !key.every(Number.isSafeInteger)) throw notOurs();
  // Base64 is read leniently: the same key with something added to it is no cursor of ours.
  if (writeCursor(...key) !== cursor) throw notOurs();
  return key;
}

/** Reads a cursor that is one id: 16 bytes in hexadecimal digits. */
export function readIdCursor(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const key = parse(cursor);
  const [id] = Array.isArray(key) && key.length === 1 ? key : [];
  if (typeof id !== 'string' || !/^[0-9a-f]{32}$/.test(id)) throw notOurs();
  return id;
}

/** The failure for a cursor that this list never gave. */
export function notOurs(): Failure {
  return failureAt('invalid', '/cursor', 'cursor', 'The cursor is not one that a page of this list gave.');
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Makes a page of rows that were asked for with one more than `limit`. */
export function pageOf<R, T>(
  rows: readonly R[],
  limit: number,
  show: (row: R) => T,
  key: (row: R) => readonly (string | number)[],
): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.map(show),
    nextCursor: rows.length > limit && last !== undefined ? writeCursor(...key(last)) : null,
  };
}
