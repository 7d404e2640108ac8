import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { ask } from '../asking.js';
import { sentDuring } from './sent.js';

const refs = Array.from({ length: 1_000 }, (_, no) => `t${no}`);

describeOnEngines('how many statements the catalogue takes', describe, (engine) => {
  let app: TestApplication;
  beforeAll(async () => {
    const trainings = refs.map((ref) => ({ ref, title: ref }));
    const courses = [
      { ref: 'one', title: 'One', trainingRefs: ['t0'] },
      { ref: 'all', title: 'All', trainingRefs: refs },
    ];
    app = await startApplication({ engine, organization: { trainings, courses } });
  });
  afterAll(() => app.close());

  const count = async (work: () => Promise<unknown>) => (await sentDuring(engine, work)).length;

  test('a course of a thousand trainings takes a few batches more than one of one', async () => {
    const create = (trainingRefs: string[]) =>
      count(() => ask(app, 'createCourse', { title: 'x', trainingRefs }));
    const one = await create(['t0']);
    expect(await create(refs)).toBeLessThanOrEqual(one + 4);
    const turn = (courseRef: string, trainingRefs: string[]) =>
      count(() => ask(app, 'updateCourse', { courseRef, trainingRefs }));
    const few = await turn('one', ['t1']);
    expect(await turn('all', [...refs].reverse())).toBeLessThanOrEqual(few + 4);
  });

  /** The least of several times: what a machine that stands still makes happen beside the work is not counted. */
  const least = async (work: Parameters<typeof count>[0]) =>
    Math.min(await count(work), await count(work), await count(work));

  test('a page costs the same however many are on it', async () => {
    const days = Array.from({ length: 366 }, (_, no) => ({
      startAt: new Date(Date.UTC(2030, 0, no + 1)).toISOString(),
      duration: 60,
    }));
    const session = (some: object[]) => () =>
      ask(app, 'createTrainingSession', { trainingRef: 't0', days: some });
    expect(await least(session(days))).toBe(await least(session(days.slice(0, 1))));
    const lists = {
      listCourses: {},
      listTrainings: {},
      listContentItems: {},
      listCourseModules: { courseRef: 'all' },
      listTrainingSessions: { trainingRef: 't0' },
    } as const;
    for (const [name, input] of Object.entries(lists) as [keyof typeof lists, object][]) {
      const few = await least(() => ask(app, name, { ...input, limit: 1 }));
      const many = await least(() => ask(app, name, { ...input, limit: 1_000 }));
      // Materials are asked for once the courses are through.
      expect([name, many]).toEqual([name, few + (name === 'listContentItems' ? 1 : 0)]);
    }
  });

  test('an update that changes nothing writes nothing', async () => {
    const { items } = await ask(app, 'listTrainingSessions', { trainingRef: 't0', limit: 1 });
    const [session] = items;
    const { title, capacity, days } = session ?? {};
    const asked = days?.map(({ startAt, duration, place, url }) => ({ startAt, duration, place, url }));
    const sent = await sentDuring(engine, async () => {
      await ask(app, 'updateTrainingSession', { sessionId: session?.id, capacity, days: asked });
      await ask(app, 'updateCourse', { courseRef: 'one', title: 'One' });
      await ask(app, 'updateTraining', { trainingRef: 't0', title: 't0' });
    });
    expect(title).toBe('t0');
    expect(sent.filter((text) => /^(INSERT|UPDATE|DELETE)/.test(text))).toEqual([]);
  });
});
