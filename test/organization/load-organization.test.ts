import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { OrganizationFile } from '../../src/contract/organization-file.js';
import { everyone } from '../../src/permission/reach.js';
import { verifySecret } from '../../src/permission/secret-hash.js';
import { describeOnEngines, sampleOrganization } from '../application.js';
import {
  byRef,
  type Loading,
  named,
  noEventFilter,
  nothingDone,
  now,
  numbersUpTo,
  startLoading,
} from './loading.js';

const small: OrganizationFile = {
  account: { name: 'Small', timeZone: 'Europe/Amsterdam' },
  departments: [
    { ref: 'hq', name: 'HQ' },
    { ref: 'nl', name: 'NL', code: 'NL', parentRef: 'hq' },
    { ref: 'nl-1', name: 'NL 1', parentRef: 'nl' },
    { ref: 'be', name: 'BE', parentRef: 'hq' },
  ],
  roles: [
    { ref: 'coordinator', title: 'Coordinator', permissions: ['enrollment.create', 'enrollment.read'] },
  ],
  users: [
    {
      ref: 'u1',
      login: 'Anna',
      email: 'Anna@One.example',
      firstName: 'Anna',
      departmentRef: 'nl',
      managerRef: 'u2',
    },
    { ref: 'u2', login: 'bob', email: 'bob@one.example', departmentRef: 'nl-1' },
  ],
  trainings: [
    { ref: 't1', title: 'T1' },
    { ref: 't2', title: 'T2' },
  ],
  courses: [{ ref: 'c1', title: 'C1', trainingRefs: ['t2', 't1'] }],
};

