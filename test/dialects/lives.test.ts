import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Case, done, type Input, refused } from './case.js';
import { courses, enrolled, learners } from './organization.js';
import { startWorlds, type Worlds } from './worlds.js';

let worlds: Worlds;
beforeAll(async () => {
  worlds = await startWorlds();
});
afterAll(() => worlds.close());

const say = (operation: Case['operation'], input: Input, as: string | null = 'owner') =>
  worlds.same({ operation, as, input });
const unlimited = { dueDateType: 'unlimited' };
const gone = refused('absent', '/enrollmentId unknown');

describe('the life of an enrollment', () => {
  const pair = { learner: 'carla', course: 'boxed' };
  const enroll = (terms: Input = unlimited) =>
    say('EnrollLearnersInCourses', { learnerIds: ['carla'], courseIds: ['boxed'], ...terms });

  test('it begins, is changed as a whole, ends, is unknown, and begins anew under the same id', async () => {
    expect(await say('GetEnrollment', { enrollmentId: pair })).toEqual(gone);
    expect(
      await enroll({
        dueDateType: 'due_date',
        dueDate: '2026-06-30',
        lockAfterDueDate: true,
        accessDate: '2026-04-01',
      }),
    ).toEqual(done);
    const born = await worlds.look('carla', 'boxed');
    const facts = { learnerId: learners.carla, courseId: courses.boxed, accessDay: '2026-04-01' };
    expect(await say('GetEnrollment', { enrollmentId: pair })).toMatchObject({
      enrollments: [{ ...facts, dueDay: '2026-06-30', locks: true }],
    });

    // What is left out takes its usual value: access now, no lock.
    expect(
      await say('ChangeEnrollment', { enrollmentId: pair, dueDateType: 'due_date', dueDate: '2026-07-31' }),
    ).toEqual(done);
    expect(await worlds.look('carla', 'boxed')).toMatchObject({
      id: born?.['id'],
      accessAt: expect.stringMatching(/^2026-03-10T/),
      dueAt: '2026-07-31T23:59:59+02:00',
      lockAfterDueDate: false,
    });

    expect(await say('Unenroll', { enrollmentId: pair })).toEqual(done);
    expect(await worlds.look('carla', 'boxed')).toMatchObject({ id: born?.['id'], status: 'ended' });
    expect(await say('GetEnrollment', { enrollmentId: pair })).toEqual(gone);
    expect(await say('ChangeEnrollment', { enrollmentId: pair, ...unlimited })).toEqual(gone);
    expect(await say('Unenroll', { enrollmentId: pair })).toEqual(gone);

    expect(await enroll()).toEqual(done);
    expect(await worlds.look('carla', 'boxed')).toMatchObject({
      id: born?.['id'],
      status: 'active',
      dueAt: null,
    });
  });

  test('one in an archived course can be changed and ended', async () => {
    const enrollmentId = enrolled.benArchived;
    expect(await say('ChangeEnrollment', { enrollmentId, dueDateType: 'due_period', duePeriod: 48 })).toEqual(
      done,
    );
    expect(await say('Unenroll', { enrollmentId })).toEqual(done);
    expect(await worlds.look('ben', 'archived')).toMatchObject({ status: 'ended' });
  });

  test('many at once: either all pairs, or none', async () => {
    const everybody = Object.keys(learners);
    const some = { learnerIds: everybody, courseIds: ['date', 'period', '2001'], ...unlimited };
    expect(await say('EnrollLearnersInCourses', { ...some, learnerIds: [...everybody, 'nobody'] })).toEqual(
      refused('invalid', `/learnerIds/${everybody.length} unknown`),
    );
    expect(await worlds.look('dora', 'date')).toBeUndefined();
    expect(await say('EnrollLearnersInCourses', some)).toEqual(done);
    expect(await worlds.look('dora', 'date')).toMatchObject({ status: 'active' });
  });
});

