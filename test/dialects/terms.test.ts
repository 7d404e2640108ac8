import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { done, type Facts, type Input, refused } from './case.js';
import { type courses, learners } from './organization.js';
import { startWorlds, type Worlds } from './worlds.js';

let worlds: Worlds;
beforeAll(async () => {
  worlds = await startWorlds();
});
afterAll(() => worlds.close());

const refs = Object.keys(learners);

type Row = [what: string, terms: Input, expected: Facts | Record<string, unknown>];

const spring = '2026-03-29';
const autumn = '2026-10-25';
const accessed = '2026-04-01T00:00:00+02:00';
const access = { accessDate: '2026-04-01' };

/** Terms over every protocol, and what must come of them: a refusal, or how the enrollment stands then. */
const rows: Row[] = [
  [
    'unlimited',
    { dueDateType: 'unlimited' },
    {
      dueAt: null,
      lockAfterDueDate: false,
      accessAt: expect.stringMatching(/^2026-03-10T10:00:\d\d\+01:00$/),
    },
  ],
  [
    'unlimited, with all that does not belong',
    { dueDateType: 'unlimited', dueDate: 'abc', duePeriod: 'abc', lockAfterDueDate: 'abc' },
    { dueAt: null, lockAfterDueDate: false },
  ],
  [
    'unlimited, locked',
    { dueDateType: 'unlimited', lockAfterDueDate: true },
    { dueAt: null, lockAfterDueDate: false },
  ],
  [
    'default, with all that does not belong',
    { dueDateType: 'default', dueDate: '2026-02-30', duePeriod: -1, lockAfterDueDate: 'maybe' },
    { dueDateType: 'default' },
  ],
  [
    'a day',
    { dueDateType: 'due_date', dueDate: '2026-12-31', ...access },
    { accessAt: accessed, dueAt: '2026-12-31T23:59:59+01:00', lockAfterDueDate: false },
  ],
  [
    'a day, and a period that does not belong',
    { dueDateType: 'due_date', dueDate: '2026-12-31', duePeriod: 'abc' },
    { dueAt: '2026-12-31T23:59:59+01:00' },
  ],
  [
    'a day, locked',
    { dueDateType: 'due_date', dueDate: '2026-12-31', lockAfterDueDate: true },
    { lockAfterDueDate: true, locked: false },
  ],
  [
    'a day, not locked',
    { dueDateType: 'due_date', dueDate: '2026-12-31', lockAfterDueDate: false },
    { lockAfterDueDate: false },
  ],
  [
    'a day in the past: overdue, and locked, at once',
    { dueDateType: 'due_date', dueDate: '2020-02-29', lockAfterDueDate: true },
    { dueAt: '2020-02-29T23:59:59+01:00', locked: true },
  ],
  [
    'a day before the access date',
    { dueDateType: 'due_date', dueDate: '2026-03-31', ...access },
    { accessAt: accessed, dueAt: '2026-03-31T23:59:59+02:00' },
  ],
  [
    'the day on which clocks go forward',
    { dueDateType: 'due_date', dueDate: spring },
    { dueAt: `${spring}T23:59:59+02:00` },
  ],
  [
    'the day on which clocks go back',
    { dueDateType: 'due_date', dueDate: autumn },
    { dueAt: `${autumn}T23:59:59+01:00` },
  ],
  [
    'a day given as an instant of the day before elsewhere',
    { dueDateType: 'due_date', dueDate: '2026-06-30T23:30:00Z' },
    { dueAt: '2026-07-01T23:59:59+02:00' },
  ],
  [
    'a period',
    { dueDateType: 'due_period', duePeriod: 24, ...access },
    { accessAt: accessed, dueAt: '2026-04-02T00:00:00+02:00' },
  ],
  [
    'a period over the change to summer time: hours elapsed',
    { dueDateType: 'due_period', duePeriod: 24, accessDate: '2026-03-28 12:00:00' },
    { dueAt: '2026-03-29T13:00:00+02:00' },
  ],
  [
    'a period, locked, and a day that does not belong',
    { dueDateType: 'due_period', duePeriod: 1, dueDate: '-', lockAfterDueDate: true },
    { lockAfterDueDate: true },
  ],
  [
    'the longest period',
    { dueDateType: 'due_period', duePeriod: 1_000_000, ...access },
    { dueAt: '2140-04-29T16:00:00+02:00' },
  ],
  ['access on a day', { dueDateType: 'unlimited', ...access }, { accessAt: accessed }],
  [
    'access at a time with a blank',
    { dueDateType: 'unlimited', accessDate: '2019-09-24 10:30:00' },
    { accessAt: '2019-09-24T10:30:00+02:00' },
  ],
  [
    'access at a time with a T, without seconds',
    { dueDateType: 'unlimited', accessDate: '2019-09-24T10:30' },
    { accessAt: '2019-09-24T10:30:00+02:00' },
  ],
  [
    'access at a time with an offset',
    { dueDateType: 'unlimited', accessDate: '2019-09-24T10:30:00-0530' },
    { accessAt: '2019-09-24T18:00:00+02:00' },
  ],
  [
    'access at a time in UTC',
    { dueDateType: 'unlimited', accessDate: '2019-09-24 10:30:00.999Z' },
    { accessAt: '2019-09-24T12:30:00+02:00' },
  ],
  [
    'access at a time that does not occur',
    { dueDateType: 'unlimited', accessDate: `${spring} 02:30:00` },
    { accessAt: `${spring}T03:00:00+02:00` },
  ],
  [
    'access at a time that occurs twice',
    { dueDateType: 'unlimited', accessDate: `${autumn} 02:30:00` },
    { accessAt: `${autumn}T02:30:00+02:00` },
  ],

  ['no policy', {}, refused('invalid', '/dueDateType required')],
  ['no such policy', { dueDateType: 'never' }, refused('invalid', '/dueDateType one_of')],
  ['a policy in another case', { dueDateType: 'Unlimited' }, refused('invalid', '/dueDateType one_of')],
  ['a day that is missing', { dueDateType: 'due_date' }, refused('invalid', '/dueDate required')],
  [
    'a period that is missing',
    { dueDateType: 'due_period', dueDate: '2026-12-31' },
    refused('invalid', '/duePeriod required'),
  ],
  [
    'a day in another form',
    { dueDateType: 'due_date', dueDate: '31.12.2026' },
    refused('invalid', '/dueDate format'),
  ],
  [
    'a day that is not in the calendar',
    { dueDateType: 'due_date', dueDate: '2026-02-29' },
    refused('invalid', '/dueDate date'),
  ],
  [
    'access at a time that is not in the calendar',
    { dueDateType: 'unlimited', accessDate: '2026-01-01 24:00:00' },
    refused('invalid', '/accessDate date_time'),
  ],
  [
    'access in another form',
    { dueDateType: 'unlimited', accessDate: 'tomorrow' },
    refused('invalid', '/accessDate format'),
  ],
  [
    'access and a day that are not in the calendar',
    { dueDateType: 'due_date', accessDate: '2026-13-01', dueDate: '2026-13-01' },
    refused('invalid', '/accessDate date_time', '/dueDate date'),
  ],
  [
    'a period of nothing',
    { dueDateType: 'due_period', duePeriod: 0 },
    refused('invalid', '/duePeriod range'),
  ],
  [
    'a period below nothing',
    { dueDateType: 'due_period', duePeriod: -24 },
    refused('invalid', '/duePeriod range'),
  ],
  [
    'a period too long',
    { dueDateType: 'due_period', duePeriod: 1_000_001 },
    refused('invalid', '/duePeriod range'),
  ],
  [
    'a period past the year 9999',
    { dueDateType: 'due_period', duePeriod: 1_000_000, accessDate: '9990-01-01' },
    refused('invalid', '/duePeriod range'),
  ],
  ['half an hour', { dueDateType: 'due_period', duePeriod: 0.5 }, refused('invalid', '/duePeriod type')],
  [
    'a period in words',
    { dueDateType: 'due_period', duePeriod: 'a week' },
    refused('invalid', '/duePeriod type'),
  ],
  [
    'a lock in words',
    { dueDateType: 'due_date', dueDate: '2026-12-31', lockAfterDueDate: 'yes' },
    refused('invalid', '/lockAfterDueDate type'),
  ],
  [
    'everything wrong at once',
    { accessDate: 'x', dueDateType: 'due_period', duePeriod: 'x', lockAfterDueDate: 'x', nonsense: 'x' },
    refused(
      'invalid',
      '/accessDate format',
      '/duePeriod type',
      '/lockAfterDueDate type',
      '/nonsense unknown_field',
    ),
  ],
];

