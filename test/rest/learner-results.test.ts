import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { ask } from '../asking.js';
import { catalogue, germanId, traineeId } from './catalogue.js';

describeOnEngines('learner results over REST', describe, (engine) => {
  let app: TestApplication;
  let now = Date.UTC(2026, 0, 1);
  beforeAll(async () => {
    app = await startApplication({ engine, organization: catalogue, clock: () => now });
  });
  afterAll(() => app.close());

  const list = (query = '', asRef = 'admin') => app.rest(asRef, 'GET', `/v1/learner-results${query}`);
  const pairs = async (query = '', asRef = 'admin'): Promise<string[]> =>
    (await list(query, asRef)).json.items.map(
      (one: { userRef: string; courseRef: string }) => `${one.userRef} ${one.courseRef}`,
    );

  test('every active enrollment is told with its course and dates; nobody has started', async () => {
    const { status, json } = await list();
    expect(status).toBe(200);
    expect(json).toEqual({
      items: [
        {
          enrollmentId: expect.any(String),
          userId: traineeId,
          userRef: 'trainee',
          courseId: expect.any(String),
          courseRef: 'held',
          courseTitle: 'Held',
          accessAt: expect.any(String),
          dueAt: '2026-01-31T23:59:59+01:00',
          lockAfterDueDate: false,
          status: 'not_started',
          progress: 0,
          completedAt: null,
          overdue: false,
        },
        expect.objectContaining({ userId: germanId, courseTitle: 'Other', dueAt: null, overdue: false }),
      ],
      nextCursor: null,
    });
  });

  test('overdue begins with the second after the due one', async () => {
    const due = Date.UTC(2026, 0, 31, 22, 59, 59);
    const overdue = async () =>
      (await ask(app, 'listLearnerResults', { userRefs: ['trainee'] })).items[0]?.overdue;
    now = due + 999;
    expect(await overdue()).toBe(false);
    now = due + 1_000;
    expect(await overdue()).toBe(true);
    now = Date.UTC(2026, 0, 1);
  });

  test('names narrow the list; unknown ones and trainings find nothing', async () => {
    expect(await pairs(`?userId=${germanId}`)).toEqual(['german other']);
    expect(await pairs('?courseRef=held')).toEqual(['trainee held']);
    expect(await pairs('?courseId=held&userRef=german')).toEqual([]);
    for (const query of ['?userRef=nobody', '?courseRef=nothing', '?courseRef=day'])
      expect(await pairs(query)).toEqual([]);
    expect((await list('?userRef=german&userId=german')).status).toBe(400);
  });

  test('each sees whom they may read; ended enrollments are not told', async () => {
    expect(await pairs('', 'nl-admin')).toEqual(['trainee held']);
    expect(await pairs('', 'trainee')).toEqual(['trainee held']);
    expect(await pairs('?userRef=german', 'trainee')).toEqual([]);
    const both = { courseRefs: ['old', 'other'], learnerRefs: ['trainer'], dueDateType: 'unlimited' };
    await app.rest('admin', 'POST', '/v1/enrollments', { ...both, courseRefs: ['other'] });
    expect(await pairs('?userRef=trainer')).toEqual(['trainer other']);
    await app.rest('admin', 'POST', '/v1/enrollments/unenroll', {
      courseRefs: ['other'],
      learnerRefs: ['trainer'],
    });
    expect(await pairs('?userRef=trainer')).toEqual([]);
  });

  test('pages join to the whole list, by learner and by course; cursors are of this list alone', async () => {
    const whole = await pairs();
    for (const query of ['', '&courseRef=held&courseRef=other']) {
      const { json } = await list(`?limit=1${query}`);
      const rest = await pairs(`?limit=1${query}&cursor=${json.nextCursor}`);
      expect([`${json.items[0].userRef} ${json.items[0].courseRef}`, ...rest].sort()).toEqual(
        [...whole].sort(),
      );
      const other = await app.rest(
        'admin',
        'GET',
        `/v1/enrollments?limit=1${query}&cursor=${json.nextCursor}`,
      );
      expect(other.status).toBe(400);
    }
  });
});
