import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { ask } from '../asking.js';
import { company } from '../durability/company.js';

const learners = 60;
const courseRefs = ['c1', 'c2'];
const refs = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, place) => `l${from + place}`);

describeOnEngines('enrolling a long list of which some are enrolled already', describe, (engine) => {
  let app: TestApplication;
  const enroll = (learnerRefs: string[], duePeriod: number, courses = courseRefs) =>
    ask(app, 'enrollLearnersInCourses', {
      learnerRefs,
      courseRefs: courses,
      accessDate: '2030-01-01',
      dueDateType: 'due_period',
      duePeriod,
    });
  const dueOf = async (learnerRef: string, courseRef: string) => {
    const { items } = await ask(app, 'listEnrollments', {
      learnerRefs: [learnerRef],
      courseRefs: [courseRef],
    });
    return items.map(({ dueAt }) => dueAt);
  };

  // Of a long list the first few are looked at before the others: the held ones are among these, after them, or both.
  describe.each([
    ['the last ones', refs(41, 60)],
    ['the first one', refs(1, 1)],
    ['the first ones', refs(1, 20)],
    ['all but the first', refs(2, 60)],
    ['all but the last', refs(1, 59)],
  ])('%s', (_, held) => {
    beforeAll(async () => {
      app = await startApplication({ engine, organization: company(learners, 2) });
      await enroll(held, 1, ['c1']);
    });
    afterAll(() => app.close());

    test('each pair counts as what it is, and whoever was enrolled keeps their dates', async () => {
      const { summary, outcomes } = await enroll(refs(1, learners), 2);
      const already = held.length;
      expect(summary).toEqual({ enrolled: 2 * learners - already, alreadyEnrolled: already, failed: 0 });
      const told = outcomes.filter(({ outcome }) => outcome === 'already_enrolled');
      expect(told.map(({ learnerRef, courseRef }) => `${learnerRef} ${courseRef}`)).toEqual(
        held.map((ref) => `${ref} c1`),
      );
      for (const ref of ['l1', 'l30', 'l60']) {
        const first = held.includes(ref) ? '01' : '02';
        expect(await dueOf(ref, 'c1')).toEqual([`2030-01-01T${first}:00:00+00:00`]);
        expect(await dueOf(ref, 'c2')).toEqual(['2030-01-01T02:00:00+00:00']);
      }
      expect((await enroll(refs(1, learners), 3)).summary).toMatchObject({ enrolled: 0 });
    });
  });
});
