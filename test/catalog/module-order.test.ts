import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type PlacedModule, placeTrainings } from '../../src/catalog/module-order.js';

/** Modules from a picture: letters are trainings, dots materials; modules are numbered from 1. */
const modules = (picture: string): PlacedModule[] =>
  [...picture].map((sign, place) => ({
    no: place + 1,
    trainingNo: sign === '.' ? null : sign.charCodeAt(0),
  }));

const trainings = (picture: string) => [...picture].map((letter) => letter.charCodeAt(0));

function placed(before: string, asked: string): string {
  const known = [...before];
  return placeTrainings(modules(before), trainings(asked))
    .map((one) => ('no' in one ? (known[one.no - 1] ?? '?') : String.fromCharCode(one.newTrainingNo)))
    .join('');
}

describe('trainings that replace those inside a course', () => {
  test.each([
    ['', '', ''],
    ['', 'ab', 'ab'],
    ['.a.b.', 'ab', '.a.b.'],
    ['.a.b.', 'ba', '.b.a.'],
    ['.a.b.', 'a', '.a..'],
    ['.a.b.', '', '...'],
    ['.a.b.', 'cab', '.ca.b.'],
    ['.a.b.', 'acb', '.ac.b.'],
    ['.a.b.', 'abc', '.a.bc.'],
    ['.a.b.', 'c', '...c'],
    ['.', 'a', '.a'],
    ['a.b', 'cbd', '.cbd'],
  ])('%s with %s inside becomes %s', (before, asked, after) => {
    expect(placed(before, asked)).toBe(after);
  });

  test('are inside as asked, once; who stays keeps the module, and materials keep their order', () => {
    const letters = fc.uniqueArray(fc.constantFrom(...'abcdefgh'));
    const picture = letters.chain((list) =>
      fc.shuffledSubarray([...list, '.', '.', '.'], { minLength: list.length + 3 }),
    );
    fc.assert(
      fc.property(picture, letters, (list, asked) => {
        const before = list.join('');
        const after = placeTrainings(modules(before), trainings(asked.join('')));
        expect(placed(before, asked.join('')).replaceAll('.', '')).toBe(asked.join(''));
        const kept = after.flatMap((one) => ('no' in one ? [one.no] : []));
        expect(new Set(kept).size).toBe(kept.length);
        const materials = modules(before).flatMap(({ no, trainingNo }) => (trainingNo === null ? [no] : []));
        expect(kept.filter((no) => materials.includes(no))).toEqual(materials);
        for (const one of after)
          if (!('no' in one)) expect(before).not.toContain(String.fromCharCode(one.newTrainingNo));
      }),
    );
  });
});