describe('lists', () => {
  test.each<[string, Input]>([
    ['everything', {}],
    ['of some learners', { learnerIds: ['anna', learners.ben.toUpperCase(), 'nobody'] }],
    ['in some courses', { courseIds: ['plain', courses.period, 'nothing'] }],
    ['of both', { learnerIds: ['anna', 'dora'], courseIds: ['plain'] }],
    ['of nobody known', { learnerIds: ['nobody'] }],
    ['in a training', { courseIds: ['day'] }],
    ['of everybody, by empty lists', { learnerIds: [], courseIds: [] }],
  ])('%s: every protocol tells the same enrollments in the same order', async (_, input) => {
    for (const as of ['owner', 'coordinator-nl', 'manager', 'anna']) {
      const all = await say('GetEnrollments', input, as);
      expect(await say('ListEnrollments', input, as)).toEqual(all);
    }
  });

  test('page by page it is the same list', async () => {
    const { enrollments: whole } = await say('GetEnrollments', {});
    const met = [];
    let cursor: string | undefined;
    do {
      const page = await say('ListEnrollments', { limit: 3, ...(cursor === undefined ? {} : { cursor }) });
      expect(page.enrollments?.length).toBeLessThanOrEqual(3);
      met.push(...(page.enrollments ?? []));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(met).toEqual(whole);
  });

  test.each<[string, Input, string]>([
    ['a page of nothing', { limit: 0 }, '/limit range'],
    ['a page too large', { limit: 10_001 }, '/limit range'],
    ['a page in words', { limit: 'all' }, '/limit type'],
    ['a page token from elsewhere', { cursor: 'elsewhere' }, '/cursor cursor'],
    ['a page token too long', { cursor: 'x'.repeat(513) }, '/cursor max_length'],
    ['an empty id', { learnerIds: [''] }, '/learnerIds/0 min_length'],
  ])('%s is refused', async (_, input, violation) => {
    const answer = await say('ListEnrollments', input);
    expect(answer).toMatchObject({ decision: 'invalid' });
    expect(answer.violations).toContain(violation);
  });
});

describe('who asks', () => {
  const target = { learnerIds: ['anna'], courseIds: ['boxed'], ...unlimited };
  const out = { learnerIds: ['anna', 'emil'], courseIds: ['boxed'], ...unlimited };
  const forbidden = (...violations: string[]) => refused('forbidden', ...violations);
  const beyond = forbidden('/learnerIds/1 out_of_reach');

  test.each([
    [null, refused('unauthenticated'), refused('unauthenticated')],
    ['reader-nl', forbidden(), forbidden()],
    ['clerk-sales', forbidden(), forbidden()],
    ['anna', forbidden(), forbidden()],
    ['manager', done, beyond],
    ['coordinator-nl', done, beyond],
    ['administrator-nl', done, beyond],
    ['administrator', done, done],
  ])('%s enrolls: within reach, and beyond', async (as, within, across) => {
    expect(await say('EnrollLearnersInCourses', out, as)).toEqual(across);
    expect(await say('EnrollLearnersInCourses', target, as)).toEqual(within);
    // Unknown is as forbidden as out of reach, but for those who act on everyone.
    const unknown = { ...out, learnerIds: ['anna', 'nobody'] };
    const told = across === done ? refused('invalid', '/learnerIds/1 unknown') : across;
    expect(await say('EnrollLearnersInCourses', unknown, as)).toEqual(told);
  });

  test.each([
    [null, refused('unauthenticated'), refused('unauthenticated')],
    ['reader-nl', forbidden(), forbidden()],
    ['coordinator-nl', forbidden(), forbidden()],
    ['manager', forbidden(), forbidden()],
    ['anna', forbidden(), forbidden()],
    ['clerk-sales', done, gone],
    ['administrator-nl', done, gone],
    ['administrator', done, done],
  ])('%s changes one: within reach, and beyond', async (as, within, across) => {
    const change = (enrollmentId: string) => say('ChangeEnrollment', { enrollmentId, ...unlimited }, as);
    expect(await change(enrolled.annaPlain)).toEqual(within);
    expect(await change(enrolled.doraPlain)).toEqual(across);
  });

  test('whoever asks wrongly without credentials is asked for credentials first', async () => {
    expect(await say('EnrollLearnersInCourses', { nonsense: 'x' }, null)).toEqual(refused('unauthenticated'));
  });

  test('whoever may not ask, and asks wrongly, is told what is wrong first', async () => {
    const input = { ...out, dueDateType: 'never' };
    expect(await say('EnrollLearnersInCourses', input, 'reader-nl')).toEqual(
      refused('invalid', '/dueDateType one_of'),
    );
  });
});
