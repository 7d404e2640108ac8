import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Failure } from '../../src/contract/failure.js';
import { excessOf } from '../../src/http/json-shape.js';
import { readJson } from '../../src/http/read-json.js';

/** How deep a value nests. */
function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const object = (members: number) => Object.fromEntries(Array.from({ length: members }, (_, no) => [no, no]));

describe('a JSON text that is more than any request', () => {
  test('is known by its brackets and colons, not by what stands in strings', () => {
    const text = fc.oneof(fc.string(), fc.constantFrom('[{":,\\"', '"', '\\', '\\\\"[', '['.repeat(40)));
    const value = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'large', withCrossShrink: true },
        text,
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(text, tie('value'), { maxKeys: 3 }),
      ),
    })).value;
    fc.assert(
      fc.property(value, fc.nat(40), (inside, levels) => {
        const whole = JSON.parse(`${'['.repeat(levels)}${JSON.stringify(inside)}${']'.repeat(levels)}`);
        const excess = depthOf(whole) > 32 ? 'depth' : undefined;
        expect(excessOf(Buffer.from(JSON.stringify(whole)))).toBe(excess);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['32 levels', nested(32), undefined],
    ['33 levels', nested(33), 'depth'],
    ['59,999 members', JSON.stringify(object(59_999)), undefined],
    ['60,000 members', JSON.stringify(object(60_000)), 'parts'],
    ['60,000 members in several objects', JSON.stringify([object(30_000), object(30_000)]), 'parts'],
    ['60,000 lists side by side', JSON.stringify(Array(60_000).fill([])), 'parts'],
    ['a million texts', JSON.stringify({ a: Array(1_000_000).fill('[{:') }), undefined],
  ] as const)('%s', (_what, text, excess) => {
    expect(excessOf(Buffer.from(text))).toBe(excess);
  });

  test('is refused before it is parsed, which would take seconds and a gigabyte', () => {
    const half = 8 * 1024 * 1024;
    for (const [text, rule] of [
      ['['.repeat(half), 'max_depth'],
      [nested(half), 'max_depth'],
      ['{"a":'.repeat(half / 4), 'max_depth'],
      [`{${'"a":1,'.repeat(half / 4)}"a":1}`, 'max_parts'],
    ] as const) {
      const begun = process.memoryUsage().rss;
      let failure: Failure | undefined;
      try {
        readJson(Buffer.from(text));
      } catch (error) {
        failure = error as Failure;
      }
      expect(failure).toMatchObject({ code: 'invalid', violations: [{ path: '', rule }] });
      expect(process.memoryUsage().rss - begun).toBeLessThan(100 * 1024 * 1024);
    }
  });

  test('strings that do not end, or are nothing but escapes, are gone through once', () => {
    for (const text of [
      '"',
      `"${'\\'.repeat(4_000_000)}`,
      `"${'\\"'.repeat(2_000_000)}`,
      '""'.repeat(2_000_000),
    ])
      expect(excessOf(Buffer.from(text))).toBeUndefined();
  });
});
