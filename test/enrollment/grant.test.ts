import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type GrantKind,
  grantKindNumber,
  grantKindOf,
  type RankedGrant,
  winner,
} from '../../src/enrollment/grant.js';

const kinds: readonly GrantKind[] = [
  'direct',
  'unit',
  'qualification',
  'rule',
  'offer_event',
  'registration',
];

// Few values, so that ties are common; one live grant per kind and source, as stored.
const grants = fc.uniqueArray(
  fc
    .record({
      kind: fc.constantFrom(...kinds),
      dueAt: fc.constantFrom(null, 0, 1, 2),
      givenAt: fc.integer({ min: 0, max: 2 }),
      sourceNo: fc.integer({ min: 1, max: 3 }),
    })
    .map((grant): RankedGrant => (grant.kind === 'direct' ? { ...grant, sourceNo: 0 } : grant)),
  { selector: ({ kind, sourceNo }) => `${kind} ${sourceNo}`, maxLength: 8 },
);

describe('when grants disagree', () => {
  test('the order in which they are listed does not matter', () => {
    const listedTwice = grants.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(fc.property(listedTwice, ([list, shuffled]) => expect(winner(shuffled)).toBe(winner(list))));
  });

  test('a direct one wins; else none is due earlier than the winner', () => {
    fc.assert(
      fc.property(grants, (list) => {
        const best = winner(list);
        if (best === undefined) return expect(list).toEqual([]);
        if (list.some(({ kind }) => kind === 'direct')) return expect(best.kind).toBe('direct');
        const dues = list.map(({ dueAt }) => dueAt ?? Number.POSITIVE_INFINITY);
        expect(best.dueAt ?? Number.POSITIVE_INFINITY).toBe(Math.min(...dues));
      }),
    );
  });

  test('the winner wins again, and wins over any other part of the list', () => {
    fc.assert(
      fc.property(grants, grants, (some, others) => {
        const [a, b] = [winner(some), winner(others)].map((best) => (best === undefined ? [] : [best]));
        expect(winner([...(a ?? []), ...(b ?? [])])).toEqual(winner([...some, ...others]));
        expect(winner(a ?? [])).toBe(a?.[0]);
      }),
    );
  });

  test('a loser that ends changes nothing', () => {
    fc.assert(
      fc.property(grants, (list) => {
        const best = winner(list);
        for (const gone of list)
          if (gone !== best) expect(winner(list.filter((one) => one !== gone))).toBe(best);
      }),
    );
  });

  test.each<[string, RankedGrant, RankedGrant]>([
    [
      'direct, unlimited',
      { kind: 'direct', dueAt: null, givenAt: 9 },
      { kind: 'unit', dueAt: 1, givenAt: 1 },
    ],
    ['the earlier due date', { kind: 'rule', dueAt: 1, givenAt: 9 }, { kind: 'unit', dueAt: 2, givenAt: 1 }],
    [
      'any date over unlimited',
      { kind: 'rule', dueAt: 9e15, givenAt: 9 },
      { kind: 'unit', dueAt: null, givenAt: 1 },
    ],
    ['the earlier gift', { kind: 'rule', dueAt: 5, givenAt: 1 }, { kind: 'unit', dueAt: 5, givenAt: 2 }],
    [
      'the earlier kind',
      { kind: 'unit', dueAt: null, givenAt: 1 },
      { kind: 'rule', dueAt: null, givenAt: 1 },
    ],
    [
      'the lower source',
      { kind: 'unit', dueAt: 5, givenAt: 1, sourceNo: 3 },
      { kind: 'unit', dueAt: 5, givenAt: 1, sourceNo: 4 },
    ],
  ])('%s wins', (_, first, second) => {
    expect(winner([first, second])).toBe(first);
    expect(winner([second, first])).toBe(first);
  });
});

test('kinds are stored as numbers that stand for ever', () => {
  expect(kinds.map(grantKindNumber)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(kinds.map((kind) => grantKindOf(grantKindNumber(kind)))).toEqual(kinds);
  for (const number of [0, 7, -1, 1.5]) expect(() => grantKindOf(number)).toThrow(RangeError);
});
