import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';

const managing = (...refs: string[]) => [
  { role: 'department_administrator' as const, managedDepartmentRefs: refs },
];

const organization = {
  departments: [
    { ref: 'hq', name: 'Head office' },
    { ref: 'nl', name: 'Netherlands', parentRef: 'hq' },
    { ref: 'ams', name: 'Amsterdam', parentRef: 'nl' },
    { ref: 'de', name: 'Germany', parentRef: 'hq' },
  ],
  users: [
    { ref: 'owner', departmentRef: 'hq', roles: [{ role: 'owner' as const }] },
    { ref: 'boss', departmentRef: 'hq', roles: [{ role: 'administrator' as const }] },
    { ref: 'nl-admin', departmentRef: 'nl', roles: managing('nl') },
    { ref: 'ams-admin', departmentRef: 'ams', roles: managing('ams', 'de') },
    { ref: 'anna', login: 'Anna', email: 'anna@acme.example', departmentRef: 'ams', managerRef: 'boss' },
    { ref: 'bob', login: 'bob', email: 'bob@acme.example', departmentRef: 'de' },
  ],
};

describeOnEngines('adding and changing users over REST', describe, (engine) => {
  let app: TestApplication;
  beforeAll(async () => {
    app = await startApplication({ engine, organization });
  });
  afterAll(() => app.close());

  const add = (body: object, as = 'owner') => app.rest(as, 'POST', '/v1/users', body);
  const change = (ref: string, body: object, as = 'owner', headers = {}) =>
    app.rest(as, 'PATCH', `/v1/users/ref:${ref}`, body, headers);
  const get = (ref: string, as = 'owner') => app.rest(as, 'GET', `/v1/users/ref:${ref}`);
  const places = ({ json }: { json: { violations: { path: string; rule: string }[] } }) =>
    json.violations.map(({ path, rule }) => `${path} ${rule}`);

  test('a user is added with all that can be said, and is answered as they are read', async () => {
    const said = {
      ref: 'cleo',
      login: 'Cleo',
      email: 'Cleo@acme.example',
      firstName: 'Cléo',
      lastName: 'Δούκα',
      mobile: '+31 6 1234',
      preferredChannel: 'sms',
      userType: 'contractor',
      language: 'el',
      timeZone: 'Europe/Athens',
      status: 'inactive',
      addedDate: '2024-02-29',
    };
    const { status, json, headers } = await add({ ...said, departmentRef: 'ams', managerRef: 'anna' });
    expect([status, json]).toEqual([
      201,
      {
        ...said,
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        departmentId: expect.any(String),
        departmentRef: 'ams',
        managerId: expect.any(String),
        managerRef: 'anna',
        profileFields: {},
        roles: [],
        groups: [],
      },
    ]);
    const read = await get('cleo');
    expect([read.json, read.headers['etag']]).toEqual([json, headers['etag']]);
  });

  test('a user needs no more than a department; the rest is empty, the status active, the day today', async () => {
    const { json } = await add({ departmentRef: 'hq' });
    const today = new Date().toISOString().slice(0, 10);
    expect(json).toMatchObject({
      ref: null,
      login: null,
      status: 'active',
      addedDate: today,
      managerId: null,
    });
    expect(places(await add({ ref: 'nowhere' }))).toEqual(['/departmentId required']);
  });

  test('what somebody has is a conflict that names every field, case aside for login and e-mail', async () => {
    const twice = { ref: 'anna', login: 'ANNA', email: 'ANNA@acme.EXAMPLE', departmentRef: 'hq' };
    const added = await add(twice);
    expect([added.status, places(added)]).toEqual([409, ['/ref taken', '/login taken', '/email taken']]);
    expect(places(await change('bob', { email: 'Anna@acme.example' }))).toEqual(['/email taken']);
    expect(places(await change('bob', { ref: 'anna' }))).toEqual(['/ref taken']);
    expect((await get('bob')).json).toMatchObject({ email: 'bob@acme.example', ref: 'bob' });
    expect((await add({ ref: 'ANNA', departmentRef: 'hq' })).status).toBe(201);
  });

  test('two who are added at the same time with one login: one is, the other is told', async () => {
    const logins = Array.from({ length: 8 }, (_, place) => ({
      ref: `racer-${place}`,
      login: place % 2 ? 'racer' : 'RACER',
      departmentRef: 'hq',
    }));
    const answers = await Promise.all(logins.map((body) => add(body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(7).fill(409)]);
    for (const answer of answers.filter(({ status }) => status === 409))
      expect(places(answer)).toEqual(['/login taken']);
    const { json } = await app.rest('owner', 'GET', '/v1/users?login=racer');
    expect(json.items).toHaveLength(1);
  });

  test('what is wrong with the fields is told at once, before anything is written', async () => {
    const wrong = {
      email: 'nobody',
      language: 'x_y',
      timeZone: 'Mars/Base',
      addedDate: '2023-02-29',
      departmentRef: 'hq',
    };
    const answer = await add(wrong);
    expect([answer.status, places(answer)]).toEqual([
      400,
      ['/email email', '/language language', '/timeZone time_zone', '/addedDate date'],
    ]);
    expect(places(await add({ departmentRef: 'none' }))).toEqual(['/departmentRef unknown']);
    expect(places(await add({ departmentRef: 'hq', managerId: 'none' }))).toEqual(['/managerId unknown']);
    expect(places(await change('anna', { managerRef: 'anna' }))).toEqual(['/managerRef cycle']);
    const folded = `${'İ'.repeat(200)}@x.example`;
    expect(places(await add({ departmentRef: 'hq', login: folded }))).toEqual(['/login max_length']);
  });

  test('halves of characters and NUL are refused with their place, in keys and in words', async () => {
    for (const field of ['ref', 'login', 'email', 'firstName', 'mobile', 'password']) {
      for (const text of ['a\ud800', 'a\u0000'])
        expect(places(await add({ departmentRef: 'hq', [field]: text }))).toEqual([`/${field} format`]);
    }
    const named = [
      ['/v1/departments', { name: 'x', parentRef: 'hq' }],
      ['/v1/groups', { name: 'x' }],
      ['/v1/roles', { title: 'x', permissions: [] }],
    ] as const;
    for (const [path, body] of named)
      expect(places(await app.rest('owner', 'POST', path, { ...body, ref: '\udc00' }))).toEqual([
        '/ref format',
      ]);
  });

  test('a department said twice is told once', async () => {
    expect(places(await add({ departmentRef: 'hq', departmentId: 'hq' }))).toEqual([
      '/departmentRef exactly_one',
    ]);
  });

  test('what is omitted stays, null takes away, and the same again changes nothing', async () => {
    const first = await change('bob', {
      firstName: 'Bob',
      mobile: '1',
      managerRef: 'anna',
      departmentRef: 'nl',
    });
    expect(first.json).toMatchObject({
      login: 'bob',
      firstName: 'Bob',
      managerRef: 'anna',
      departmentRef: 'nl',
    });
    const events = async () => (await app.rest('owner', 'GET', '/v1/audit-events?limit=1000')).json.items;
    const before = await events();
    const again = await change('bob', {
      firstName: 'Bob',
      mobile: '1',
      managerRef: 'anna',
      departmentRef: 'nl',
    });
    expect([again.json, again.headers['etag']]).toEqual([first.json, first.headers['etag']]);
    expect(await events()).toEqual(before);
    const nothing = await change('bob', { firstName: null, mobile: null, managerId: null });
    expect(nothing.json).toMatchObject({ firstName: null, mobile: null, managerId: null, login: 'bob' });
    const [event] = await events();
    expect(event).toMatchObject({
      operation: 'updateUser',
      detail: { fields: ['firstName', 'mobile', 'manager'] },
    });
  });

  test('a change is refused where the user is no longer as the caller saw them', async () => {
    const { headers } = await get('anna');
    const seen = { 'if-match': String(headers['etag']) };
    expect((await change('anna', { userType: 'one' }, 'owner', seen)).status).toBe(200);
    expect((await change('anna', { userType: 'two' }, 'owner', seen)).status).toBe(412);
    expect((await get('anna')).json.userType).toBe('one');
  });

  test('a dry run tells what would be and does nothing', async () => {
    const { status, json } = await app.rest('owner', 'POST', '/v1/users?dryRun=true', {
      ref: 'dry',
      departmentRef: 'hq',
    });
    expect([status, json.ref]).toEqual([200, 'dry']);
    expect((await get('dry')).status).toBe(404);
  });

  test('a password is stored hashed, works at once, and the same again is no change', async () => {
    await add({ ref: 'pass', login: 'pass', departmentRef: 'hq', password: 'first secret' });
    const signIn = (password: string) =>
      app.application.gateway.recognize({ kind: 'password', name: 'pass', password }, '::1');
    expect((await signIn('first secret')).userRef).toBe('pass');
    expect((await change('pass', { password: 'second secret' })).status).toBe(200);
    await expect(signIn('first secret')).rejects.toMatchObject({ code: 'unauthenticated' });
    expect((await signIn('second secret')).userRef).toBe('pass');
    const event = async () =>
      (await app.rest('owner', 'GET', '/v1/audit-events?operation=updateUser&limit=1')).json.items[0];
    const before = await event();
    expect((await change('pass', { password: 'second secret' })).status).toBe(200);
    expect(await event()).toEqual(before);
    expect(JSON.stringify(before.detail)).not.toContain('secret');
  });

  describe('by a caller of limited reach', () => {
    test('people are added to, and moved between, departments within reach only', async () => {
      expect((await add({ ref: 'new-nl', departmentRef: 'ams' }, 'nl-admin')).status).toBe(201);
      const beyond = [
        await add({ departmentRef: 'de' }, 'nl-admin'),
        await add({ departmentRef: 'none' }, 'nl-admin'),
        await change('new-nl', { departmentRef: 'hq' }, 'nl-admin'),
        await change('new-nl', { departmentRef: 'none' }, 'nl-admin'),
      ];
      for (const answer of beyond) {
        expect([answer.status, places(answer)]).toEqual([403, ['/departmentRef out_of_reach']]);
        expect(answer.json.detail).toBe(beyond[0]?.json.detail);
      }
      expect((await change('new-nl', { departmentRef: 'nl' }, 'nl-admin')).json.departmentRef).toBe('nl');
    });

    test('whoever is beyond reach is not there, and whoever may more is not changed', async () => {
      expect((await change('ANNA', { userType: 'x' }, 'nl-admin')).status).toBe(404);
      expect((await change('nobody', { userType: 'x' }, 'nl-admin')).status).toBe(404);
      expect((await change('ams-admin', { userType: 'x' }, 'nl-admin')).status).toBe(403);
    });

    test('a manager beyond reach is as unknown as none, but may stay', async () => {
      for (const managerRef of ['owner', 'none']) {
        const answer = await change('anna', { managerRef }, 'nl-admin');
        expect([answer.status, places(answer)]).toEqual([403, ['/managerRef out_of_reach']]);
      }
      expect((await change('anna', { managerRef: 'boss', userType: 'x' }, 'nl-admin')).status).toBe(200);
    });

    test('roles are not given, not even with a new user; the same ones may be said', async () => {
      const roles = [{ role: 'department_administrator', managedDepartmentRefs: ['ams'] }];
      const answer = await add({ departmentRef: 'ams', ref: 'climber', roles }, 'nl-admin');
      expect([answer.status, places(answer)]).toEqual([403, ['/roles permission']]);
      expect((await get('climber')).status).toBe(404);
      expect((await change('anna', { roles: [] }, 'nl-admin')).status).toBe(200);
    });

    test('departments that somebody manages beyond the reach of the reader are left out', async () => {
      const read = async (as: string) =>
        (await get('ams-admin', as)).json.roles.map(
          (role: { managedDepartmentIds: string[] }) => role.managedDepartmentIds.length,
        );
      expect([await read('owner'), await read('nl-admin'), await read('ams-admin')]).toEqual([[2], [1], [2]]);
    });
  });
});
