import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { placeOfMistake } from '../../src/contract/json-mistake.js';

function complaintOf(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** JSON with a few characters put in, taken out or replaced. */
const almostJson = fc
  .tuple(
    fc.json({ maxDepth: 3 }),
    fc.array(
      fc.tuple(
        fc.nat(200),
        fc.constantFrom(
          '',
          '{',
          '}',
          '[',
          ']',
          ',',
          ':',
          '"',
          '\\',
          '0',
          '-',
          'e',
          'E',
          't',
          ' ',
          '\n',
          '\u0001',
        ),
      ),
      {
        maxLength: 3,
      },
    ),
    fc.boolean(),
  )
  .map(([json, edits, pretty]) => {
    let text = pretty ? JSON.stringify(JSON.parse(json), null, 1) : json;
    for (const [at, put] of edits) text = text.slice(0, at) + put + text.slice(at + 1);
    return text;
  });

describe('the place of a mistake in JSON', () => {
  test('what is JSON has none: its end is reached', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(placeOfMistake(text)).toBe(text.length);
      }),
    );
  });

  test('where the runtime names a place, it is this one; where it finds no mistake, there is none', () => {
    fc.assert(
      fc.property(almostJson, (text) => {
        const complaint = complaintOf(text);
        const [, position] = /at position (\d+)/.exec(complaint ?? '') ?? [];
        const place = placeOfMistake(text);
        if (complaint === undefined) expect(place).toBe(text.length);
        else if (position !== undefined && !/control|escape|Unterminated/i.test(complaint)) {
          // A word that breaks off is a mistake from its beginning, an exponent from its letter, which may be a capital.
          const between = text.slice(place, Number(position));
          expect({ text, between }).toEqual({ text, between: expect.stringMatching(/^[a-zE0-9.+-]*$/) });
          expect(place).toBeLessThanOrEqual(Number(position));
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test('what stands before the place can be the beginning of JSON', () => {
    fc.assert(
      fc.property(almostJson, (text) => {
        const place = placeOfMistake(text);
        if (complaintOf(text) === undefined) return;
        expect(placeOfMistake(text.slice(0, place))).toBe(place);
      }),
      { numRuns: 1_000 },
    );
  });

  test('it takes time in proportion to the text, whatever that is', () => {
    for (const text of [
      `"${'a'.repeat(1_000_000)}`,
      '['.repeat(1_000_000),
      `"${'\\n'.repeat(500_000)}`,
      `[${'1,'.repeat(500_000)}]`,
    ]) {
      expect(placeOfMistake(text)).toBeGreaterThanOrEqual(text.length - 1);
    }
  });
});