describe.each(rows)('%s', (_, terms, expected) => {
  const isRefusal = 'decision' in expected;
  const facts = isRefusal ? (expected as Facts) : done;
  const place = rows.findIndex(([what]) => what === _);
  const learner = refs[place % refs.length] ?? '';
  const course = ['plain', 'boxed', '2001', 'date', 'period'][Math.floor(place / refs.length)] ?? 'plain';

  test('when enrolling', async () => {
    const input = { learnerIds: [learner], courseIds: [course], ...terms };
    expect(await worlds.same({ operation: 'EnrollLearnersInCourses', as: 'owner', input })).toEqual(facts);
    if (isRefusal) return;
    const isOld =
      (learner === 'ben' && course === 'period') ||
      (course === 'plain' && ['anna', 'dora'].includes(learner));
    if (!isOld) expect(await worlds.look(learner, course)).toMatchObject(expected);
  });

  test('when changing', async () => {
    const input = { enrollmentId: { learner: 'anna', course: 'plain' }, ...terms };
    expect(await worlds.same({ operation: 'ChangeEnrollment', as: 'owner', input })).toEqual(facts);
    if (!isRefusal) expect(await worlds.look('anna', 'plain')).toMatchObject(expected);
  });
});

describe('default takes the policy of the course', () => {
  test.each<[keyof typeof courses, Record<string, unknown>]>([
    ['plain', { dueAt: null, lockAfterDueDate: false }],
    ['2001', { dueAt: null, lockAfterDueDate: false }],
    ['period', { dueAt: '2026-05-01T00:00:00+02:00', lockAfterDueDate: true }],
    ['date', { dueAt: `${autumn}T23:59:59+01:00`, lockAfterDueDate: false }],
  ])('%s', async (course, expected) => {
    await worlds.same({
      operation: 'EnrollLearnersInCourses',
      as: 'owner',
      input: { learnerIds: ['emil'], courseIds: [course], dueDateType: 'unlimited' },
    });
    const input = { enrollmentId: { learner: 'emil', course }, dueDateType: 'default', ...access };
    expect(await worlds.same({ operation: 'ChangeEnrollment', as: 'owner', input })).toEqual(done);
    expect(await worlds.look('emil', course)).toMatchObject({ dueDateType: 'default', ...expected });
  });
});
