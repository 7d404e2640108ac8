import { describe, expect, test } from '@jest/globals';
import { writeInstant } from '../../src/enrollment/instant.js';
import {
  type AskedTerms,
  decideTerms,
  isLocked,
  mergeTerms,
  type OwnPolicy,
  readTerms,
} from '../../src/enrollment/terms.js';

const zone = 'Europe/Amsterdam';
const now = Date.parse('2026-03-28T11:00:00.250Z');

function decide(asked: AskedTerms, own?: OwnPolicy) {
  const reading = readTerms(asked, now, zone);
  if (Array.isArray(reading)) throw new Error(JSON.stringify(reading));
  return decideTerms(reading, own);
}

function shown(asked: AskedTerms, own?: OwnPolicy) {
  const { accessAt, dueAt, lockAfterDueDate } = decide(asked, own);
  return [writeInstant(accessAt, zone), dueAt === null ? null : writeInstant(dueAt, zone), lockAfterDueDate];
}

function broken(asked: AskedTerms) {
  const reading = readTerms(asked, now, zone);
  return Array.isArray(reading) ? reading.map(({ path, rule }) => `${path} ${rule}`) : [];
}

describe('the access date', () => {
  test('is now unless given, to the millisecond', () => {
    expect(decide({ dueDateType: 'unlimited' }).accessAt).toBe(now);
    expect(decide({ dueDateType: 'unlimited', accessDate: 12_345 }).accessAt).toBe(12_345);
  });

  test.each([
    ['2026-03-29', '2026-03-29T00:00:00+01:00'],
    ['2026-03-29 02:30:00', '2026-03-29T03:00:00+02:00'],
    ['2026-10-25 02:30:00', '2026-10-25T02:30:00+02:00'],
    ['2026-10-25T02:30:00Z', '2026-10-25T03:30:00+01:00'],
  ])('%s is %s', (accessDate, expected) => {
    expect(shown({ dueDateType: 'unlimited', accessDate })).toEqual([expected, null, false]);
  });

  test('that cannot be read is named', () => {
    for (const accessDate of ['', 'tomorrow', '2026-02-30 10:00:00', '2026-03-01 24:00:00'])
      expect(broken({ dueDateType: 'unlimited', accessDate })).toEqual(['/accessDate date_time']);
  });
});

describe('due_date', () => {
  test('is through that local day, on days of 23 and 25 hours too', () => {
    const dueOn = (dueDate: string) => shown({ dueDateType: 'due_date', dueDate })[1];
    expect(dueOn('2026-12-31')).toBe('2026-12-31T23:59:59+01:00');
    expect(dueOn('2026-03-29')).toBe('2026-03-29T23:59:59+02:00');
    expect(dueOn('2026-10-25')).toBe('2026-10-25T23:59:59+01:00');
    expect(dueOn('9999-12-31')).toBe('9999-12-31T23:59:59+01:00');
  });

  test('takes the local day of a date-time, and keeps that day as what was asked', () => {
    const terms = decide({ dueDateType: 'due_date', dueDate: '2026-12-30T23:30:00Z' });
    expect(terms.asked.dueDate).toBe('2026-12-31');
    expect(writeInstant(terms.dueAt ?? 0, zone)).toBe('2026-12-31T23:59:59+01:00');
  });

  test('may be in the past and before the access date: overdue at once', () => {
    const asked = { dueDateType: 'due_date', dueDate: '2020-01-01', lockAfterDueDate: true } as const;
    expect(shown(asked)).toEqual(['2026-03-28T12:00:00+01:00', '2020-01-01T23:59:59+01:00', true]);
    expect(isLocked(decide(asked), now)).toBe(true);
  });

  test('missing or not a day of the calendar is named', () => {
    expect(broken({ dueDateType: 'due_date' })).toEqual(['/dueDate required']);
    expect(broken({ dueDateType: 'due_date', duePeriod: 5 })).toEqual(['/dueDate required']);
    for (const dueDate of ['', '2026-02-30', '31-12-2026', '2026-12-31Z', '2026-12-31 24:00'])
      expect(broken({ dueDateType: 'due_date', dueDate })).toEqual(['/dueDate date']);
  });
});

describe('due_period', () => {
  test.each([
    ['2026-03-28 12:00', 24, '2026-03-29T13:00:00+02:00'],
    ['2026-10-24 12:00', 24, '2026-10-25T11:00:00+01:00'],
    ['2026-03-29 01:30', 1, '2026-03-29T03:30:00+02:00'],
    ['2026-01-01 00:00', 1_000_000, '2140-01-30T16:00:00+01:00'],
  ])('from %s, %d hours elapse until %s', (accessDate, duePeriod, expected) => {
    expect(shown({ dueDateType: 'due_period', accessDate, duePeriod })[1]).toBe(expected);
  });

  test('runs from now where no access date is given', () => {
    expect(decide({ dueDateType: 'due_period', duePeriod: 1 }).dueAt).toBe(now + 3_600_000);
  });

  test('missing, not whole, out of bounds or past the year 9999 is named', () => {
    expect(broken({ dueDateType: 'due_period', dueDate: '2026-12-31' })).toEqual(['/duePeriod required']);
    for (const duePeriod of [0, -1, 1.5, 1_000_001, Number.NaN, Number.POSITIVE_INFINITY])
      expect(broken({ dueDateType: 'due_period', duePeriod })).toEqual(['/duePeriod range']);
    const late = { dueDateType: 'due_period', accessDate: '9999-12-31 00:59:59' } as const;
    expect(broken({ ...late, duePeriod: 23 })).toEqual([]);
    expect(broken({ ...late, duePeriod: 24 })).toEqual(['/duePeriod range']);
  });
});

