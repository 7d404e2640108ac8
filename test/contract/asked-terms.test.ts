import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { leaveOutForeignTerms } from '../../src/contract/asked-terms.js';
import { inputCheck } from '../../src/contract/check.js';
import { Failure } from '../../src/contract/failure.js';
import type { Operation } from '../../src/contract/operation.js';
import { operations } from '../../src/contract/operations.js';

/** Which of the three fields belong to which policy. */
const belonging = {
  unlimited: [],
  default: [],
  due_date: ['dueDate', 'lockAfterDueDate'],
  due_period: ['duePeriod', 'lockAfterDueDate'],
} as const;
const policies = Object.keys(belonging) as (keyof typeof belonging)[];
const terms = ['dueDate', 'duePeriod', 'lockAfterDueDate'];
const anything = fc.dictionary(
  fc.oneof(fc.constantFrom(...terms, 'accessDate', 'mode'), fc.string()),
  fc.jsonValue(),
);

describe('fields that do not belong to the chosen policy', () => {
  test.each(policies)('%s: exactly these are left out, and all else stays as it was', (policy) => {
    fc.assert(
      fc.property(anything, (given) => {
        const input = { ...given, dueDateType: policy };
        const foreign = terms.filter((field) => !belonging[policy].some((one) => one === field));
        const expected = Object.fromEntries(Object.entries(input).filter(([key]) => !foreign.includes(key)));
        const before = JSON.stringify(input);
        expect(leaveOutForeignTerms(input)).toEqual(expected);
        expect(JSON.stringify(input)).toBe(before);
      }),
    );
  });

  test('without a policy that is one, nothing is left out: the check names what is wrong', () => {
    const policy = fc.oneof(fc.constantFrom('constructor', '__proto__', 'toString', ''), fc.jsonValue());
    fc.assert(
      fc.property(anything, policy, (given, dueDateType) => {
        fc.pre(!policies.some((one) => one === dueDateType));
        const input = { ...given, dueDateType };
        expect(leaveOutForeignTerms(input)).toBe(input);
      }),
    );
    expect(leaveOutForeignTerms({ dueDate: 'x' })).toEqual({ dueDate: 'x' });
  });

  test('a key that means something to the language is kept as a field, to be refused as one', () => {
    const input = JSON.parse('{"dueDateType": "unlimited", "__proto__": {"mode": "partial"}, "dueDate": 1}');
    const left = leaveOutForeignTerms(input);
    expect(Object.keys(left)).toEqual(['dueDateType', '__proto__']);
    expect(Object.getPrototypeOf(left)).toBe(Object.prototype);
  });

  test('are not read by any operation that takes terms, and by no other are they known', () => {
    const check = inputCheck({ learners: 10, courses: 10, enrollments: 10, members: 100_000 });
    for (const operation of Object.values(operations as Record<string, Operation>)) {
      const violations = (input: object) => {
        try {
          check(operation, input);
          return [];
        } catch (error) {
          return error instanceof Failure ? error.violations.map(({ path }) => path) : [String(error)];
        }
      };
      const told = violations({
        dueDateType: 'unlimited',
        dueDate: 'x',
        duePeriod: 'x',
        lockAfterDueDate: 'x',
      });
      const takesTerms = operation.prepare !== undefined;
      expect([operation.name, told.includes('/dueDateType')]).toEqual([operation.name, !takesTerms]);
      for (const field of terms)
        expect([operation.name, told.includes(`/${field}`)]).toEqual([operation.name, !takesTerms]);
    }
  });
});
