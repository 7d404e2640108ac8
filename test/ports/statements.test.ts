import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { ask } from '../asking.js';
import { company } from '../durability/company.js';
import { sentDuring } from './sent.js';

/** Learners times courses: the pairs grow a thousandfold. */
const sizes = [
  [10, 1],
  [100, 10],
  [500, 20],
] as const;

/** Statements beyond those of a small request for so many pairs more. */
const batch = { pairs: 2_000, statements: 10 };

describeOnEngines('how many statements an operation sends', describe, (engine) => {
  let app: TestApplication;
  beforeAll(async () => {
    app = await startApplication({ engine, organization: company(500, 20) });
  });
  afterAll(() => app.close());

  const refs = (letter: string, count: number) =>
    Array.from({ length: count }, (_, place) => `${letter}${place + 1}`);
  const selection = (learners: number, courses: number) => ({
    learnerRefs: refs('l', learners),
    courseRefs: refs('c', courses),
  });
  const terms = { dueDateType: 'due_period', duePeriod: 5 };
  const count = async (work: () => Promise<unknown>) => (await sentDuring(engine, work)).length;

  const operations = [
    ['enrolling', (s: object) => ask(app, 'enrollLearnersInCourses', { ...s, ...terms })],
    ['enrolling again', (s: object) => ask(app, 'enrollLearnersInCourses', { ...s, ...terms })],
    ['changing', (s: object) => ask(app, 'changeEnrollments', { ...s, ...terms })],
    ['unenrolling in a dry run', (s: object) => ask(app, 'unenroll', { ...s, dryRun: true })],
    ['unenrolling', (s: object) => ask(app, 'unenroll', s)],
  ] as const;

  test.each(operations)('%s: it grows with batches, not with pairs', async (name, operation) => {
    const counts = new Map<number, number>();
    for (const [learners, courses] of sizes) {
      counts.set(learners * courses, await count(() => operation(selection(learners, courses))));
    }
    const [[, small] = [0, 0]] = [...counts];
    for (const [pairs, statements] of counts) {
      const batches = Math.floor(pairs / batch.pairs);
      expect([name, pairs, statements]).toEqual([
        name,
        pairs,
        Math.min(statements, small + 4 + batches * batch.statements),
      ]);
    }
  });

  test('reading a page costs the same however many are on it', async () => {
    await ask(app, 'enrollLearnersInCourses', { ...selection(100, 10), ...terms });
    const few = await count(() => ask(app, 'listEnrollments', { limit: 1, courseRefs: ['c1'] }));
    const many = await count(() => ask(app, 'listEnrollments', { limit: 1_000, courseRefs: ['c1'] }));
    expect(many).toBe(few);
    const users = await count(() => ask(app, 'listUsers', { limit: 400 }));
    // The people, and what is known of them: profile fields, roles, departments and groups managed, groups.
    expect(users).toBeLessThanOrEqual(7);
    expect(users).toBe(await count(() => ask(app, 'listUsers', { limit: 2 })));
    const courses = await count(() => ask(app, 'listCourses', { limit: 20 }));
    expect(courses).toBeLessThanOrEqual(3);
  });

  test('what has nothing to do writes nothing', async () => {
    await ask(app, 'enrollLearnersInCourses', { ...selection(500, 20), ...terms });
    const sent = await sentDuring(engine, () =>
      ask(app, 'enrollLearnersInCourses', { ...selection(500, 20), ...terms }),
    );
    expect(sent.filter((text) => /^(INSERT|UPDATE|DELETE)/.test(text))).toEqual([]);
  });

  test('the most courses that fit into a request, for one learner', async () => {
    const courses = Array.from({ length: 1_000 }, (_, place) => ({ ref: `m${place}`, title: `M ${place}` }));
    await app.load({ courses });
    const input = { learnerRefs: ['l1', 'l2'], courseRefs: courses.map(({ ref }) => ref), ...terms };
    const { summary } = await ask(app, 'enrollLearnersInCourses', input);
    expect(summary).toEqual({ enrolled: 2_000, alreadyEnrolled: 0, failed: 0 });
    const { learnerRefs, courseRefs } = input;
    expect((await ask(app, 'changeEnrollments', input)).summary).toMatchObject({ changed: 2_000 });
    expect((await ask(app, 'unenroll', { learnerRefs, courseRefs })).summary).toMatchObject({
      unenrolled: 2_000,
    });
  });
});
