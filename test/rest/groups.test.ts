import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { organization, someUuid } from './organization.js';

describeOnEngines('groups over REST', describe, (engine) => {
  let app: TestApplication;
  beforeAll(async () => {
    app = await startApplication({
      engine,
      organization: {
        ...organization,
        roles: [
          {
            ref: 'grouper',
            title: 'Grouper',
            permissions: ['group.create', 'group.update', 'group.delete', 'group.assign', 'group.read'],
          },
        ],
        users: [
          ...(organization.users ?? []).filter((user) => user.ref !== 'de-coordinator'),
          {
            ref: 'nl-grouper',
            departmentRef: 'hq',
            roles: [{ role: 'custom', roleRef: 'grouper', managedDepartmentRefs: ['nl'] }],
          },
        ],
      },
    });
  });
  afterAll(() => app.close());

  const ask = (
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
    as = 'admin',
  ) => app.rest(as, method, `/v1${path}`, body);
  const members = async (path: string, as = 'admin'): Promise<string[]> =>
    (await ask('GET', `${path}/members?limit=1000`, undefined, as)).json.items.map(
      (one: { ref: string }) => one.ref,
    );
  const told = ({ status, json }: Awaited<ReturnType<typeof ask>>) => [
    status,
    json.code,
    json.violations.map((one: { path: string; rule: string }) => `${one.path} ${one.rule}`),
  ];

  test('a group is added with its members, read, renamed and deleted', async () => {
    const { status, json } = await ask('POST', '/groups', {
      name: 'First aid',
      ref: 'aid',
      userRefs: ['ann', 'bob', 'ann'],
    });
    expect([status, json]).toMatchObject([
      201,
      { ref: 'aid', name: 'First aid', smart: false, rule: null, memberCount: 2 },
    ]);
    expect((await ask('GET', '/groups/ref:aid')).json).toEqual({ ...json, version: undefined, id: json.id });
    expect((await ask('GET', '/groups?search=AID')).json.items).toEqual([
      {
        id: json.id,
        ref: 'aid',
        name: 'First aid',
        kind: 'group',
        smart: false,
        editable: true,
        enableChat: false,
      },
    ]);
    expect(await members('/groups/ref:aid')).toEqual(['ann', 'bob']);
    const renamed = await ask('PATCH', `/groups/${json.id}`, { name: 'Helpers', ref: 'helpers' });
    expect(renamed.json).toMatchObject({ id: json.id, ref: 'helpers', name: 'Helpers', memberCount: 2 });
    expect((await ask('DELETE', '/groups/ref:helpers')).json).toEqual({ groupId: json.id });
    expect((await ask('GET', `/groups/${json.id}`)).status).toBe(404);
  });

  test('members are replaced, added and removed by every name that users have', async () => {
    await ask('POST', '/groups', { name: 'Names', ref: 'names' });
    const change = async (method: 'PUT' | 'POST', path: string, body: object) =>
      (await ask(method, `/groups/ref:names/members${path}`, body)).json.summary;
    expect(await change('PUT', '', { userLogins: ['ANN.login', 'Bob'] })).toEqual({
      added: 2,
      removed: 0,
      unchanged: 0,
      failed: 0,
    });
    expect(await change('PUT', '', { userEmails: ['ann@EXAMPLE.org', 'cas@example.org'] })).toEqual({
      added: 1,
      removed: 1,
      unchanged: 1,
      failed: 0,
    });
    expect(await change('POST', '/add', { userRefs: ['dora', 'cas'] })).toMatchObject({
      added: 1,
      unchanged: 1,
    });
    expect(await change('POST', '/remove', { userRefs: ['dora', 'bob'] })).toMatchObject({
      removed: 1,
      unchanged: 1,
    });
    expect(await members('/groups/ref:names')).toEqual(['ann', 'cas']);
    expect(await change('PUT', '', { userIds: [] })).toMatchObject({ added: 0, removed: 2 });
  });

  test('a caller of limited reach sees and touches only the members within it', async () => {
    const { json } = await ask('POST', '/groups', { name: 'Mixed', ref: 'mixed', userRefs: ['ann', 'dora'] });
    expect((await ask('GET', '/groups/ref:mixed', undefined, 'nl-admin')).json).toMatchObject({
      memberCount: 1,
    });
    expect(await members('/groups/ref:mixed', 'nl-admin')).toEqual(['ann']);
    const replaced = await ask('PUT', '/groups/ref:mixed/members', { userRefs: ['bob'] }, 'nl-admin');
    expect(replaced.json.summary).toEqual({ added: 1, removed: 1, unchanged: 0, failed: 0 });
    expect(await members('/groups/ref:mixed')).toEqual(['bob', 'dora']);
    for (const ref of ['dora', 'nobody']) {
      const refused = await ask('PUT', '/groups/ref:mixed/members', { userRefs: ['bob', ref] }, 'nl-admin');
      expect(told(refused)).toEqual([403, 'forbidden', ['/userRefs/1 out_of_reach']]);
    }
    const partly = { userRefs: ['ann', 'dora'], mode: 'partial' };
    expect((await ask('PUT', '/groups/ref:mixed/members', partly, 'nl-admin')).json).toMatchObject({
      summary: { added: 1, removed: 1, unchanged: 0, failed: 1 },
      outcomes: [{ outcome: 'failed', userRef: 'dora', code: 'forbidden', path: '/userRefs/1' }],
    });
    expect(await members(`/groups/${json.id}`)).toEqual(['ann', 'dora']);
  });

  test('whoever may not rename a group does not do so while replacing its members', async () => {
    await ask('POST', '/groups', { name: 'Fixed', ref: 'fixed' });
    const body = { name: 'Mine', userRefs: ['ann'] };
    expect((await ask('PUT', '/groups/ref:fixed/members', body, 'nl-admin')).status).toBe(403);
    expect((await ask('PUT', '/groups/ref:fixed/members', body, 'nl-grouper')).status).toBe(200);
    expect((await ask('GET', '/groups/ref:fixed')).json).toMatchObject({ name: 'Mine', memberCount: 1 });
  });

  test('what is wrong is named, and nothing has changed', async () => {
    await ask('POST', '/groups', { name: 'Taken', ref: 'taken' });
    const known = (await ask('GET', '/groups')).json.items.length;
    const refused = async (method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: object) =>
      told(await ask(method, path, body));
    expect(await refused('POST', '/groups', { name: 'Other', ref: 'taken' })).toEqual([
      409,
      'conflict',
      ['/ref taken'],
    ]);
    expect(await refused('PATCH', '/groups/ref:fixed', { ref: 'taken' })).toEqual([
      409,
      'conflict',
      ['/ref taken'],
    ]);
    expect(await refused('POST', '/groups', { name: 'Other', userIds: [someUuid] })).toEqual([
      400,
      'invalid',
      ['/userIds/0 unknown'],
    ]);
    expect(await refused('POST', '/groups', { name: 'Other', userIds: [], userRefs: [] })).toEqual([
      400,
      'invalid',
      ['/userRefs at_most_one'],
    ]);
    expect(await refused('PUT', '/groups/ref:taken/members', {})).toEqual([
      400,
      'invalid',
      ['/userIds required'],
    ]);
    expect((await ask('PUT', '/groups/ref:nothing/members', { userIds: [] })).status).toBe(404);
    expect((await ask('GET', '/groups')).json.items).toHaveLength(known);
  });

  test('a group of 100,001 members is too large, in words that say how many fit', async () => {
    const userRefs = Array.from({ length: 100_001 }, (_, no) => `u${no}`);
    const answer = await ask('PUT', '/groups/ref:taken/members', { userRefs });
    expect(told(answer)).toEqual([413, 'too_large', ['/userRefs max_items']]);
    expect(answer.json.detail).toContain('100000');
  });

  test('companies, teams and functions are units as groups are, listed by kind; their refs are unique among all', async () => {
    for (const kind of ['company', 'team', 'function']) {
      const { status, json } = await ask('POST', '/groups', {
        name: kind,
        kind,
        ref: `a-${kind}`,
        userRefs: ['ann'],
      });
      expect([status, json]).toMatchObject([201, { kind, memberCount: 1 }]);
      expect((await ask('GET', `/groups?kind=${kind}`)).json.items).toMatchObject([
        { ref: `a-${kind}`, kind },
      ]);
      expect((await ask('POST', '/groups', { name: 'x', ref: `a-${kind}` })).json.code).toBe('conflict');
    }
    const all = (await ask('GET', '/groups?kind=any&limit=1000')).json.items;
    const groups = (await ask('GET', '/groups?limit=1000')).json.items;
    expect(all.length).toBe(groups.length + 3);
    await ask('DELETE', '/groups/ref:a-team');
    expect((await ask('GET', '/groups/ref:a-team')).status).toBe(404);
    expect((await ask('POST', '/groups', { name: 'Again', kind: 'team', ref: 'a-team' })).status).toBe(201);
    await app.load({ groups: [{ ref: 'b-team', name: 'B', kind: 'team', memberRefs: ['bob'] }] });
    expect((await ask('GET', '/groups/ref:b-team')).json).toMatchObject({ kind: 'team', memberCount: 1 });
  });
});
