import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { ask } from '../asking.js';
import { sentDuring } from './sent.js';

const numbers = Array.from({ length: 60 }, (_, no) => no);

describeOnEngines('how many statements links of departments take', describe, (engine) => {
  let app: TestApplication;
  beforeAll(async () => {
    app = await startApplication({
      engine,
      organization: {
        departments: [
          { ref: 'hq', name: 'Head office' },
          { ref: 'left', name: 'Left', parentRef: 'hq' },
          { ref: 'right', name: 'Right', parentRef: 'hq' },
          ...numbers.map((no) => ({ ref: `d${no}`, name: 'D', parentRef: 'hq' })),
        ],
        users: ['ann', 'bob'].map((ref) => ({ ref, departmentRef: 'left' })),
        courses: numbers.map((no) => ({ ref: `c${no}`, title: 'C' })),
      },
    });
  }, 60_000);
  afterAll(() => app.close());

  test('moving somebody takes as many with one link as with a hundred and twenty', async () => {
    const move = async (departmentRef: string) =>
      (await sentDuring(engine, () => ask(app, 'moveUsers', { userRefs: ['ann'], departmentRef }))).length;
    for (const departmentRef of ['left', 'right'])
      await ask(app, 'addLink', { departmentRef, courseRef: 'c0' });
    await move('right');
    const few = await move('left');
    for (const no of numbers) {
      const courseRef = `c${no}`;
      await ask(app, 'addLink', { departmentRef: `d${no}`, courseRef });
      for (const departmentRef of ['left', 'right']) await ask(app, 'addLink', { departmentRef, courseRef });
    }
    expect(await move('right')).toBe(few);
    const { items } = await ask(app, 'listEnrollments', { learnerRefs: ['ann'], limit: 1_000 });
    expect(items).toHaveLength(60);
  }, 120_000);
});
