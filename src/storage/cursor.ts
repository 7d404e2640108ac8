import { failureAt } from '../contract/failure.js';
import type { Page } from '../contract/page.js';

/** Cursors are opaque to callers: the key of the last item of a page. Unreadable ones fail `invalid`. */
export function writeCursor(...key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** Reads a cursor of so many parts; each is a safe integer, or a text of hexadecimal digits. */
export function readCursor(
  cursor: string | undefined,
  parts: number,
): readonly (string | number)[] | undefined {
  if (cursor === undefined) return undefined;
  const key = parse(cursor);
  if (!Array.isArray(key) || key.length !== parts || !key.every(isPart)) {
    throw failureAt('invalid', '/cursor', 'cursor', 'The cursor is not one that a page of this list gave.');
  }
  return key;
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

function isPart(part: unknown): part is string | number {
  return Number.isSafeInteger(part) || (typeof part === 'string' && /^[0-9a-z]{1,32}$/.test(part));
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