test('all violations are told at once', () => {
  const [first, second, ...rest] = broken({ accessDate: 'x', dueDateType: 'due_date', dueDate: 'y' });
  expect([first, second, rest]).toEqual(['/accessDate date_time', '/dueDate date', []]);
  const reading = readTerms({ dueDateType: 'due_period', accessDate: 'x' }, now, zone);
  expect(reading).toEqual([
    expect.objectContaining({ message: expect.stringContaining('accessDate') }),
    expect.objectContaining({ message: 'duePeriod is required with dueDateType due_period' }),
  ]);
});

describe('default', () => {
  const asked = { dueDateType: 'default', accessDate: '2026-03-28 12:00' } as const;
  const access = '2026-03-28T12:00:00+01:00';

  test('without an own policy is unlimited', () => {
    expect(shown(asked)).toEqual([access, null, false]);
  });

  test('takes the own policy and lock; the lock of the caller belongs to other policies', () => {
    const due = { type: 'due_date', dueDate: '2026-06-30', lockAfterDueDate: true } as const;
    const period = { type: 'due_period', duePeriod: 24, lockAfterDueDate: false } as const;
    expect(shown(asked, due)).toEqual([access, '2026-06-30T23:59:59+02:00', true]);
    expect(shown({ ...asked, lockAfterDueDate: true }, period)).toEqual([
      access,
      '2026-03-29T13:00:00+02:00',
      false,
    ]);
    expect(shown(asked, { type: 'unlimited', lockAfterDueDate: true })).toEqual([access, null, false]);
  });

  test('keeps what was asked beside what came of it', () => {
    const own = { type: 'due_period', duePeriod: 24, lockAfterDueDate: true } as const;
    expect(decide({ ...asked, duePeriod: 3, lockAfterDueDate: false }, own).asked).toEqual({
      dueDateType: 'default',
      dueDate: null,
      duePeriod: null,
      lockAfterDueDate: null,
    });
  });

  test('an own period ends with the year 9999; an own date that is none throws', () => {
    const late = { dueDateType: 'default', accessDate: '9990-01-01' } as const;
    const own = { type: 'due_period', duePeriod: 1_000_000, lockAfterDueDate: false } as const;
    expect(shown(late, own)[1]).toBe('9999-12-31T23:59:59+01:00');
    const wrong = { type: 'due_date', dueDate: '2026-02-30', lockAfterDueDate: false } as const;
    expect(() => decide(asked, wrong)).toThrow(RangeError);
  });
});

describe('the lock', () => {
  const dueAt = Date.parse('2026-12-31T22:59:59Z');

  test('holds from the second after the due second on', () => {
    const terms = { dueAt, lockAfterDueDate: true };
    expect([dueAt - 1, dueAt, dueAt + 999].map((at) => isLocked(terms, at))).toEqual([false, false, false]);
    expect([dueAt + 1_000, dueAt + 1e9].map((at) => isLocked(terms, at))).toEqual([true, true]);
  });

  test('without a due date, or not asked for, locks nothing', () => {
    expect(isLocked({ dueAt: null, lockAfterDueDate: true }, now)).toBe(false);
    expect(isLocked({ dueAt: 0, lockAfterDueDate: false }, now)).toBe(false);
    expect(decide({ dueDateType: 'due_period', duePeriod: 1 }).lockAfterDueDate).toBe(false);
    expect(decide({ dueDateType: 'unlimited', lockAfterDueDate: true }).lockAfterDueDate).toBe(false);
  });
});

describe('a change', () => {
  test('to a policy whose field is nowhere is a violation that names it', () => {
    const terms = decide({ dueDateType: 'due_date', dueDate: '2026-12-31', lockAfterDueDate: true });
    const merged = mergeTerms(terms, { dueDateType: 'due_period' });
    expect(merged).toEqual({ accessDate: now, dueDateType: 'due_period', lockAfterDueDate: true });
    expect(readTerms(merged, now, zone)).toEqual([
      expect.objectContaining({ path: '/duePeriod', rule: 'required' }),
    ]);
  });

  test('moves a kept period with the access date, and not a kept due date', () => {
    const period = decide({ dueDateType: 'due_period', duePeriod: 2 });
    const date = decide({ dueDateType: 'due_date', dueDate: '2026-12-31' });
    const change = { accessDate: '2026-01-01' };
    expect(decide(mergeTerms(period, change)).dueAt).toBe(Date.UTC(2026, 0, 1, 1));
    expect(decide(mergeTerms(date, change)).dueAt).toBe(date.dueAt);
  });
});
