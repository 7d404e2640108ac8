import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';

const learners = Array.from({ length: 40 }, (_, place) => `L${place}`);
const courses = ['a', 'b', 'c', 'd', 'e', 'f'];
const organization = {
  departments: [{ ref: 'hq', name: 'HQ' }],
  users: [
    { ref: 'owner', departmentRef: 'hq', roles: [{ role: 'owner' as const }] },
    ...learners.map((ref) => ({ ref, departmentRef: 'hq' })),
  ],
  courses: courses.map((ref) => ({ ref, title: ref })),
};

interface Item {
  readonly learnerRef: string;
  readonly courseRef: string;
}
const nameOf = ({ learnerRef, courseRef }: Item) => `${learnerRef} ${courseRef}`;
const some = (from: string[]) => fc.subarray(from, { minLength: 1 });

describeOnEngines('a walk over all pages while others enroll', describe, (engine) => {
  let app: TestApplication;
  beforeAll(async () => {
    app = await startApplication({ engine, organization });
  });
  afterAll(() => app.close());

  const enroll = (learnerRefs: string[], courseRefs: string[]) =>
    app.rest('owner', 'POST', '/v1/enrollments', { learnerRefs, courseRefs, dueDateType: 'unlimited' });
  const clear = () =>
    app.rest('owner', 'POST', '/v1/enrollments/unenroll', { learnerRefs: learners, courseRefs: courses });

  test.each([
    ['all', ''],
    [
      'by learners',
      learners
        .slice(0, 20)
        .map((ref) => `&learnerRef=${ref}`)
        .join(''),
    ],
    ['by course', '&courseRef=a&courseRef=d'],
  ])('%s: whoever was there at its start is met exactly once', async (_filter, filter) => {
    await fc.assert(
      fc.asyncProperty(
        some(learners),
        some(courses),
        fc.array(
          fc.record({ limit: fc.integer({ min: 1, max: 60 }), who: some(learners), what: some(courses) }),
          {
            minLength: 1,
            maxLength: 8,
          },
        ),
        async (who, what, steps) => {
          await clear();
          await enroll(who, what);
          const whole = await app.rest('owner', 'GET', `/v1/enrollments?limit=10000${filter}`);
          const met: string[] = [];
          let cursor: string | null = '';
          for (let step = 0; cursor !== null; step += 1) {
            const { limit, who, what } = steps[step % steps.length] ?? { limit: 10, who: [], what: [] };
            const at = cursor === '' ? '' : `&cursor=${cursor}`;
            const { json } = await app.rest('owner', 'GET', `/v1/enrollments?limit=${limit}${at}${filter}`);
            expect(json.items.length).toBeLessThanOrEqual(limit);
            met.push(...json.items.map(nameOf));
            cursor = json.nextCursor;
            if (step < steps.length) await enroll(who, what);
          }
          expect(new Set(met).size).toBe(met.length);
          expect(met).toEqual(expect.arrayContaining(whole.json.items.map(nameOf)));
        },
      ),
      { numRuns: 8 },
    );
  });
});
