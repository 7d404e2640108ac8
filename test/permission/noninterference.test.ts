import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { OrganizationFile } from '../../src/contract/organization-file.js';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';

/** What exists in one world only, all of it out of reach of everybody who asks. */
const hidden = {
  user: '10000000-0000-4000-8000-0000000000aa',
  department: '30000000-0000-4000-8000-0000000000aa',
  below: '30000000-0000-4000-8000-0000000000ab',
};
/** What exists in both worlds, within reach of some. */
const seen = {
  user: '10000000-0000-4000-8000-000000000001',
  other: '10000000-0000-4000-8000-000000000002',
  department: '30000000-0000-4000-8000-000000000001',
  below: '30000000-0000-4000-8000-000000000002',
};
const known: readonly string[] = [...Object.values(hidden), ...Object.values(seen)];

/** By what else somebody may be named. */
const names = {
  dora: { email: 'dora@acme.example', login: 'dora-login' },
  ann: { email: 'ann@acme.example', login: 'ann-login' },
} as const;

const permissions = [
  'enrollment.create',
  'enrollment.read',
  'enrollment.update',
  'enrollment.delete',
  'user.read',
  'user.create',
  'user.update',
  'user.delete',
  'department.read',
  'department.create',
  'department.update',
  'department.delete',
  'group.read',
  'group.create',
  'group.update',
  'group.assign',
] as const;
const managed = { managedDepartmentRefs: ['nl'] };

/** Two worlds that differ in nothing but what is hidden, which comes last. */
function world(withHidden: boolean): OrganizationFile {
  return {
    account: { managersMayEnroll: true },
    departments: [
      { ref: 'hq', name: 'Head office' },
      { ref: 'nl', id: seen.department, name: 'Netherlands', parentRef: 'hq' },
      { ref: 'nl-a', id: seen.below, name: 'Amsterdam', parentRef: 'nl' },
      { ref: 'de', name: 'Germany', parentRef: 'hq' },
      ...(withHidden
        ? [
            { ref: 'de-x', id: hidden.department, name: 'Berlin', parentRef: 'de' },
            { ref: 'de-y', id: hidden.below, name: 'Mitte', parentRef: 'de-x' },
          ]
        : []),
    ],
    roles: [
      { ref: 'all', title: 'All', permissions: [...permissions] },
      { ref: 'keeper', title: 'Keeper of people', permissions: ['user.read', 'user.update'] },
    ],
    users: [
      { ref: 'owner', departmentRef: 'hq', roles: [{ role: 'owner' }] },
      {
        ref: 'administrator-nl',
        departmentRef: 'hq',
        roles: [{ role: 'department_administrator', ...managed }],
      },
      { ref: 'custom-nl', departmentRef: 'hq', roles: [{ role: 'custom', roleRef: 'all', ...managed }] },
      { ref: 'keeper-nl', departmentRef: 'hq', roles: [{ role: 'custom', roleRef: 'keeper', ...managed }] },
      { ref: 'manager', departmentRef: 'nl' },
      { ref: 'ann', id: seen.user, ...names.ann, departmentRef: 'nl', managerRef: 'manager' },
      { ref: 'bob', id: seen.other, departmentRef: 'nl-a' },
      ...(withHidden ? [{ ref: 'dora', id: hidden.user, ...names.dora, departmentRef: 'de' }] : []),
    ],
    courses: [{ ref: 'safety', title: 'Safety' }],
  };
}

interface Command {
  readonly who: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: object;
}

const users = fc.constantFrom(hidden.user, 'dora', seen.user, seen.other, 'bob');
const departments = fc.constantFrom(hidden.department, hidden.below, 'de-x', seen.department, seen.below);
const callerRefs = ['administrator-nl', 'custom-nl', 'keeper-nl', 'manager', 'bob'];
const callers = fc.constantFrom(...callerRefs);
const mode = fc.constantFrom('atomic', 'partial');
const some = fc.uniqueArray(users, { minLength: 1, maxLength: 4 });
const words = fc.constantFrom('One', 'Two');
const emails = fc.constantFrom(names.dora.email, names.ann.email, 'nora@acme.example');
const logins = fc.constantFrom(names.dora.login, names.ann.login, 'nora-login');

type What = Omit<Command, 'who'>;
const get = (path: string): What => ({ method: 'GET', path });
const send = (method: Command['method'], path: string, body: object = {}): What => ({ method, path, body });

