import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Static } from 'typebox';
import type { OwnPolicy as OwnPolicySchema } from '../../src/contract/courses.js';
import { operator, unknownCaller } from '../../src/permission/caller.js';
import { everyone } from '../../src/permission/reach.js';
import { seesAll } from '../../src/permission/sight.js';
import { describeOnEngines, sampleOrganization } from '../application.js';
import {
  byRef,
  type Loading,
  noEventFilter,
  nothingDone,
  now,
  numbersUpTo,
  small,
  startLoading,
} from './loading.js';

type OwnPolicy = Static<typeof OwnPolicySchema>;

describeOnEngines('loading an organisation file', describe, (engine) => {
  let loading: Loading;
  beforeEach(async () => {
    loading = await startLoading(engine);
  });
  afterEach(() => loading.close());

  const user = (ref: string) => loading.read((ports) => ports.users.get(byRef(ref), everyone, seesAll));
  const course = (ref: string) => loading.read((ports) => ports.activities.get(byRef(ref), undefined));
  const path = (ref: string) => loading.read((ports) => ports.departments.path(byRef(ref)));
  const events = () =>
    loading.read(async (ports) => (await ports.events.list(noEventFilter, 100, undefined)).items);
  const caller = async (login: string) =>
    (await loading.read((ports) => ports.access.callerByName(login)))?.caller;

  test('the sample organisation loads, and the second time changes nothing and writes no event', async () => {
    const sample = sampleOrganization();
    expect(await loading.load(sample)).toMatchObject({
      departments: { added: 9 },
      users: { added: 40 },
      trainings: { added: 3 },
      courses: { added: 6 },
      apiClients: { added: 1 },
      enrollments: { added: sample.enrollments?.length },
    });
    const before = await loading.everything();
    expect(await loading.load(sample, { now: now + 3_600_000 })).toMatchObject(nothingDone);
    expect(await loading.everything()).toEqual(before);
    expect(await events()).toMatchObject([
      { operation: 'loadOrganization', detail: { users: { added: 40 } } },
    ]);
  });

  test('a dry run answers what would happen and leaves nothing behind', async () => {
    expect(await loading.load(small, { dryRun: true })).toMatchObject({ users: { added: 2 } });
    expect(await loading.everything()).toMatchObject({
      users: [],
      departments: [],
      events: [],
      account: { name: null },
    });
  });

  test('only the operator and administrators load', async () => {
    const people = ['owner', 'administrator', 'learner'] as const;
    const users = people.map((role) => ({ ref: role, login: role, departmentRef: 'hq', roles: [{ role }] }));
    await loading.load({ ...small, users });
    const [owner, administrator, learner] = await Promise.all(people.map(caller));
    await expect(loading.load(small, { caller: learner ?? operator })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(loading.load(small, { caller: unknownCaller })).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    expect((await loading.load(small, { caller: administrator ?? unknownCaller })).users.added).toBe(2);
    expect(await loading.load(small, { caller: owner ?? unknownCaller })).toMatchObject(nothingDone);
  });

  test('things may be named before they stand in the file', async () => {
    await loading.load({ ...small, departments: [...(small.departments ?? [])].reverse() });
    expect(await user('u1')).toMatchObject({ managerRef: 'u2' });
    expect(await path('nl-1')).toBe(`${await path('nl')}${(await path('nl-1'))?.split('/').at(-2)}/`);
    expect((await path('hq'))?.split('/')).toHaveLength(3);
  });

  test('a department that moves takes everything below along', async () => {
    await loading.load(small);
    const counts = await loading.load({ departments: [{ ref: 'nl', parentRef: 'be' }] });
    expect(counts.departments).toEqual({ added: 0, changed: 1, unchanged: 0 });
    expect(await path('nl')).toMatch(await path('be').then((above) => new RegExp(`^${above}\\d+/$`)));
    expect(await path('nl-1')).toMatch(await path('nl').then((above) => new RegExp(`^${above}\\d+/$`)));
  });

  test('several departments may change places at once, and a new root may come above the old one', async () => {
    await loading.load(small);
    await loading.load({
      departments: [
        { ref: 'nl', parentRef: 'nl-1' },
        { ref: 'nl-1', parentRef: 'be' },
        { ref: 'hq', parentRef: 'group' },
        { ref: 'group', name: 'Group' },
      ],
    });
    const [group, hq, be, one, nl] = await Promise.all(['group', 'hq', 'be', 'nl-1', 'nl'].map(path));
    expect(
      nl?.startsWith(`${one}`) &&
        one?.startsWith(`${be}`) &&
        be?.startsWith(`${hq}`) &&
        hq?.startsWith(`${group}`),
    ).toBe(true);
    expect(nl?.split('/')).toHaveLength(7);
  });

  test('a nested array that is present replaces, one that is absent is left alone', async () => {
    await loading.load(small);
    const roles = [
      { role: 'department_administrator' as const, managedDepartmentRefs: ['nl', 'be'] },
      { role: 'custom' as const, roleRef: 'coordinator', managedDepartmentRefs: ['hq'] },
      { role: 'learner' as const },
    ];
    expect((await loading.load({ users: [{ ref: 'u1', roles }] })).users.changed).toBe(1);
    expect((await loading.load({ users: [{ ref: 'u1', roles: [...roles].reverse() }] })).users.changed).toBe(
      0,
    );
    expect((await loading.load({ users: [{ ref: 'u1', firstName: 'Ann' }] })).users.changed).toBe(1);
    expect((await caller('anna'))?.roles).toEqual([
      {
        role: 'department_administrator',
        departments: expect.arrayContaining([await path('nl'), await path('be')]),
      },
      {
        role: 'custom',
        permissions: ['enrollment.create', 'enrollment.read'],
        departments: [await path('hq')],
      },
    ]);
    await loading.load({
      users: [{ ref: 'u1', roles: [{ role: 'department_administrator', managedDepartmentRefs: ['nl-1'] }] }],
      courses: [{ ref: 'c1', trainingRefs: ['t1'] }],
      roles: [{ ref: 'coordinator', permissions: ['user.read'] }],
    });
    expect((await caller('anna'))?.roles).toEqual([
      { role: 'department_administrator', departments: [await path('nl-1')] },
    ]);
    expect((await course('c1'))?.trainings.map((training) => training.ref)).toEqual(['t1']);
    await loading.load({ users: [{ ref: 'u1', roles: [] }], courses: [{ ref: 'c1', trainingRefs: [] }] });
    expect((await caller('anna'))?.roles).toEqual([]);
    expect((await course('c1'))?.trainings).toEqual([]);
  });

  test('trainings stand in a course in the order of the file, and the order counts', async () => {
    await loading.load(small);
    expect((await course('c1'))?.trainings.map((training) => training.ref)).toEqual(['t2', 't1']);
    expect(
      (await loading.load({ courses: [{ ref: 'c1', trainingRefs: ['t1', 't2'] }] })).courses.changed,
    ).toBe(1);
    expect((await course('c1'))?.trainings.map((training) => training.ref)).toEqual(['t1', 't2']);
  });

  test('what is remembered of a course is recognised as old once the file changes it', async () => {
    await loading.load(small);
    const revision = () =>
      loading.read(async (ports) => (await ports.activities.find(byRef('c1')))[0]?.revision ?? 0);
    const first = await revision();
    await loading.load(small);
    expect(await revision()).toBe(first);
    await loading.load({ courses: [{ ref: 'c1', archived: true }] });
    expect(await revision()).toBeGreaterThan(first);
    await loading.load({ courses: [{ ref: 'c1', dueDatePolicy: { type: 'due_period', duePeriod: 1 } }] });
    expect(await course('c1')).toMatchObject({
      archived: true,
      dueDatePolicy: { type: 'due_period', duePeriod: 1, lockAfterDueDate: false },
    });
    await loading.load({ courses: [{ ref: 'c1', dueDatePolicy: null }] });
    expect(await course('c1')).toMatchObject({ dueDatePolicy: null });
  });

  test("the lock of a course's own policy is left alone where the file leaves it out", async () => {
    const policy = async () => (await course('c1'))?.dueDatePolicy;
    const load = (dueDatePolicy: OwnPolicy | null) =>
      loading.load({ courses: [{ ref: 'c1', dueDatePolicy }] });
    await loading.load(small);
    await load({ type: 'due_period', duePeriod: 1 });
    expect(await policy()).toEqual({ type: 'due_period', duePeriod: 1, lockAfterDueDate: false });
    await load({ type: 'due_period', duePeriod: 1, lockAfterDueDate: true });
    await load({ type: 'due_period', duePeriod: 2 });
    expect(await policy()).toEqual({ type: 'due_period', duePeriod: 2, lockAfterDueDate: true });
    await load({ type: 'due_date', dueDate: '2026-12-31' });
    expect(await policy()).toEqual({ type: 'due_date', dueDate: '2026-12-31', lockAfterDueDate: true });
    await load(null);
    await load({ type: 'due_period', duePeriod: 2 });
    expect(await policy()).toEqual({ type: 'due_period', duePeriod: 2, lockAfterDueDate: false });
  });

  test('two loads of one file at the same time add everything once', async () => {
    const person = (no: number) => ({
      ref: `m${no}`,
      departmentRef: 'nl',
      managerRef: no < 10 ? null : `m${Math.floor(no / 10)}`,
    });
    const many = { ...small, users: numbersUpTo(700).map(person) };
    const counts = await Promise.all([loading.load(many), loading.load(many)]);
    expect(counts.map((count) => count.users.added).sort((a, b) => a - b)).toEqual([0, 700]);
    expect(counts.map((count) => count.users.changed)).toEqual([0, 0]);
    expect(await user('m700')).toMatchObject({ managerRef: 'm70' });
  });
});
