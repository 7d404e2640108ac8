import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { organization } from './organization.js';

describeOnEngines('roles over REST', describe, (engine) => {
  let app: TestApplication;
  let now = Date.parse('2026-11-22T08:00:00Z');
  beforeAll(async () => {
    app = await startApplication({
      engine,
      organization: { ...organization, groups: [{ ref: 'aid', name: 'First aid', memberRefs: ['ann'] }] },
      clock: () => now,
    });
  });
  afterAll(() => app.close());

  const ask = (
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
    as = 'owner',
  ) => app.rest(as, method, `/v1${path}`, body);
  const give = (ref: string, roles: readonly object[], as = 'owner') =>
    ask('PUT', `/users/ref:${ref}/roles`, { roles }, as);
  const told = ({ status, json }: Awaited<ReturnType<typeof ask>>) => [
    status,
    ...json.violations.map((one: { path: string; rule: string }) => `${one.path} ${one.rule}`),
  ];
  const events = async () =>
    (await ask('GET', '/audit-events?operation=replaceUserRoles&limit=1000')).json.items.length;

  test('the built-in roles come first, with ids that are the same everywhere', async () => {
    const { items } = (await ask('GET', '/roles', undefined, 'nl-admin')).json;
    expect(items.map((one: { role: string }) => one.role)).toEqual([
      ...['owner', 'administrator', 'department_administrator', 'planner', 'group_manager', 'learner'],
      'custom',
    ]);
    expect(items.at(-1)).toMatchObject({
      ref: 'coordinator',
      permissions: ['enrollment.create', 'enrollment.read'],
    });
    const { json } = await ask('GET', `/roles/${items[3].id.toUpperCase()}`);
    expect(json).toEqual(items[3]);
    expect(json.permissions).toContain('group.read');
    expect((await ask('GET', '/roles/ref:nothing')).status).toBe(404);
    expect((await ask('GET', '/roles', undefined, 'ann')).status).toBe(403);
  });

  test('a custom role is created, changed within its version, and deleted while nobody holds it', async () => {
    const made = await ask('POST', '/roles', { title: 'Clerk', ref: 'clerk', permissions: ['user.read'] });
    expect([made.status, made.json]).toMatchObject([
      201,
      { role: 'custom', ref: 'clerk', description: null },
    ]);
    expect(told(await ask('POST', '/roles', { title: 'x', ref: 'clerk', permissions: [] }))).toEqual([
      409,
      '/ref taken',
    ]);
    expect(told(await ask('PATCH', '/roles/ref:clerk', { ref: 'coordinator' }))).toEqual([409, '/ref taken']);
    const changed = await ask('PATCH', '/roles/ref:clerk', {
      title: 'Registrar',
      description: 'Keeps the list.',
    });
    expect(changed.json).toMatchObject({ title: 'Registrar', permissions: ['user.read'] });
    const stale = { 'if-match': String(made.headers['etag']) };
    expect((await app.rest('owner', 'PATCH', '/v1/roles/ref:clerk', { title: 'x' }, stale)).status).toBe(412);
    await give('cas', [{ role: 'custom', roleRef: 'clerk', managedDepartmentRefs: ['nl'] }]);
    const refused = await ask('DELETE', '/roles/ref:clerk');
    expect(told(refused)).toEqual([409, '/roleRef held']);
    expect(refused.json.detail).toContain('One user');
    await give('cas', []);
    expect((await ask('DELETE', '/roles/ref:clerk')).json).toEqual({ roleId: made.json.id });
  });

  test('built-in roles stay as they are', async () => {
    const id = '6d617472-6963-4f01-8000-000000000002';
    expect(told(await ask('PATCH', `/roles/${id}`, { title: 'x' }))).toEqual([409, '/roleId built_in']);
    expect(told(await ask('DELETE', `/roles/${id}`))).toEqual([409, '/roleId built_in']);
  });

  test('permissions of a role that change hold from the next request on', async () => {
    await ask('POST', '/roles', { title: 'Seer', ref: 'seer', permissions: [] });
    await give('dora', [{ roleRef: 'seer', managedDepartmentRefs: ['nl'] }]);
    const sees = async () => (await ask('GET', '/users/ref:cas', undefined, 'dora')).status;
    expect(await sees()).toBe(404);
    await ask('PATCH', '/roles/ref:seer', { permissions: ['user.read'] });
    expect(await sees()).toBe(200);
    await give('dora', []);
    expect(await sees()).toBe(404);
  });

  test('the same roles in another order, or said twice, change nothing', async () => {
    const asked = [
      { role: 'department_administrator', managedDepartmentRefs: ['nl', 'de'] },
      { role: 'planner', managedGroupRefs: ['aid'] },
    ];
    expect((await give('bob', asked)).json.roles).toHaveLength(2);
    const before = await events();
    const same = [
      ...[{ role: 'planner', managedGroupRefs: ['aid', 'aid'] }, { role: 'learner' }],
      ...[{ role: 'department_administrator', managedDepartmentRefs: ['de'] }],
      { roleId: '6d617472-6963-4f01-8000-000000000003', managedDepartmentRefs: ['nl'] },
    ];
    expect((await give('bob', same)).json.roles).toHaveLength(2);
    expect(await events()).toBe(before);
    await give('bob', []);
  });

  test.each([
    [{}, '/roles/0/role required'],
    [{ role: 'custom', managedDepartmentRefs: ['nl'] }, '/roles/0/roleRef required'],
    [{ role: 'planner' }, '/roles/0/managedGroupIds required'],
    [{ role: 'department_administrator' }, '/roles/0/managedDepartmentIds required'],
    [{ role: 'owner', managedDepartmentRefs: ['nl'] }, '/roles/0/managedDepartmentRefs not_allowed'],
    [{ role: 'administrator', roleRef: 'coordinator' }, '/roles/0/roleRef not_allowed'],
    [{ roleRef: 'nothing', managedDepartmentRefs: ['nl'] }, '/roles/0/roleRef unknown'],
    [
      { role: 'department_administrator', managedDepartmentRefs: ['nl', 'atlantis'] },
      '/roles/0/managedDepartmentRefs/1 unknown',
    ],
    [{ role: 'group_manager', managedGroupIds: ['aid', 'none'] }, '/roles/0/managedGroupIds/1 unknown'],
  ])('%j is refused at its place', async (role, violation) => {
    expect(told(await give('cas', [role]))).toEqual([400, violation]);
    expect((await ask('GET', '/users/ref:cas')).json.roles).toEqual([]);
  });

  test('a planner sees the members of their groups, and nobody else', async () => {
    await give('dora', [{ role: 'planner', managedGroupRefs: ['aid'] }]);
    const { items } = (await ask('GET', '/users', undefined, 'dora')).json;
    expect(items.map((one: { ref: string }) => one.ref)).toEqual(['ann', 'dora']);
    expect((await ask('PATCH', '/users/ref:ann', { firstName: 'X' }, 'dora')).status).toBe(403);
    await give('dora', []);
  });

  test('an administrator neither makes nor unmakes owners, nor acts through a client of one', async () => {
    expect(told(await give('cas', [{ role: 'owner' }], 'admin'))).toEqual([403, '/roles owner']);
    expect(told(await give('owner', [], 'admin'))).toEqual([403, '/roles out_of_reach']);
    expect((await ask('POST', '/api-clients', { userRef: 'owner' }, 'admin')).status).toBe(403);
    expect((await give('cas', [{ role: 'administrator' }], 'admin')).status).toBe(200);
    await give('cas', []);
  });

  test('the account keeps an active owner, also when two resign at once', async () => {
    expect(told(await give('owner', []))).toEqual([409, '/roles last_owner']);
    await give('cas', [{ role: 'owner' }]);
    const both = await Promise.all([give('cas', []), give('owner', [], 'cas')]);
    expect(both.map(({ status }) => status).sort()).not.toEqual([200, 200]);
    const owners = (await app.rest('admin', 'GET', '/v1/users?limit=1000')).json.items.filter(
      (one: { roles: { role: string }[] }) => one.roles.some(({ role }) => role === 'owner'),
    );
    expect(owners).toHaveLength(1);
    await app.load({
      users: [
        { ref: 'owner', roles: [{ role: 'owner' }] },
        { ref: 'cas', roles: [] },
      ],
    });
  });

  test('clients and tokens are listed without secrets; a deleted client has none in force', async () => {
    const clients = [];
    for (const userRef of ['cas', 'dora'])
      clients.push((await ask('POST', '/api-clients', { userRef })).json);
    const [first] = clients;
    const page = (await ask('GET', '/api-clients?limit=1')).json;
    expect(page.items).toEqual([
      { clientId: first.clientId, userId: first.userId, userRef: 'cas', createdAt: first.createdAt },
    ]);
    const rest = (await ask('GET', `/api-clients?limit=1&cursor=${page.nextCursor}`)).json;
    expect([rest.items.length, rest.nextCursor]).toEqual([1, null]);

    const tokens: string[] = [];
    for (let times = 0; times < 3; times += 1) {
      now += 1_000;
      const form = {
        grant_type: 'client_credentials',
        client_id: first.clientId,
        client_secret: first.clientSecret,
      };
      const answer = await app.server.inject({
        method: 'POST',
        url: '/oauth/token',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams(form).toString(),
      });
      tokens.push(answer.json().access_token);
    }
    const listed: { clientId: string; userRef: string }[] = [];
    let cursor = '';
    for (;;) {
      const { items, nextCursor } = (await ask('GET', `/tokens?clientId=${first.clientId}&limit=2${cursor}`))
        .json;
      listed.push(...items);
      if (nextCursor === null) break;
      cursor = `&cursor=${nextCursor}`;
      expect((await ask('GET', `/tokens?limit=2${cursor}`)).status).toBe(400);
    }
    expect(listed.map((one) => [one.clientId, one.userRef])).toEqual(
      [1, 2, 3].map(() => [first.clientId, 'cas']),
    );
    expect((await ask('GET', '/tokens?userRef=nobody')).json.items).toEqual([]);
    const works = async () => {
      const headers = { authorization: `Bearer ${tokens[0]}` };
      return (await app.rest(null, 'GET', '/v1/courses', undefined, headers)).status;
    };
    expect(await works()).toBe(200);
    expect((await ask('DELETE', `/api-clients/${first.clientId}?dryRun=true`)).json.tokensRevoked).toBe(3);
    expect((await ask('DELETE', `/api-clients/${first.clientId}`)).json).toEqual({
      clientId: first.clientId,
      tokensRevoked: 3,
    });
    expect(await works()).toBe(401);
    expect((await ask('DELETE', `/api-clients/${first.clientId}`)).status).toBe(404);
    expect((await ask('GET', `/tokens?clientId=${first.clientId}`)).json.items).toEqual([]);
  });
});