const reads: fc.Arbitrary<What> = fc.oneof(
  users.map((user) => get(`/users/${user}`)),
  departments.map((department) => get(`/departments/${department}`)),
  users.map((user) => get(`/users?userId=${user}&limit=1000`)),
  departments.map((department) => get(`/users?departmentId=${department}&limit=1000`)),
  fc.constantFrom('dora', 'ann', 'One').map((text) => get(`/users?search=${text}&limit=1000`)),
  departments.map((department) => get(`/departments?parentId=${department}&limit=1000`)),
  users.map((user) => get(`/enrollments?learnerId=${user}&limit=1000`)),
  users.map((user) => get(`/learner-results?userId=${user}&limit=1000`)),
  fc.constantFrom('/groups?limit=1000', '/users?limit=1000', '/departments?limit=1000').map(get),
  fc.constant('ref:team').map((group) => get(`/groups/${group}`)),
  fc.constant('ref:team').map((group) => get(`/groups/${group}/members?limit=1000`)),
  some.map((userIds) => send('POST', '/users/find-existing', { userIds })),
  emails.map((email) => send('POST', '/users/find-existing', { userEmails: [email] })),
  emails.map((email) => get(`/users?email=${email}&limit=1000`)),
  logins.map((login) => get(`/users?login=${login}&limit=1000`)),
  fc.constantFrom('dora', 'nora', 'ann').map((ref) => get(`/users/ref:${ref}`)),
);

const writes: fc.Arbitrary<What> = fc.oneof(
  fc
    .tuple(words, departments)
    .map(([firstName, departmentId]) => send('POST', '/users', { firstName, departmentId })),
  fc
    .tuple(words, users)
    .map(([firstName, managerId]) => send('POST', '/users', { firstName, departmentId: 'nl', managerId })),
  fc.tuple(users, words).map(([user, lastName]) => send('PATCH', `/users/${user}`, { lastName })),
  fc
    .tuple(users, departments)
    .map(([user, departmentId]) => send('PATCH', `/users/${user}`, { departmentId })),
  fc.tuple(users, users).map(([user, managerId]) => send('PATCH', `/users/${user}`, { managerId })),
  users.map((user) => send('DELETE', `/users/${user}?dryRun=true`)),
  users.map((user) => send('POST', `/users/${user}/erase`, { confirm: user })),
  users.map((user) => send('PUT', `/users/${user}/roles`, { roles: [] })),
  fc
    .tuple(logins, mode)
    .map(([login, how]) =>
      send('POST', '/users/status', { userLogins: [login], mode: how, status: 'active' }),
    ),
  emails.map((email) => send('POST', '/users/move', { userEmails: [email], departmentRef: 'nl' })),
  fc
    .tuple(some, mode, fc.constantFrom('active', 'inactive'))
    .map(([userIds, how, status]) => send('POST', '/users/status', { userIds, mode: how, status })),
  fc
    .tuple(some, mode, departments)
    .map(([userIds, how, departmentId]) => send('POST', '/users/move', { userIds, mode: how, departmentId })),
  fc.tuple(words, departments).map(([name, parentId]) => send('POST', '/departments', { name, parentId })),
  fc
    .tuple(departments, departments)
    .map(([department, parentId]) => send('PATCH', `/departments/${department}`, { parentId })),
  fc
    .tuple(departments, departments)
    .map(([department, parentId]) =>
      send('POST', '/departments/move', { departmentIds: [department], parentId }),
    ),
  departments.map((department) => send('DELETE', `/departments/${department}?dryRun=true`)),
  fc
    .tuple(
      fc.constantFrom(
        'PUT /groups/ref:team/members',
        'POST /groups/ref:team/members/add',
        'POST /groups/ref:team/members/remove',
      ),
      some,
      mode,
    )
    .map(([address, userIds, how]) => {
      const [method, path] = address.split(' ') as [Command['method'], string];
      return send(method, path, { userIds, mode: how });
    }),
  fc.tuple(words, some).map(([name, userIds]) => send('POST', '/groups', { name, userIds })),
  fc.tuple(some, mode).map(([learnerIds, how]) =>
    send('POST', '/enrollments', {
      courseRefs: ['safety'],
      learnerIds,
      dueDateType: 'unlimited',
      mode: how,
    }),
  ),
  fc
    .tuple(some, mode)
    .map(([learnerIds, how]) =>
      send('POST', '/enrollments/unenroll', { courseRefs: ['safety'], learnerIds, mode: how }),
    ),
);

