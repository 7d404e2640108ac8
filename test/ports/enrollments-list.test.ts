import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { EnrollmentFilter } from '../../src/enrollment/enrollments.js';
import { everyone, type Reach } from '../../src/permission/reach.js';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { ask } from '../asking.js';

const learners = Array.from({ length: 9 }, (_, place) => `l${place}`);
const courses = ['c0', 'c1', 'c2', 'c3'];
const departments = ['nl', 'be', 'de'];

const organization = {
  departments: [
    { ref: 'hq', name: 'HQ' },
    ...departments.map((ref) => ({ ref, name: ref, parentRef: 'hq' })),
  ],
  users: learners.map((ref, place) => ({
    ref,
    departmentRef: String(departments[place % 3]),
    managerRef: place > 0 ? 'l0' : null,
  })),
  courses: courses.map((ref) => ({ ref, title: ref })),
};

const start = Date.parse('2030-01-01T00:00:00Z');
const hour = 3_600_000;
const none: EnrollmentFilter = {
  learners: [],
  courses: [],
  active: undefined,
  dueBefore: undefined,
  dueFrom: undefined,
};
const refs = (...values: string[]) => [{ by: 'ref', path: '', values } as const];

describeOnEngines('the list of enrollments', describe, (engine) => {
  let app: TestApplication;
  beforeAll(async () => {
    app = await startApplication({ engine, organization });
    // l0…l5 in every course, due after as many hours as the course has in its name; in c0 without a due date.
    for (const courseRef of courses) {
      const period = Number(courseRef.slice(1));
      const terms = period ? { dueDateType: 'due_period', duePeriod: period } : { dueDateType: 'unlimited' };
      const input = {
        learnerRefs: learners.slice(0, 6),
        courseRefs: [courseRef],
        accessDate: '2030-01-01T00:00:00Z',
        ...terms,
      };
      await ask(app, 'enrollLearnersInCourses', input);
    }
    await ask(app, 'unenroll', { learnerRefs: ['l1', 'l2'], courseRefs: ['c1', 'c3'] });
  });
  afterAll(() => app.close());

  const page = (filter: Partial<EnrollmentFilter>, limit = 1_000, cursor?: string, reach: Reach = everyone) =>
    app.application.database.unitOfWork.read(({ enrollments }) =>
      enrollments.list({ ...none, ...filter }, reach, limit, cursor),
    );
  const pairsOf = (items: readonly { learnerRef: string | null; courseRef: string | null }[]) =>
    items.map(({ learnerRef, courseRef }) => `${learnerRef} ${courseRef}`);
  const listed = async (filter: Partial<EnrollmentFilter>, reach?: Reach) =>
    pairsOf((await page(filter, 1_000, undefined, reach)).items);
  const product = (some: readonly string[], others: readonly string[]) =>
    some.flatMap((learner) => others.map((course) => `${learner} ${course}`));

  test('goes learner by learner, unless courses alone are asked for: then course by course', async () => {
    expect(await listed({})).toEqual(product(learners.slice(0, 6), courses));
    expect(await listed({ learners: refs('l3', 'l0') })).toEqual(product(['l0', 'l3'], courses));
    const byCourse = product(['c2', 'c1'].sort(), learners.slice(0, 6)).map((pair) =>
      pair.split(' ').reverse().join(' '),
    );
    expect(await listed({ courses: refs('c2', 'c1') })).toEqual(byCourse);
    expect(await listed({ learners: refs('l3', 'l0'), courses: refs('c2', 'c1') })).toEqual(
      product(['l0', 'l3'], ['c1', 'c2']),
    );
  });

  test('narrows to what lives and to what has ended', async () => {
    const ended = product(['l1', 'l2'], ['c1', 'c3']);
    expect(await listed({ active: false })).toEqual(ended);
    expect(await listed({ active: true })).toEqual(
      product(learners.slice(0, 6), courses).filter((pair) => !ended.includes(pair)),
    );
    expect(await listed({ active: false, courses: refs('c3') })).toEqual(['l1 c3', 'l2 c3']);
    expect(await listed({ active: true, learners: refs('l1') })).toEqual(['l1 c0', 'l1 c2']);
  });

  test('narrows by due date: from an instant on, and before one; what has none is never due', async () => {
    const due = (from: number | undefined, before: number | undefined) =>
      listed({
        learners: refs('l0'),
        dueFrom: from === undefined ? undefined : start + from * hour,
        dueBefore: before === undefined ? undefined : start + before * hour,
      });
    expect(await due(2, undefined)).toEqual(['l0 c2', 'l0 c3']);
    expect(await due(undefined, 2)).toEqual(['l0 c1']);
    expect(await due(2, 3)).toEqual(['l0 c2']);
    expect(await due(3, 3)).toEqual([]);
    expect(await due(-1_000, 1_000)).toEqual(['l0 c1', 'l0 c2', 'l0 c3']);
  });

  test('takes ids and refs together, and finds nothing where none of the names is anybody’s', async () => {
    const [one] = (await page({ learners: refs('l4'), courses: refs('c1') })).items;
    const ids = { by: 'id', path: '', values: [String(one?.learnerId).toUpperCase(), 'nobody'] } as const;
    expect(await listed({ learners: [ids, ...refs('l5')], courses: refs('c1') })).toEqual(['l4 c1', 'l5 c1']);
    expect(await listed({ learners: refs('nobody', 'L4') })).toEqual([]);
    expect(await listed({ courses: refs('nothing') })).toEqual([]);
    expect(await listed({ learners: refs('l8') })).toEqual([]);
    const many = Array.from({ length: 2_500 }, (_, place) => `nobody ${place}`);
    expect(await listed({ learners: refs(...many, 'l4'), courses: refs('c1') })).toEqual(['l4 c1']);
  });

  test('holds to the reach of the caller', async () => {
    const path = String(
      await app.application.database.unitOfWork.read(({ departments }) =>
        departments.path({ by: 'ref', path: '', values: ['be'] }),
      ),
    );
    const [self = 0] = await app.application.database.unitOfWork.read(({ users }) =>
      users.find({ by: 'ref', path: '', values: ['l0'] }, everyone),
    );
    const nobody = { everyone: false, departments: [], groups: [], reportsOf: null, self: null };
    expect(await listed({}, nobody)).toEqual([]);
    expect(await listed({}, { ...nobody, departments: [path] })).toEqual(product(['l1', 'l4'], courses));
    expect(await listed({}, { ...nobody, self })).toEqual(product(['l0'], courses));
    expect(await listed({ courses: refs('c0') }, { ...nobody, reportsOf: self })).toEqual(
      learners.slice(1, 6).map((learner) => `${learner} c0`),
    );
    expect(await listed({ learners: refs('l0', 'l1') }, { ...nobody, departments: [path] })).toEqual(
      product(['l1'], courses),
    );
    const [hidden] = (await page({ learners: refs('l0') })).items;
    const get = (reach: Reach) =>
      app.application.database.unitOfWork.read(({ enrollments }) =>
        enrollments.get(String(hidden?.id), reach),
      );
    expect(await get({ ...nobody, departments: [path] })).toBeUndefined();
    expect(await get({ ...nobody, self })).toEqual(hidden);
    expect(await get(everyone)).toEqual(hidden);
  });

  test('an enrollment is found by its id in any case, and by nothing else', async () => {
    const [one] = (await page({})).items;
    const get = (text: string) =>
      app.application.database.unitOfWork.read(({ enrollments }) => enrollments.get(text, everyone));
    expect(await get(String(one?.id).toUpperCase())).toEqual(one);
    expect(await get('00000000-0000-4000-8000-000000000000')).toBeUndefined();
    expect(await get('c0')).toBeUndefined();
  });

  test.each<[string, Partial<EnrollmentFilter>]>([
    ['learner by learner', {}],
    ['course by course', { courses: refs(...courses) }],
    ['what lives', { active: true }],
    ['what is due, course by course', { courses: refs('c3', 'c1'), dueFrom: start }],
  ])('pages join to the whole list, whatever their size: %s', async (_, filter) => {
    const whole = await listed(filter);
    for (const limit of [1, 5, whole.length - 1, whole.length]) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const { items, nextCursor } = await page(filter, limit, cursor);
        seen.push(...pairsOf(items));
        cursor = nextCursor ?? undefined;
      } while (cursor);
      expect([limit, seen]).toEqual([limit, whole]);
    }
  });

  test.each<[string, Partial<EnrollmentFilter>]>([
    ['learner by learner', {}],
    ['course by course', { courses: refs(...courses) }],
  ])('is stable while others enroll and unenroll between two pages: %s', async (_, filter) => {
    const before = await listed(filter);
    const first = await page(filter, 10);
    await ask(app, 'enrollLearnersInCourses', {
      learnerRefs: ['l6', 'l7'],
      courseRefs: courses,
      dueDateType: 'unlimited',
    });
    await ask(app, 'unenroll', { learnerRefs: ['l0', 'l5'], courseRefs: ['c0', 'c2'] });
    const rest = await page(filter, 1_000, String(first.nextCursor));
    const seen = [...pairsOf(first.items), ...pairsOf(rest.items)];
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((pair) => before.includes(pair))).toEqual(before);
    await ask(app, 'unenroll', { learnerRefs: ['l6', 'l7'], courseRefs: courses });
    await ask(app, 'enrollLearnersInCourses', {
      learnerRefs: ['l0', 'l5'],
      courseRefs: ['c0', 'c2'],
      dueDateType: 'unlimited',
    });
  });
});
