import { describe, expect, test } from '@jest/globals';
import { Failure } from '../../src/contract/failure.js';
import type { Ask } from '../../src/ispring/binding.js';
import { writeResponse } from '../../src/ispring/encode.js';
import { everything } from '../../src/ispring/everything.js';
import { List, Wrapped } from '../../src/ispring/reply.js';

describe('a document', () => {
  test('of a long list is what it would be in one piece', async () => {
    const entries = Array.from({ length: 1_234 }, (_, no) => ({
      no,
      name: `<${no}>`,
      yes: no % 2 === 0,
      none: null,
    }));
    const whole = await writeResponse(new List('entry', entries));
    const pieces = await Promise.all(
      [0, 400, 800, 1_200].map((start) =>
        writeResponse(new List('entry', entries.slice(start, start + 400))),
      ),
    );
    const inner = (text: string) =>
      text.slice(text.indexOf('<response>') + 10, text.lastIndexOf('</response>'));
    expect(inner(whole)).toBe(pieces.map(inner).join(''));
    expect(whole.startsWith('<?xml version="1.0" encoding="UTF-8"?><response><entry><no>0</no>')).toBe(true);
    expect(whole.endsWith('<none/></entry></response>')).toBe(true);
  });

  test('has an element of its own for what is wrapped, and none for what is left out', async () => {
    const text = await writeResponse(
      new Wrapped('thing', { a: 'x & y', b: undefined, c: new List('id', ['1', '2']) }),
    );
    expect(text).toContain('<response><thing><a>x &amp; y</a><c><id>1</id><id>2</id></c></thing></response>');
    expect(JSON.stringify(new Wrapped('things', new List('id', ['1'])))).toBe('["1"]');
  });
});

describe('a list that is answered whole', () => {
  /** As many entries as this, in pages as they are asked for. */
  const listOf = (count: number): Ask =>
    (async (_operation: string, { limit, cursor = '0' }: { limit: number; cursor?: string }) => {
      const start = Number(cursor);
      const items = Array.from({ length: Math.min(limit, count - start) }, (_, no) => start + no);
      return { items, nextCursor: start + limit < count ? String(start + limit) : null };
    }) as never;

  test.each([0, 1, 10_000, 10_001, 50_000])('has all of %i entries, in order', async (count) => {
    const items = await everything<number>(listOf(count), 'listUsers', {}, 'page');
    expect(items.length).toBe(count);
    expect(items.every((item, place) => item === place)).toBe(true);
  });

  test('ends with a failure beyond its bound, and says what to do instead', async () => {
    const failure = await everything(listOf(50_001), 'listUsers', {}, 'page through them at /users/v2').catch(
      (error) => error,
    );
    expect(failure).toBeInstanceOf(Failure);
    expect(failure).toMatchObject({
      code: 'too_large',
      message: 'There are more than 50000 entries: page through them at /users/v2.',
    });
  });
});
