import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type AskedTerms,
  decideTerms,
  mergeTerms,
  type OwnPolicy,
  readTerms,
  type Terms,
} from '../../src/enrollment/terms.js';

const zones = fc.constantFrom(
  'UTC',
  'Europe/Amsterdam',
  'America/New_York',
  'Australia/Lord_Howe',
  'Pacific/Apia',
);
const instants = fc.integer({ min: Date.UTC(1973, 0, 1), max: Date.UTC(2100, 0, 1) });
const texts = instants.map((ms) => new Date(ms).toISOString());
const days = texts.map((text) => text.slice(0, 10));
const dateTimes = fc.oneof(
  days,
  texts.map((text) => text.slice(0, 19).replace('T', ' ')),
  texts.map((text) => `${text.slice(0, 19)}+02:00`),
);
const periods = fc.integer({ min: 1, max: 1_000_000 });
const lock = { lockAfterDueDate: fc.boolean() };
const access = { accessDate: fc.oneof(dateTimes, instants) };

const byPolicy = {
  unlimited: fc.record(
    { dueDateType: fc.constant('unlimited' as const), ...access },
    { requiredKeys: ['dueDateType'] },
  ),
  default: fc.record(
    { dueDateType: fc.constant('default' as const), ...access },
    { requiredKeys: ['dueDateType'] },
  ),
  due_date: fc.record(
    { dueDateType: fc.constant('due_date' as const), dueDate: days, ...access, ...lock },
    { requiredKeys: ['dueDateType', 'dueDate'] },
  ),
  due_period: fc.record(
    { dueDateType: fc.constant('due_period' as const), duePeriod: periods, ...access, ...lock },
    { requiredKeys: ['dueDateType', 'duePeriod'] },
  ),
};
const asked: fc.Arbitrary<AskedTerms> = fc.oneof(...Object.values(byPolicy));
const own: fc.Arbitrary<OwnPolicy | undefined> = fc.oneof(
  fc.constant(undefined),
  fc.record({ type: fc.constant('unlimited' as const), ...lock }),
  fc.record({ type: fc.constant('due_date' as const), dueDate: days, ...lock }),
  fc.record({ type: fc.constant('due_period' as const), duePeriod: periods, ...lock }),
);
const patches: fc.Arbitrary<Partial<AskedTerms>> = fc.record(
  { ...access, dueDate: days, duePeriod: periods, ...lock },
  { requiredKeys: [] },
);

function decide(wanted: AskedTerms, now: number, zone: string, policy?: OwnPolicy): Terms {
  const reading = readTerms(wanted, now, zone);
  if (Array.isArray(reading)) throw new Error(JSON.stringify(reading));
  return decideTerms(reading, policy);
}

describe('deciding', () => {
  test('fields that do not belong to the policy are not even read', () => {
    const garbage = fc.record({ dueDate: fc.string(), duePeriod: fc.double() });
    fc.assert(
      fc.property(asked, garbage, own, instants, zones, (wanted, junk, policy, now, zone) => {
        const laden: AskedTerms = { ...junk, ...wanted };
        expect(decide(laden, now, zone, policy)).toEqual(decide(wanted, now, zone, policy));
      }),
    );
  });

  test('no due date, no lock; a policy with a due date has one', () => {
    fc.assert(
      fc.property(asked, own, instants, zones, (wanted, policy, now, zone) => {
        const terms = decide(wanted, now, zone, policy);
        if (terms.dueAt === null) expect(terms.lockAfterDueDate).toBe(false);
        const type = wanted.dueDateType === 'default' ? (policy?.type ?? 'unlimited') : wanted.dueDateType;
        expect(terms.dueAt === null).toBe(type === 'unlimited');
      }),
    );
  });

  test('a period is hours elapsed, in every zone and season', () => {
    fc.assert(
      fc.property(byPolicy.due_period, instants, zones, (wanted, now, zone) => {
        const { accessAt, dueAt } = decide(wanted, now, zone);
        expect(dueAt).toBe(accessAt + wanted.duePeriod * 3_600_000);
      }),
    );
  });

  test('a due date does not depend on the access date', () => {
    fc.assert(
      fc.property(byPolicy.due_date, dateTimes, instants, zones, (wanted, accessDate, now, zone) => {
        const { dueAt } = decide(wanted, now, zone);
        expect(decide({ ...wanted, accessDate }, now, zone).dueAt).toBe(dueAt);
      }),
    );
  });

  test('the own policy of a course matters to default only', () => {
    const others = asked.filter(({ dueDateType }) => dueDateType !== 'default');
    fc.assert(
      fc.property(others, own, instants, zones, (wanted, policy, now, zone) => {
        expect(decide(wanted, now, zone, policy)).toEqual(decide(wanted, now, zone));
      }),
    );
  });

  test('default decides what asking for the own policy would', () => {
    fc.assert(
      fc.property(byPolicy.default, own, instants, zones, (wanted, policy, now, zone) => {
        const { type, ...rest } = policy ?? { type: 'unlimited' as const };
        const direct = decide({ ...wanted, ...rest, dueDateType: type }, now, zone);
        expect({ ...decide(wanted, now, zone, policy), asked: direct.asked }).toEqual(direct);
      }),
    );
  });
});

describe('merging a change', () => {
  test('that names nothing changes nothing', () => {
    fc.assert(
      fc.property(asked, own, instants, instants, zones, (wanted, policy, now, later, zone) => {
        const terms = decide(wanted, now, zone, policy);
        expect(decide(mergeTerms(terms, {}), later, zone, policy)).toEqual(terms);
      }),
    );
  });

  test('that names everything is like asking anew', () => {
    const full = asked.filter((wanted) => wanted.accessDate !== undefined);
    fc.assert(
      fc.property(
        asked,
        full,
        fc.boolean(),
        own,
        instants,
        zones,
        (before, wanted, locks, policy, now, zone) => {
          const change = { ...wanted, lockAfterDueDate: locks };
          const merged = mergeTerms(decide(before, now, zone, policy), change);
          expect(decide(merged, now, zone, policy)).toEqual(decide(change, now, zone, policy));
        },
      ),
    );
  });

  test('keeps the policy unless it names one, and only fields that belong to the result', () => {
    const belonging = { unlimited: [], default: [], due_date: ['dueDate'], due_period: ['duePeriod'] };
    fc.assert(
      fc.property(asked, patches, fc.option(asked), instants, zones, (wanted, change, other, now, zone) => {
        const type = other === null ? {} : { dueDateType: other.dueDateType };
        const merged = mergeTerms(decide(wanted, now, zone), { ...change, ...type });
        expect(merged.dueDateType).toBe(other === null ? wanted.dueDateType : other.dueDateType);
        const due = Object.keys(merged).filter((key) => key === 'dueDate' || key === 'duePeriod');
        const needed: readonly string[] = belonging[merged.dueDateType];
        expect(needed).toEqual(expect.arrayContaining(due));
        if (needed.length === 0) expect(merged).not.toHaveProperty('lockAfterDueDate');
      }),
    );
  });

  test('is idempotent, and two changes are the later over the earlier', () => {
    fc.assert(
      fc.property(
        asked,
        patches,
        patches,
        own,
        instants,
        zones,
        (wanted, first, second, policy, now, zone) => {
          const apply = (terms: Terms, change: Partial<AskedTerms>) =>
            decide(mergeTerms(terms, change), now, zone, policy);
          const terms = decide(wanted, now, zone, policy);
          const once = apply(terms, first);
          expect(apply(once, first)).toEqual(once);
          expect(apply(once, second)).toEqual(apply(terms, { ...first, ...second }));
        },
      ),
    );
  });
});