describeOnEngines('loading an organisation file', describe, (engine) => {
  let loading: Loading;
  beforeEach(async () => {
    loading = await startLoading(engine);
  });
  afterEach(() => loading.close());

  const user = (ref: string) => loading.read((ports) => ports.users.get(byRef(ref), everyone));
  const course = (ref: string) => loading.read((ports) => ports.activities.get(byRef(ref), undefined));
  const path = (ref: string) => loading.read((ports) => ports.departments.path(byRef(ref)));
  const events = () =>
    loading.read(async (ports) => (await ports.events.list(noEventFilter, 100, undefined)).items);
  const caller = async (login: string) =>
    (await loading.read((ports) => ports.access.callerByName(login)))?.caller;

  test('the sample organisation loads, and the second time changes nothing and writes no event', async () => {
    const sample = sampleOrganization();
    expect(await loading.load(sample)).toMatchObject({
      departments: { added: 8 },
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
    const learner = {
      kind: 'user',
      userNo: 1,
      userId: '',
      userRef: null,
      roles: [],
      managersMayEnroll: true,
      clientId: null,
    } as const;
    await expect(loading.load(small, { caller: learner })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(
      loading.load(small, { caller: { ...learner, roles: [{ role: 'owner' }] } }),
    ).resolves.toBeDefined();
  });

  test('an omitted field is left alone, null takes away, and nothing is deleted by omission', async () => {
    await loading.load(small);
    const counts = await loading.load({
      users: [{ ref: 'u1', lastName: 'Smit', managerRef: null, email: null }],
    });
    expect(counts.users).toEqual({ added: 0, changed: 1, unchanged: 0 });
    expect(await user('u1')).toMatchObject({
      firstName: 'Anna',
      lastName: 'Smit',
      login: 'Anna',
      email: null,
      managerRef: null,
      departmentRef: 'nl',
    });
    expect(await user('u2')).toMatchObject({ login: 'bob' });
  });

  test('new users are active, added today in the zone of the file, and get an id but no ref of their own', async () => {
    const late = Date.UTC(2026, 4, 4, 23, 30);
    await loading.load(
      { ...small, users: [{ id: 'AAAAAAAA-0000-1000-8000-00000000000A', departmentRef: 'hq' }] },
      { now: late },
    );
    await loading.load({ users: [{ ref: 'x', departmentRef: 'hq' }] }, { now: late, zone: 'America/Lima' });
    const found = await loading.read((ports) =>
      ports.users.get(named('id', 'aaaaaaaa-0000-1000-8000-00000000000a'), everyone),
    );
    expect(found).toMatchObject({
      id: 'aaaaaaaa-0000-1000-8000-00000000000a',
      ref: null,
      status: 'active',
      addedDate: '2026-05-05',
    });
    expect(await user('x')).toMatchObject({
      addedDate: '2026-05-04',
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  test('things may be named before they stand in the file', async () => {
    await loading.load({ ...small, departments: [...(small.departments ?? [])].reverse() });
    expect(await user('u1')).toMatchObject({ managerRef: 'u2' });
    expect(await path('nl-1')).toBe(`${await path('nl')}${(await path('nl-1'))?.split('/').at(-2)}/`);
    expect((await path('hq'))?.split('/')).toHaveLength(3);
  });

  test('people may report to each other in a circle', async () => {
    await loading.load({
      ...small,
      users: [...(small.users ?? []), { ref: 'u2b', departmentRef: 'nl', managerRef: 'u1' }],
    });
    await loading.load({ users: [{ ref: 'u2', managerRef: 'u2b' }] });
    expect(await user('u2')).toMatchObject({ managerRef: 'u2b' });
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

  test('two users may swap logins, and a ref that is given up is free for another', async () => {
    const id = (await loading.load(small), await user('u1'))?.id ?? '';
    const counts = await loading.load({
      users: [
        { ref: 'u1', login: 'fresh', email: 'fresh@one.example', departmentRef: 'nl' },
        { ref: 'u2', login: 'ANNA', email: 'anna@one.example' },
        { id, ref: 'u1-renamed', login: 'Bob', email: 'BOB@one.example' },
      ],
    });
    expect(counts.users).toEqual({ added: 1, changed: 2, unchanged: 0 });
    expect(await user('u1-renamed')).toMatchObject({ id, login: 'Bob', firstName: 'Anna' });
    expect(await user('u2')).toMatchObject({ login: 'ANNA' });
    expect((await user('u1'))?.login).toBe('fresh');
  });

  test('a ref that looks like a UUID is found, after ids', async () => {
    const [a, b] = ['11111111-1111-1111-8111-111111111111', '22222222-2222-1222-8222-222222222222'];
    await loading.load({
      ...small,
      users: [
        { ref: a, login: 'by-ref', departmentRef: 'hq' },
        { id: b, ref: 'plain', login: 'by-id', departmentRef: 'hq' },
        { ref: 'r1', departmentRef: 'hq', managerRef: a },
        { ref: 'r2', departmentRef: 'hq', managerRef: b.toUpperCase() },
      ],
    });
    expect(await user('r1')).toMatchObject({ managerRef: a });
    expect(await user('r2')).toMatchObject({ managerId: b, managerRef: 'plain' });
  });

  test('refs differ by code point: case, accents and composition', async () => {
    const refs = ['a', 'A', 'ä', 'a\u0308', 'ａ'];
    const file = {
      ...small,
      users: refs.map((ref) => ({ ref, firstName: `of ${ref}`, departmentRef: 'hq' })),
    };
    expect((await loading.load(file)).users.added).toBe(refs.length);
    for (const ref of refs) expect(await user(ref)).toMatchObject({ firstName: `of ${ref}` });
    expect((await loading.load(file)).users.unchanged).toBe(refs.length);
  });

  test('passwords and secrets are hashed, and the same ones again change nothing', async () => {
    const file: OrganizationFile = {
      ...small,
      users: [{ ref: 'u1', login: 'anna', departmentRef: 'nl', password: 'first' }],
      apiClients: [{ clientId: 'client', clientSecret: 'secret', userRef: 'u1' }],
    };
    await loading.load(file);
    const hash = async () =>
      (await loading.read((ports) => ports.access.callerByName('ANNA')))?.passwordHash ?? '';
    const client = () => loading.read((ports) => ports.access.client('client'));
    expect(await verifySecret('first', await hash())).toBe(true);
    expect(await verifySecret('secret', (await client())?.secretHash ?? '')).toBe(true);
    expect(await loading.load(file)).toMatchObject(nothingDone);
    const counts = await loading.load({
      users: [{ ref: 'u1', password: 'second' }],
      apiClients: [{ clientId: 'client', clientSecret: 'other' }],
    });
    expect(counts).toMatchObject({ users: { changed: 1 }, apiClients: { changed: 1 } });
    expect(await verifySecret('second', await hash())).toBe(true);
    expect(await verifySecret('other', (await client())?.secretHash ?? '')).toBe(true);
    const given = 'scrypt:2:1:1:c29tZXNhbHQ:c29tZWhhc2hzb21laGFzaA';
    expect((await loading.load({ users: [{ ref: 'u1', passwordHash: given }] })).users.changed).toBe(1);
    expect(await hash()).toBe(given);
    await loading.load({ ...small, apiClients: [{ clientId: 'client', userRef: 'u2' }] });
    expect((await client())?.userId).toBe((await user('u2'))?.id);
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

  test('two loads of one file at the same time add everything once', async () => {
    const many = {
      ...small,
      users: numbersUpTo(700)
        .map((no) => ({ ref: `m${no}`, departmentRef: 'nl', managerRef: `m${1 + no / 10 - (no % 10) / 10}` }))
        .map((one, index) => (index === 0 ? { ...one, managerRef: null } : one)),
    };
    const counts = await Promise.all([loading.load(many), loading.load(many)]);
    expect(counts.map((count) => count.users.added).sort((a, b) => a - b)).toEqual([0, 700]);
    expect(counts.map((count) => count.users.changed)).toEqual([0, 0]);
    expect(await user('m700')).toMatchObject({ managerRef: 'm71' });
  });
});
