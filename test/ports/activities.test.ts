import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Activities } from '../../src/catalog/activities.js';
import type { NamedBy } from '../../src/contract/selection.js';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { ask } from '../asking.js';

const id = '7d0a1c9e-3333-4000-8000-00000000000a';
const dueDate = { type: 'due_date' as const, dueDate: '2030-12-31', lockAfterDueDate: true };
const duePeriod = { type: 'due_period' as const, duePeriod: 720, lockAfterDueDate: false };
const unlimited = { type: 'unlimited' as const, lockAfterDueDate: false };

const organization = {
  departments: [{ ref: 'hq', name: 'Head office' }],
  users: [{ ref: 'l', departmentRef: 'hq' }],
  trainings: [
    { ref: 'both', title: 'A training' },
    { ref: 'first', title: 'First day' },
    { ref: 'second', title: 'Second day' },
  ],
  courses: [
    { ref: 'both', title: 'A course', id },
    { ref: 'BOTH', title: 'Another course' },
    { ref: 'dated', title: 'Ärgernis 100%', dueDatePolicy: dueDate, trainingRefs: ['second', 'first'] },
    { ref: 'lasting', title: 'Lasting', dueDatePolicy: duePeriod, archived: true },
    { ref: 'open', title: 'Open', dueDatePolicy: unlimited, trainingRefs: ['first'] },
    { ref: id, title: 'Has the id of another as its ref' },
  ],
};

describeOnEngines('courses and trainings', describe, (engine) => {
  let app: TestApplication;
  beforeAll(async () => {
    app = await startApplication({ engine, organization });
  });
  afterAll(() => app.close());

  const read = <T>(work: (activities: Activities) => Promise<T>) =>
    app.application.database.unitOfWork.read((ports) => work(ports.activities));
  const names = (by: NamedBy, ...values: string[]) => ({ by, path: '', values });
  const found = async (by: NamedBy, ...values: string[]) =>
    (await read((activities) => activities.find(names(by, ...values)))).map(
      (activity) => activity && `${activity.kind} ${activity.ref}`,
    );

  test('are found in the order of the names, a course before a training of the same ref', async () => {
    expect(await found('ref', 'first', 'both', 'nothing', 'dated', 'both')).toEqual([
      'training first',
      'course both',
      undefined,
      'course dated',
      'course both',
    ]);
    expect(await found('ref', 'BOTH', 'Both')).toEqual(['course BOTH', undefined]);
    expect(await read((activities) => activities.find(names('ref')))).toEqual([]);
  });

  test('are found by id in any case, and by ref where the id is nobody’s', async () => {
    expect(await found('id', id, id.toUpperCase(), 'open')).toEqual([
      'course both',
      'course both',
      'course open',
    ]);
    expect(await found('ref', id)).toEqual([`course ${id}`]);
  });

  test('come with what is needed to enroll', async () => {
    const [dated, lasting, open, both] = await read((activities) =>
      activities.find(names('ref', 'dated', 'lasting', 'open', 'both')),
    );
    expect(dated).toMatchObject({ kind: 'course', archived: false, ownPolicy: dueDate });
    expect(lasting).toMatchObject({ archived: true, ownPolicy: duePeriod });
    expect(open).toMatchObject({ ownPolicy: unlimited });
    expect(both).toMatchObject({ id, ownPolicy: undefined });
  });

  test('have a revision that grows with every change of what decides, and with no other load', async () => {
    const revision = async () =>
      (await read((activities) => activities.find(names('ref', 'open'))))[0]?.revision ?? 0;
    const first = await revision();
    await app.load({ courses: [{ ref: 'open', title: 'Open' }] });
    expect(await revision()).toBe(first);
    await app.load({ courses: [{ ref: 'open', dueDatePolicy: duePeriod }] });
    expect(await revision()).toBeGreaterThan(first);
    const second = await revision();
    await app.load({ courses: [{ ref: 'open', archived: true }] });
    expect(await revision()).toBeGreaterThan(second);
    await app.load({ courses: [{ ref: 'open', archived: false, dueDatePolicy: unlimited }] });
  });

  test('are recalled by the names that they have, and never a training', async () => {
    const recall = (by: NamedBy, name: string) => read((activities) => activities.recall(names(by, name)));
    expect(await recall('ref', 'dated')).toMatchObject({ ref: 'dated' });
    expect(await recall('ref', 'DATED')).toBeUndefined();
    expect(await recall('id', id.toUpperCase())).toMatchObject({ ref: 'both' });
    expect(await recall('ref', id)).toMatchObject({ ref: id });
    expect(await recall('ref', 'nothing')).toBeUndefined();
  });

  test('a course is shown with its trainings in order; a training is no course', async () => {
    const get = (ref: string) => read((activities) => activities.get(names('ref', ref), undefined));
    expect(await get('dated')).toEqual({
      no: expect.any(Number),
      id: expect.any(String),
      ref: 'dated',
      title: 'Ärgernis 100%',
      description: null,
      authorId: null,
      viewUrl: null,
      addedAt: expect.any(Number),
      archived: false,
      dueDatePolicy: dueDate,
      trainings: [
        { id: expect.any(String), ref: 'second', title: 'Second day' },
        { id: expect.any(String), ref: 'first', title: 'First day' },
      ],
    });
    expect(await get('both')).toMatchObject({ title: 'A course', dueDatePolicy: null, trainings: [] });
    expect(await get('first')).toBeUndefined();
    expect(await get('nothing')).toBeUndefined();
  });

  test('the list narrows by text, by being archived, and to those of a learner', async () => {
    const refs = async (filter: object) => {
      const all = { search: undefined, archived: undefined, ofLearner: undefined };
      return (await read((activities) => activities.list({ ...all, ...filter }, 100, undefined))).items.map(
        ({ ref }) => ref,
      );
    };
    expect(await refs({})).toEqual(['both', 'BOTH', 'dated', 'lasting', 'open', id]);
    expect(await refs({ search: 'ärGER' })).toEqual(['dated']);
    expect(await refs({ search: '0%' })).toEqual(['dated']);
    expect(await refs({ search: 'bOtH' })).toEqual(['both', 'BOTH']);
    expect(await refs({ archived: true })).toEqual(['lasting']);
    expect(await refs({ archived: false })).not.toContain('lasting');
    const [ofLearner = 0] = await app.application.database.unitOfWork.read(({ users }) =>
      users.find(names('ref', 'l'), {
        everyone: true,
        departments: [],
        groups: [],
        reportsOf: null,
        self: null,
      }),
    );
    const selection = { learnerRefs: ['l'], courseRefs: ['dated', 'open'] };
    await ask(app, 'enrollLearnersInCourses', { ...selection, dueDateType: 'unlimited' });
    expect(await refs({ ofLearner })).toEqual(['dated', 'open']);
    expect(await read((activities) => activities.get(names('ref', 'both'), ofLearner))).toBeUndefined();
    await ask(app, 'unenroll', { ...selection, courseRefs: ['dated'] });
    expect(await refs({ ofLearner })).toEqual(['open']);
  });

  test('pages join to the whole list, each course with its own trainings', async () => {
    const all = { search: undefined, archived: undefined, ofLearner: undefined };
    const whole = await read((activities) => activities.list(all, 100, undefined));
    const seen: unknown[] = [];
    let cursor: string | undefined;
    do {
      const page = await read((activities) => activities.list(all, 1, cursor));
      seen.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(whole.items);
  });
});
