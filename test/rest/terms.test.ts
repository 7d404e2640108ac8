import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApplication, type TestApplication } from '../application.js';
import { organization } from './organization.js';

const now = Date.parse('2026-11-22T10:20:30.999Z');

async function startIn(zone: string | undefined, setting?: string): Promise<TestApplication> {
  return await startApplication({
    organization: {
      ...organization,
      account: { name: 'Zoned', ...(zone === undefined ? {} : { timeZone: zone }) },
    },
    environment: setting === undefined ? {} : { ACCOUNT_TIME_ZONE: setting },
    clock: () => now,
  });
}

/** Re-enrolls Ann under these terms and answers what came of them. */
async function termsOf(app: TestApplication, terms: object) {
  const names = { learnerRefs: ['ann'], courseRefs: ['plain'] };
  const enrolled = await app.rest('owner', 'POST', '/v1/enrollments', { ...names, dueDateType: 'unlimited' });
  const path = `/v1/enrollments/${enrolled.json.outcomes[0].enrollmentId}/reenroll`;
  const { json } = await app.rest('owner', 'POST', path, terms);
  const { accessAt, dueAt, locked } = json;
  return { accessAt, dueAt, locked };
}

describe('terms over REST in Europe/Amsterdam', () => {
  let app: TestApplication;
  beforeAll(async () => {
    app = await startIn('Europe/Amsterdam');
  });
  afterAll(() => app.close());

  test.each([
    [undefined, '2026-11-22T11:20:30+01:00'],
    ['2026-12-01', '2026-12-01T00:00:00+01:00'],
    ['2026-07-01', '2026-07-01T00:00:00+02:00'],
    ['2026-07-01 09:30', '2026-07-01T09:30:00+02:00'],
    ['2026-07-01T09:30:15.999999999', '2026-07-01T09:30:15+02:00'],
    ['2026-07-01T09:30:15Z', '2026-07-01T11:30:15+02:00'],
    ['2026-07-01 09:30:15-0500', '2026-07-01T16:30:15+02:00'],
    // Clocks go from 02:00 to 03:00 on 29 March 2026 and from 03:00 to 02:00 on 25 October 2026.
    ['2026-03-29 02:30:00', '2026-03-29T03:00:00+02:00'],
    ['2026-10-25 02:30:00', '2026-10-25T02:30:00+02:00'],
    ['2026-10-25T02:30:00+01:00', '2026-10-25T02:30:00+01:00'],
  ])('access date %s is %s', async (accessDate, accessAt) => {
    expect((await termsOf(app, { accessDate, dueDateType: 'unlimited' })).accessAt).toBe(accessAt);
  });

  test.each([
    ['2027-06-30', '2027-06-30T23:59:59+02:00'],
    ['2026-03-29', '2026-03-29T23:59:59+02:00'],
    ['2026-10-25', '2026-10-25T23:59:59+01:00'],
    ['2027-06-30 08:00', '2027-06-30T23:59:59+02:00'],
    ['2027-06-30T23:30:00Z', '2027-07-01T23:59:59+02:00'],
    ['2028-02-29', '2028-02-29T23:59:59+01:00'],
  ])('due date %s is through %s', async (dueDate, dueAt) => {
    expect((await termsOf(app, { dueDateType: 'due_date', dueDate })).dueAt).toBe(dueAt);
  });

  test.each([
    ['2026-03-28 12:00:00', 24, '2026-03-29T13:00:00+02:00'],
    ['2026-10-24 12:00:00', 24, '2026-10-25T11:00:00+01:00'],
    ['2026-12-01 00:00:00', 1, '2026-12-01T01:00:00+01:00'],
  ])('a due period from %s of %i hours is elapsed time: until %s', async (accessDate, duePeriod, dueAt) => {
    expect((await termsOf(app, { accessDate, dueDateType: 'due_period', duePeriod })).dueAt).toBe(dueAt);
  });

  test('a due date in the past, or before the access date, is accepted: overdue, and locked, at once', async () => {
    const past = { dueDateType: 'due_date', dueDate: '2020-01-01', lockAfterDueDate: true };
    expect(await termsOf(app, { ...past, accessDate: '2026-12-24' })).toEqual({
      accessAt: '2026-12-24T00:00:00+01:00',
      dueAt: '2020-01-01T23:59:59+01:00',
      locked: true,
    });
    expect((await termsOf(app, { ...past, lockAfterDueDate: false })).locked).toBe(false);
    expect((await termsOf(app, { dueDateType: 'unlimited', lockAfterDueDate: true })).locked).toBe(false);
  });
});

test('half-hour zones, and zones far from UTC, show their own offset, never Z', async () => {
  for (const [zone, accessAt, dueAt] of [
    ['Asia/Kolkata', '2026-11-22T15:50:30+05:30', '2027-06-30T23:59:59+05:30'],
    ['Pacific/Auckland', '2026-11-22T23:20:30+13:00', '2027-06-30T23:59:59+12:00'],
    ['America/St_Johns', '2026-11-22T06:50:30-03:30', '2027-06-30T23:59:59-02:30'],
    ['UTC', '2026-11-22T10:20:30+00:00', '2027-06-30T23:59:59+00:00'],
  ] as const) {
    const app = await startIn(zone);
    const terms = await termsOf(app, { dueDateType: 'due_date', dueDate: '2027-06-30' });
    expect(terms).toMatchObject({ accessAt, dueAt });
    await app.close();
  }
});

test('without a zone in the file the setting holds, and the zone of the file over the setting', async () => {
  const bySetting = await startIn(undefined, 'America/New_York');
  expect((await termsOf(bySetting, { dueDateType: 'unlimited' })).accessAt).toBe('2026-11-22T05:20:30-05:00');
  // The clock stands still: what holds now is not what was remembered.
  await bySetting.load({ account: { timeZone: 'Asia/Tokyo' } });
  expect((await termsOf(bySetting, { dueDateType: 'unlimited' })).accessAt).toBe('2026-11-22T19:20:30+09:00');
  await bySetting.close();
  const byNothing = await startIn(undefined);
  expect((await termsOf(byNothing, { dueDateType: 'unlimited' })).accessAt).toBe('2026-11-22T10:20:30+00:00');
  await byNothing.close();
});
