import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startApplication, type TestApplication } from '../application.js';
import { ask } from '../asking.js';
import { describeOnMySql } from '../describe-on-mysql.js';
import { company } from '../durability/company.js';
import { sentDuring } from './sent.js';

const learners = 1_300;
const courseRefs = ['c2', 'c1'];
const terms = { dueDateType: 'unlimited' };

/** On SQLite there is one writer at a time and nothing to lock. */
describeOnMySql('enrollments are locked in key order, so that writers cannot meet', () => {
  let app: TestApplication;
  let ids: string[] = [];
  const learnerRefs = Array.from({ length: learners }, (_, place) => `l${learners - place}`);
  beforeAll(async () => {
    app = await startApplication({ engine: 'mysql', organization: company(learners, 2) });
    await ask(app, 'enrollLearnersInCourses', { learnerRefs, courseRefs, ...terms });
    ids = (await ask(app, 'listEnrollments', { limit: 10_000 })).items.map(({ id }) => id).reverse();
  });
  afterAll(() => app.close());

  const keys = (sent: readonly string[]) =>
    sent
      .filter((text) => text.endsWith('FOR UPDATE'))
      .flatMap((text) => [...text.matchAll(/SELECT (\d+) AS user_no, (\d+) AS activity_no/g)])
      .map(([, userNo, activityNo]) => Number(userNo) * 1e6 + Number(activityNo));

  test.each<['unenroll' | 'changeEnrollments', 'pairs' | 'ids']>([
    ['unenroll', 'pairs'],
    ['unenroll', 'ids'],
    ['changeEnrollments', 'pairs'],
    ['changeEnrollments', 'ids'],
  ])('%s by %s, however they are named', async (operation, way) => {
    const selection = way === 'ids' ? { enrollmentIds: ids } : { learnerRefs, courseRefs };
    const input = { ...selection, ...(operation === 'unenroll' ? {} : terms), dryRun: true };
    const locked = keys(await sentDuring('mysql', () => ask(app, operation, input)));
    expect(locked.length).toBe(2 * learners);
    expect(locked.filter((key, place) => key < (locked[place - 1] ?? 0))).toEqual([]);
  });
});
