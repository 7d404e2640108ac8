import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { organization } from './organization.js';

const department = (departmentId: string, below?: boolean) => ({
  criterion: 'department',
  departmentId,
  ...(below === undefined ? {} : { below }),
});
const group = (groupId: string) => ({ criterion: 'group', groupId });
const field = (name: string, value: string) => ({ criterion: 'profile_field', name, value });

describeOnEngines('SMART groups over REST', describe, (engine) => {
  let app: TestApplication;
  beforeAll(async () => {
    const permissions = ['group.create', 'group.update', 'group.delete', 'group.assign'] as const;
    app = await startApplication({
      engine,
      organization: {
        ...organization,
        roles: [
          ...(organization.roles ?? []),
          { ref: 'grouper', title: 'Grouper', permissions: [...permissions] },
        ],
        users: [
          ...(organization.users ?? []),
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

  type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  const ask = (method: Method, path: string, body?: object, as = 'admin') =>
    app.rest(as, method, `/v1${path}`, body);
  const told = async (...asked: Parameters<typeof ask>) => {
    const { status, json } = await ask(...asked);
    return [
      status,
      ...(json.violations ?? []).map((one: { path: string; rule: string }) => `${one.path} ${one.rule}`),
    ];
  };
  const add = async (ref: string, rule: object) => {
    const { status, json } = await ask('POST', '/groups', { name: ref, ref, rule });
    expect([status, json.violations]).toEqual([201, undefined]);
    return json;
  };
  const members = async (ref: string) =>
    (await ask('GET', `/groups/ref:${ref}/members?limit=1000`)).json.items
      .map((one: { ref: string }) => one.ref)
      .sort();

  test('a rule is shown with the ids of what it names, to whoever acts on everyone', async () => {
    const nl = (await ask('GET', '/departments/ref:nl')).json;
    const rule = { or: [department('nl'), { not: field('First_Name', 'ANN') }] };
    const added = await add('shown', rule);
    const kept = { or: [department(nl.id, true), { not: field('first_name', 'ANN') }] };
    expect(added).toMatchObject({ smart: true, rule: kept });
    expect((await ask('GET', '/groups/ref:shown')).json).toMatchObject({ rule: kept });
    expect((await ask('GET', '/groups/ref:shown', undefined, 'nl-admin')).json).toMatchObject({
      smart: true,
      rule: null,
      memberCount: 5,
    });
    const items = (await ask('GET', '/groups?smart=true')).json.items;
    expect(items.map(({ ref }: { ref: string }) => ref)).toEqual(['shown']);
  });

  test('it has those whom the rule catches, and follows departments, groups and rules', async () => {
    await ask('POST', '/groups', { name: 'Picked', ref: 'picked', userRefs: ['cas'] });
    await add('dutch', { and: [department('nl'), { not: group('picked') }] });
    await add('of-dutch', { or: [group('dutch'), field('login', 'DORA')] });
    await add('exactly', department('nl', false));
    expect(await members('dutch')).toEqual(['ann', 'bob', 'boss', 'nl-admin']);
    expect(await members('of-dutch')).toEqual(['ann', 'bob', 'boss', 'dora', 'nl-admin']);
    expect(await members('exactly')).toEqual(['cas', 'nl-admin']);

    await ask('PUT', '/groups/ref:picked/members', { userRefs: ['bob'] });
    expect(await members('of-dutch')).toEqual(['ann', 'boss', 'cas', 'dora', 'nl-admin']);
    await ask('PATCH', '/departments/ref:nl-a', { parentRef: 'de' });
    expect(await members('of-dutch')).toEqual(['cas', 'dora', 'nl-admin']);
    await ask('PATCH', '/groups/ref:dutch', { rule: department('de') });
    expect(await members('of-dutch')).toEqual(['ann', 'bob', 'boss', 'de-coordinator', 'dora', 'left']);
    await ask('PATCH', '/departments/ref:nl-a', { parentRef: 'nl' });
  });

  test('its members cannot be named, nor does a group with named members take a rule', async () => {
    await add('ruled', department('nl'));
    await ask('POST', '/groups', { name: 'Plain', ref: 'plain-one' });
    const body = { userRefs: ['dora'] };
    expect(await told('PUT', '/groups/ref:ruled/members', body)).toEqual([409, '/userRefs smart']);
    expect(await told('POST', '/groups/ref:ruled/members/add', body)).toEqual([409, '/userRefs smart']);
    expect(await told('POST', '/groups/ref:ruled/members/remove', body)).toEqual([409, '/userRefs smart']);
    expect(await told('PATCH', '/groups/ref:plain-one', { rule: department('nl') })).toEqual([
      409,
      '/rule not_smart',
    ]);
    expect(await told('POST', '/groups', { name: 'Both', rule: department('nl'), userRefs: [] })).toEqual([
      400,
      '/userRefs at_most_one',
    ]);
  });

  test('what a rule names has to be there, and each that is not is told with its place', async () => {
    const rule = {
      and: [
        department('nowhere'),
        { or: [group('nothing'), { not: field('shoe_size', '42') }] },
        department('nl'),
      ],
    };
    expect(await told('POST', '/groups', { name: 'Wrong', rule })).toEqual([
      400,
      '/rule/and/0/departmentId unknown',
      '/rule/and/1/or/0/groupId unknown',
      '/rule/and/1/or/1/not/name unknown',
    ]);
    expect(
      await told('POST', '/groups', { name: 'Wrong', rule: { and: [{ criterion: 'team' }, {}], or: [] } }),
    ).toEqual([400, '/rule/or exactly_one']);
    expect(await told('POST', '/groups', { name: 'Wrong', rule: 'everyone' })).toEqual([400, '/rule type']);
  });

  test('rules do not name each other in a circle, also when two are written at once', async () => {
    await add('c1', department('nl'));
    await add('c2', { not: group('c1') });
    await add('c3', { and: [department('de'), group('c2')] });
    expect(await told('PATCH', '/groups/ref:c1', { rule: { or: [department('nl'), group('c3')] } })).toEqual([
      400,
      '/rule/or/1/groupId cycle',
    ]);
    expect(await told('PATCH', '/groups/ref:c1', { rule: group('c1') })).toEqual([
      400,
      '/rule/groupId cycle',
    ]);
    for (let round = 0; round < 5; round += 1) {
      await add(`r${round}`, department('nl'));
      await add(`s${round}`, department('nl'));
      const both = await Promise.all([
        ask('PATCH', `/groups/ref:r${round}`, { rule: group(`s${round}`) }),
        ask('PATCH', `/groups/ref:s${round}`, { rule: group(`r${round}`) }),
      ]);
      expect(both.map(({ status }) => status).sort()).toEqual([200, 400]);
    }
  });

  test('what a rule names stays: groups and departments', async () => {
    await ask('POST', '/departments', { name: 'Named', ref: 'named', parentRef: 'de' });
    await ask('POST', '/groups', { name: 'Named', ref: 'named' });
    await add('naming', { and: [department('named'), group('named')] });
    expect(await told('DELETE', '/departments/ref:named')).toEqual([409, '/departmentRef in_rule']);
    expect(await told('DELETE', '/groups/ref:named')).toEqual([409, '/groupRef in_rule']);
    expect((await ask('DELETE', '/groups/ref:naming')).status).toBe(200);
    expect((await ask('DELETE', '/groups/ref:named')).status).toBe(200);
    expect((await ask('DELETE', '/departments/ref:named')).status).toBe(200);
  });

  test('a caller of limited reach neither writes rules nor deletes what they decide', async () => {
    await add('fenced', department('nl'));
    const rule = department('nl-a');
    expect(await told('POST', '/groups', { name: 'Mine', rule }, 'nl-grouper')).toEqual([
      403,
      '/rule account_wide',
    ]);
    expect(await told('PATCH', '/groups/ref:fenced', { rule }, 'nl-grouper')).toEqual([
      403,
      '/rule account_wide',
    ]);
    expect(await told('DELETE', '/groups/ref:fenced', undefined, 'nl-grouper')).toEqual([
      403,
      '/groupRef smart',
    ]);
  });

  test('two who change the same person at once leave every SMART group as its rule says', async () => {
    await ask('POST', '/groups', { name: 'Both', ref: 'both' });
    await add('either', { and: [department('de'), group('both')] });
    for (let round = 0; round < 8; round += 1) {
      const joins = round % 2 === 0;
      const answers = await Promise.all([
        ask('PUT', '/groups/ref:both/members', { userRefs: joins ? ['dora', 'ann', 'bob'] : [] }),
        ask('PATCH', '/departments/ref:nl-a', { parentRef: joins ? 'de' : 'nl' }),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      expect(await members('either')).toEqual(joins ? ['ann', 'bob', 'dora'] : []);
    }
  });
});