const commands: fc.Arbitrary<Command> = fc
  .tuple(callers, fc.oneof(reads, { weight: 2, arbitrary: writes }))
  .map(([who, what]) => ({ who, ...what }));

const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** What somebody is told, but for ids and instants that no two requests share. */
async function told(app: TestApplication, { who, method, path, body }: Command): Promise<string> {
  const { status, headers, text } = await app.rest(who, method, `/v1${path}`, body);
  // Each request is well formed, and answered.
  const malformed = status === 400 && !text.includes('"rule":"cycle"');
  expect(malformed || status >= 500 ? text : 'answered').toBe('answered');
  const same = text
    .replaceAll(uuids, (id) => (known.includes(id) ? id : 'new'))
    .replaceAll(/\d{4}-\d{2}-\d{2}T[\d:.+-]+/g, 'then');
  return `${status} ${Object.keys(headers).sort().join(' ')} ${same}`;
}

describeOnEngines('whatever a limited caller asks for, in whatever order', describe, (engine) => {
  let without: TestApplication;
  let within: TestApplication;
  beforeAll(async () => {
    without = await startApplication({ engine, organization: world(false) });
    within = await startApplication({ engine, organization: world(true) });
    for (const app of [without, within]) {
      await app.rest('owner', 'POST', '/v1/groups', { name: 'Team', ref: 'team', userRefs: ['ann'] });
    }
    // One who is made inactive before they first asked could be given no token any more.
    for (const who of callerRefs) for (const app of [without, within]) await app.token(who);
    // A member whom nobody limited sees.
    await within.rest('owner', 'POST', '/v1/groups/ref:team/members/add', { userRefs: ['dora'] });
  });
  afterAll(async () => {
    await without.close();
    await within.close();
  });

  test('the answers are the same whether or not something out of reach exists', async () => {
    const property = fc.asyncProperty(
      fc.array(commands, { minLength: 1, maxLength: 12 }),
      async (sequence) => {
        for (const command of sequence) {
          expect([command, await told(within, command)]).toEqual([command, await told(without, command)]);
        }
      },
    );
    // Chance may ask for nothing that succeeds: one change that does comes first.
    const change = { who: 'administrator-nl', ...send('PATCH', `/users/${seen.user}`, { lastName: 'Two' }) };
    // Each run goes on where the one before ended: a sequence that differs is told as it came, not a shorter one.
    const numRuns = engine === 'mysql' ? 15 : 60;
    await fc.assert(property, { numRuns, endOnFailure: true, examples: [[[change]]] });
  }, 120_000);

  test('what was to be reached has been reached, and nothing else was touched', async () => {
    const dora = await within.rest('owner', 'GET', '/v1/users/ref:dora');
    expect(dora.json).toMatchObject({ departmentRef: 'de', status: 'active', lastName: null });
    expect(dora.json.groups).toMatchObject([{ ref: 'team' }]);
    const { items } = (await within.rest('owner', 'GET', '/v1/audit-events?limit=1000')).json;
    expect(items.some(({ operation }: { operation: string }) => operation === 'updateUser')).toBe(true);
  });

  test('members of a group are told apart only by those who may read groups', async () => {
    await within.rest('owner', 'PATCH', '/v1/users/ref:bob', { status: 'active' });
    await within.rest('owner', 'PUT', '/v1/groups/ref:team/members', { userRefs: ['bob', 'dora'] });
    const list = async (as: string) =>
      (await within.rest(as, 'GET', '/v1/users?groupRef=team')).json.items.map(
        ({ ref }: { ref: string }) => ref,
      );
    expect(await list('administrator-nl')).toEqual(['bob']);
    expect(await list('keeper-nl')).toEqual([]);
    expect((await within.rest('keeper-nl', 'GET', '/v1/users/ref:bob')).json.groups).toEqual([]);
    // Requests above may have made further groups with him in them.
    const own = (await within.rest('bob', 'GET', '/v1/users/ref:bob')).json.groups;
    expect(own).toContainEqual(expect.objectContaining({ ref: 'team' }));
  });
});
