import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { ask as askCore } from '../asking.js';
import { organization } from './organization.js';

describeOnEngines('departments over REST', describe, (engine) => {
  let app: TestApplication;
  beforeAll(async () => {
    const permissions = ['department.create', 'department.update', 'department.delete'] as const;
    app = await startApplication({
      engine,
      organization: {
        ...organization,
        roles: [
          ...(organization.roles ?? []),
          { ref: 'builder', title: 'Builder', permissions: [...permissions] },
        ],
        users: [
          ...(organization.users ?? []),
          {
            ref: 'nl-builder',
            departmentRef: 'hq',
            roles: [{ role: 'custom', roleRef: 'builder', managedDepartmentRefs: ['nl'] }],
          },
        ],
      },
    });
  });
  afterAll(() => app.close());

  type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
  const ask = (method: Method, path: string, body?: object, as = 'admin', headers = {}) =>
    app.rest(as, method, `/v1${path}`, body, headers);
  const told = async (...asked: Parameters<typeof ask>) => {
    const { status, json } = await ask(...asked);
    return [
      status,
      ...(json.violations ?? []).map((one: { path: string; rule: string }) => `${one.path} ${one.rule}`),
    ];
  };
  const add = async (ref: string, parentRef: string, more = {}) =>
    expect((await ask('POST', '/departments', { ref, name: ref, parentRef, ...more })).status).toBe(201);
  const tree = async () => {
    const { items } = (await ask('GET', '/departments?limit=1000')).json;
    return new Map(items.map((one: { ref: string; parentRef: string }) => [one.ref, one.parentRef]));
  };
  const whoManages = async (ref: string) =>
    (await ask('GET', '/users?limit=1000', undefined, ref)).json.items.map((one: { ref: string }) => one.ref);

  test('one is added, renamed, moved and deleted', async () => {
    await add('new', 'nl', { code: 'N-1' });
    expect((await ask('GET', '/departments?code=N-1')).json.items).toMatchObject([
      { ref: 'new', parentRef: 'nl' },
    ]);
    const changed = await ask('PATCH', '/departments/ref:new', {
      name: 'Newer',
      code: null,
      parentRef: 'de',
    });
    expect(changed.json).toMatchObject({ ref: 'new', name: 'Newer', code: null, parentRef: 'de' });
    expect((await ask('GET', '/departments?code=n-1')).json.items).toEqual([]);
    const { json } = await ask('DELETE', '/departments/ref:new');
    expect(json).toEqual({ departmentId: changed.json.id });
    expect((await ask('GET', '/departments/ref:new')).status).toBe(404);
  });

  test('what lies below moves along, and with it the reach of who manages it, at once', async () => {
    await add('upper', 'de');
    await add('lower', 'upper');
    await app.load({ users: [{ ref: 'deep', departmentRef: 'lower' }] });
    expect(await whoManages('nl-admin')).not.toContain('deep');
    expect((await ask('PATCH', '/departments/ref:upper', { parentRef: 'nl' })).status).toBe(200);
    expect(await whoManages('nl-admin')).toContain('deep');
    expect((await ask('GET', '/departments/ref:lower', undefined, 'nl-admin')).json.parentRef).toBe('upper');
    await ask('PATCH', '/departments/ref:upper', { parentRef: 'de' });
    expect(await whoManages('nl-admin')).not.toContain('deep');
  });

  test('none lies below itself, at any depth; the root stays where it is', async () => {
    await add('a', 'nl');
    await add('b', 'a');
    await add('c', 'b');
    const before = await tree();
    for (const [moved, parent] of [
      ['a', 'a'],
      ['a', 'c'],
      ['hq', 'c'],
      ['hq', 'hq'],
    ])
      expect(await told('PATCH', `/departments/ref:${moved}`, { parentRef: parent })).toEqual([
        400,
        '/parentRef cycle',
      ]);
    const { json } = await ask('GET', '/departments/ref:c');
    expect(await told('PATCH', '/departments/ref:a', { parentId: json.id })).toEqual([
      400,
      '/parentId cycle',
    ]);
    expect(
      await told('POST', '/departments/move', { departmentRefs: ['nl-a', 'a'], parentRef: 'c' }),
    ).toEqual([400, '/departmentRefs/1 cycle']);
    expect(await tree()).toEqual(before);
  });

  test('many move together, one from within another, all or none', async () => {
    for (const [ref, above] of [
      ['m1', 'nl'],
      ['m2', 'm1'],
      ['m3', 'm2'],
      ['m4', 'de'],
    ] as const)
      await add(ref, above);
    const body = { departmentRefs: ['m1', 'm3', 'm4', 'm3'], parentRef: 'de' };
    expect((await ask('POST', '/departments/move', body)).json.summary).toEqual({ moved: 2, unchanged: 1 });
    const after = await tree();
    expect(['m1', 'm2', 'm3', 'm4'].map((ref) => after.get(ref))).toEqual(['de', 'm1', 'de', 'de']);
    const wrong = { departmentRefs: ['m1', 'none'], parentRef: 'nl' };
    expect(await told('POST', '/departments/move', wrong)).toEqual([400, '/departmentRefs/1 unknown']);
    expect(await tree()).toEqual(after);
  });

  test('the tree is at most 50 deep, also after a move', async () => {
    let above = 'hq';
    for (let depth = 2; depth <= 50; depth += 1) {
      await askCore(app, 'addDepartment', { ref: `d${depth}`, name: 'Deep', parentRef: above });
      above = `d${depth}`;
    }
    expect(await told('POST', '/departments', { name: 'Deeper', parentRef: above })).toEqual([
      400,
      '/parentRef depth',
    ]);
    await add('shallow', 'nl');
    await add('below', 'shallow');
    expect(await told('PATCH', '/departments/ref:shallow', { parentRef: 'd49' })).toEqual([
      400,
      '/parentRef depth',
    ]);
    expect(await told('PATCH', '/departments/ref:shallow', { parentRef: 'd48' })).toEqual([200]);
  });

  test('one with people or with departments below is not deleted, nor the root', async () => {
    await add('full', 'nl');
    await app.load({ users: [{ ref: 'inside', departmentRef: 'full' }] });
    const refused = await ask('DELETE', '/departments/ref:full');
    expect([refused.status, refused.json.detail]).toEqual([409, expect.stringContaining('1 people')]);
    expect(await told('DELETE', '/departments/ref:nl')).toEqual([409, '/departmentRef not_empty']);
    expect(await told('DELETE', '/departments/ref:hq')).toEqual([409, '/departmentRef root']);
  });

  test('whoever was deleted keeps none from being deleted; roles over it lose it', async () => {
    await add('gone', 'nl');
    await app.load({
      users: [
        { ref: 'leaver', departmentRef: 'gone' },
        {
          ref: 'gone-admin',
          departmentRef: 'hq',
          roles: [{ role: 'department_administrator', managedDepartmentRefs: ['gone', 'de'] }],
        },
      ],
    });
    await askCore(app, 'deleteUser', { userRef: 'leaver' });
    expect(await told('DELETE', '/departments/ref:gone')).toEqual([200]);
    expect(await whoManages('gone-admin')).toContain('dora');
  });

  test('a caller of limited reach builds within it, and does not move its top', async () => {
    const as = 'nl-builder';
    const fresh = { ref: 'mine', name: 'Mine', parentRef: 'nl' };
    expect((await ask('POST', '/departments', fresh, as)).status).toBe(201);
    for (const parentRef of ['de', 'hq', 'nowhere']) {
      expect(await told('POST', '/departments', { name: 'X', parentRef }, as)).toEqual([
        403,
        '/parentRef out_of_reach',
      ]);
      expect(await told('PATCH', '/departments/ref:mine', { parentRef }, as)).toEqual([
        403,
        '/parentRef out_of_reach',
      ]);
    }
    expect(await told('PATCH', '/departments/ref:nl', { parentRef: 'nl-a' }, as)).toEqual([
      403,
      '/parentRef topmost',
    ]);
    for (const ref of ['de', 'nowhere'])
      expect((await ask('PATCH', `/departments/ref:${ref}`, { name: 'X' }, as)).status).toBe(404);
    const many = { departmentRefs: ['mine', 'de', 'nowhere'], parentRef: 'nl-a' };
    expect(await told('POST', '/departments/move', many, as)).toEqual([
      403,
      '/departmentRefs/1 out_of_reach',
      '/departmentRefs/2 out_of_reach',
    ]);
    expect(
      (await ask('PATCH', '/departments/ref:mine', { name: 'Ours', parentRef: 'nl-a' }, as)).status,
    ).toBe(200);
    expect((await ask('DELETE', '/departments/ref:mine', undefined, as)).status).toBe(200);
  });

  test('a ref belongs to one department, whoever asks first', async () => {
    expect(await told('POST', '/departments', { ref: 'nl', name: 'X', parentRef: 'hq' })).toEqual([
      409,
      '/ref taken',
    ]);
    expect(await told('PATCH', '/departments/ref:de', { ref: 'nl' })).toEqual([409, '/ref taken']);
    expect(await told('PATCH', '/departments/ref:de', { ref: 'de' })).toEqual([200]);
    const racing = Array.from({ length: 6 }, () =>
      told('POST', '/departments', { ref: 'race', name: 'X', parentRef: 'hq' }),
    );
    expect((await Promise.all(racing)).map(([status]) => status).sort()).toEqual([
      201, 409, 409, 409, 409, 409,
    ]);
  });

  test('two who move departments into each other at once do not make a circle', async () => {
    for (let round = 0; round < 5; round += 1) {
      await add(`x${round}`, 'nl');
      await add(`y${round}`, 'nl');
      const both = await Promise.all([
        ask('PATCH', `/departments/ref:x${round}`, { parentRef: `y${round}` }),
        ask('PATCH', `/departments/ref:y${round}`, { parentRef: `x${round}` }),
      ]);
      expect(both.map(({ status }) => status).sort()).toEqual([200, 400]);
    }
  });

  test('what was changed meanwhile is not changed by who saw it before', async () => {
    const { headers } = await ask('GET', '/departments/ref:de');
    const match = { 'if-match': String(headers['etag']) };
    expect((await ask('PATCH', '/departments/ref:de', { name: 'Germany' }, 'admin', match)).status).toBe(200);
    expect((await ask('PATCH', '/departments/ref:de', { name: 'Deutschland' }, 'admin', match)).status).toBe(
      412,
    );
  });

  test('nothing changes in a dry run, and the audit tells what did otherwise', async () => {
    const before = await tree();
    const dry = await ask('POST', '/departments?dryRun=true', { ref: 'dry', name: 'Dry', parentRef: 'hq' });
    expect([dry.status, dry.json.ref]).toEqual([200, 'dry']);
    expect(await tree()).toEqual(before);
    await add('wet', 'hq');
    const { items } = (await ask('GET', '/audit-events?operation=addDepartment&limit=1')).json;
    expect(items[0].detail).toEqual({ departmentId: expect.any(String), parentId: expect.any(String) });
  });
});
