import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { giveProfileValues } from '../../src/organization/give-profile-values.js';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { failureOf } from '../asking.js';
import { organization } from './organization.js';

describeOnEngines('profile fields over REST', describe, (engine) => {
  let app: TestApplication;
  let requests = 0;
  beforeAll(async () => {
    app = await startApplication({ engine, organization });
  });
  afterAll(() => app.close());

  const ask = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object, as = 'owner') =>
    app.rest(as, method, `/v1/profile-fields${path}`, body);
  const define = async (field: object) => {
    const answer = await ask('POST', '', { label: 'A field', type: 'text', ...field });
    if (answer.status !== 201) throw new Error(answer.text);
    return answer.json;
  };
  const told = ({ status, json }: Awaited<ReturnType<typeof ask>>) => [
    status,
    ...json.violations.map((one: { path: string; rule: string }) => `${one.path} ${one.rule}`),
  ];

  /** Gives a user values as the operations on users do, in a request of its own. */
  const give = async (ref: string, values: Record<string, string | null> | undefined, isNew = false) => {
    requests += 1;
    const request = {
      eventId: `0190a1b2-0000-7000-8000-${String(requests).padStart(12, '0')}`,
      at: 1,
      operation: 'test',
      protocol: 'test',
      requestId: null,
      userNo: null,
      clientId: null,
      dryRun: false,
    };
    return await app.application.database.unitOfWork.write(request, async (ports) => {
      const user = await ports.users.key({ by: 'ref', path: '/userRef', values: [ref] });
      return await giveProfileValues(ports as never, { no: user?.no ?? 0, isNew }, values, '/profileFields');
    });
  };
  const refused = async (ref: string, values: Record<string, string | null> | undefined, isNew = false) => {
    const failure = await failureOf(give(ref, values, isNew));
    return [failure.code, ...failure.violations.map((one) => `${one.path} ${one.rule}`)];
  };
  const valuesOf = async (ref: string) =>
    (await app.rest('owner', 'GET', `/v1/users/ref:${ref}`)).json.profileFields;

  test('every account has some, with the same ids everywhere, and adds its own', async () => {
    const field = await define({ name: 'Contract_Type', type: 'choice', choices: ['fixed', 'intern'] });
    expect(field).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name: 'contract_type',
      label: 'A field',
      type: 'choice',
      builtIn: false,
      required: false,
      unique: false,
      choices: ['fixed', 'intern'],
      position: 0,
    });
    const { items } = (await ask('GET', '', undefined, 'ann')).json;
    expect(items.map((one: { name: string }) => one.name)).toEqual([
      ...['login', 'email', 'first_name', 'last_name', 'mobile', 'language', 'time_zone', 'user_type'],
      ...['preferred_channel', 'contract_type'],
    ]);
    expect(items[0]).toMatchObject({
      id: '6d617472-6963-4f00-8000-000000000001',
      builtIn: true,
      unique: true,
    });
    expect(items.at(-1)).toEqual(field);
    expect((await ask('DELETE', '/CONTRACT_TYPE')).json).toEqual({ valuesRemoved: 0 });
  });

  test('they are shown in the order of their positions, then as they came', async () => {
    await define({ name: 'third', position: 5 });
    await define({ name: 'first' });
    await define({ name: 'second', position: 2 });
    await define({ name: 'fourth', position: 5 });
    const names = async () =>
      (await ask('GET', '')).json.items.slice(9).map((one: { name: string }) => one.name);
    expect(await names()).toEqual(['first', 'second', 'third', 'fourth']);
    await ask('PATCH', '/first', { position: 9 });
    expect(await names()).toEqual(['second', 'third', 'fourth', 'first']);
    for (const name of await names()) await ask('DELETE', `/${name}`);
  });

  test.each(['login', 'EMAIL', 'firstName', 'first_name', 'FIRSTNAME', 'preferredChannel'])(
    'the name %s is taken by a field that every user has',
    async (name) => {
      expect(told(await ask('POST', '', { name, label: 'Mine', type: 'text' }))).toEqual([
        409,
        '/name taken',
      ]);
    },
  );

  test('a name is taken once, case aside, also when two requests race for it', async () => {
    const both = await Promise.all(
      ['race', 'RACE'].map((name) => ask('POST', '', { name, label: name, type: 'text' })),
    );
    expect(both.map((answer) => answer.status).sort()).toEqual([201, 409]);
    const told409 = both.filter((answer) => answer.status === 409).map(told);
    expect(told409).toEqual([[409, '/name taken']]);
    await ask('DELETE', '/race');
  });

  test.each([
    ['no letter at its beginning', { name: '1st' }, '/name format'],
    ['a name in another alphabet', { name: 'поле' }, '/name format'],
    ['a name that is a pattern', { name: 'a%b' }, '/name format'],
    ['an unknown type', { type: 'colour' }, '/type one_of'],
    ['choices where there are none', { choices: ['a'] }, '/choices not_allowed'],
    ['no choices where they are needed', { type: 'choice' }, '/choices required'],
    ['a choice given twice', { type: 'choice', choices: ['a', 'a'] }, '/choices unique_items'],
    ['half a character', { label: '\ud800' }, '/label format'],
    ['a field that is not known', { secret: true }, '/secret unknown_field'],
  ])('%s is refused', async (_what, field, violation) => {
    const answer = await ask('POST', '', { name: 'wrong', label: 'Wrong', type: 'text', ...field });
    expect(told(answer)).toEqual([400, violation]);
  });

  test('built-in fields stay as they are, unknown ones are absent, and others may not define any', async () => {
    for (const id of ['first_name', 'firstName', '6d617472-6963-4f00-8000-000000000003']) {
      expect(told(await ask('PATCH', `/${id}`, { label: 'x' }))).toEqual([409, '/profileFieldId built_in']);
      expect((await ask('DELETE', `/${id}`)).status).toBe(409);
    }
    expect((await ask('PATCH', '/nothing', { label: 'x' })).status).toBe(404);
    expect((await ask('DELETE', '/nothing')).status).toBe(404);
    for (const as of ['nl-admin', 'de-coordinator', 'boss', 'ann']) {
      expect((await ask('POST', '', { name: 'mine', label: 'x', type: 'text' }, as)).status).toBe(403);
      expect((await ask('DELETE', '/nothing', undefined, as)).status).toBe(403);
    }
  });

  test('a version guards changes, and a dry run changes nothing', async () => {
    await define({ name: 'guarded' });
    const etag = (await ask('PATCH', '/guarded', { label: 'Other' })).headers['etag'];
    const change = (tag: unknown, body: object) =>
      app.rest('owner', 'PATCH', '/v1/profile-fields/guarded', body, { 'if-match': String(tag) });
    expect((await change('"no"', { label: 'x' })).status).toBe(412);
    expect((await change(etag, { label: 'Third' })).json.label).toBe('Third');
    expect((await change(etag, { label: 'Fourth' })).status).toBe(412);
    expect((await ask('PATCH', '/guarded?dryRun=true', { label: 'Dry' })).json.label).toBe('Dry');
    expect((await ask('DELETE', '/guarded?dryRun=true')).status).toBe(200);
    expect((await ask('GET', '')).json.items.at(-1).label).toBe('Third');
    await ask('DELETE', '/guarded');
  });

  describe('values', () => {
    beforeAll(async () => {
      await define({ name: 'number_of', type: 'number' });
      await define({ name: 'born', type: 'date' });
      await define({ name: 'remote', type: 'boolean' });
      await define({ name: 'size', type: 'choice', choices: ['S', 'M'] });
      await define({ name: 'badge', unique: true });
      await define({ name: 'note' });
    });
    afterAll(async () => {
      for (const name of ['number_of', 'born', 'remote', 'size', 'badge', 'note'])
        await ask('DELETE', `/${name}`);
    });

    test('what is given changes, what is not named stays, null and nothing take away', async () => {
      expect(await give('ann', { Note: 'ΑΣ <b>', born: '2024-02-29' })).toEqual(['born', 'note']);
      expect(await give('ann', { born: '2024-02-29', remote: 'true' })).toEqual(['remote']);
      expect(await valuesOf('ann')).toEqual({ note: 'ΑΣ <b>', born: '2024-02-29', remote: 'true' });
      expect(await give('ann', { note: null, remote: '' })).toEqual(['remote', 'note']);
      expect(await give('ann', { note: null })).toEqual([]);
      expect(await give('ann', undefined)).toEqual([]);
      expect(await valuesOf('ann')).toEqual({ born: '2024-02-29' });
    });

    test.each([
      [{ unknown: 'x' }, '/profileFields/unknown unknown_field'],
      [{ first_name: 'x' }, '/profileFields/first_name unknown_field'],
      [{ 'a/b': 'x' }, '/profileFields/a~1b unknown_field'],
      [{ number_of: '1e3' }, '/profileFields/number_of number'],
      [{ number_of: '٣' }, '/profileFields/number_of number'],
      [{ born: '2023-02-29' }, '/profileFields/born date'],
      [{ born: '2023-02-01T00:00:00Z' }, '/profileFields/born date'],
      [{ remote: 'yes' }, '/profileFields/remote boolean'],
      [{ size: 's' }, '/profileFields/size choice'],
      [{ badge: 'x'.repeat(256) }, '/profileFields/badge max_length'],
      [{ note: 'a', NOTE: 'b' }, '/profileFields/NOTE duplicate'],
    ])('%j is refused at its place', async (values, violation) => {
      expect(await refused('ann', values)).toEqual(['invalid', violation]);
    });

    test('everything that is wrong is told at once', async () => {
      expect(await refused('ann', { size: 'L', born: 'x', nothing: '1' })).toEqual([
        'invalid',
        ...['/profileFields/size choice', '/profileFields/born date', '/profileFields/nothing unknown_field'],
      ]);
    });

    test('a unique value belongs to one user, case and blanks at its ends aside', async () => {
      expect(await give('ann', { badge: 'Σ-7' })).toEqual(['badge']);
      expect(await give('ann', { badge: 'ς-7' })).toEqual(['badge']);
      expect(await refused('bob', { badge: ' σ-7 ' })).toEqual(['conflict', '/profileFields/badge taken']);
      await give('ann', { badge: null });
      expect(await give('bob', { badge: 'Σ-7' })).toEqual(['badge']);
      await give('bob', { badge: null });
    });

    test('of many who race for one value one gets it, and the others are told', async () => {
      const people = ['ann', 'bob', 'cas', 'dora', 'boss', 'left'];
      const settled = await Promise.allSettled(people.map((ref) => give(ref, { badge: 'wanted' })));
      const failed = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
      expect(failed.map(({ code, violations }) => [code, violations[0]?.path])).toEqual(
        Array.from({ length: 5 }, () => ['conflict', '/profileFields/badge']),
      );
      for (const ref of people) await give(ref, { badge: null });
    });

    test('a field becomes unique unless two users share a value or one is too long', async () => {
      await give('ann', { note: 'same' });
      await give('bob', { note: 'SAME' });
      expect(told(await ask('PATCH', '/note', { unique: true }))).toEqual([409, '/unique shared']);
      await give('bob', { note: 'İ'.repeat(200) });
      expect(told(await ask('PATCH', '/note', { unique: true }))).toEqual([409, '/unique max_length']);
      await give('bob', { note: 'other' });
      expect((await ask('PATCH', '/note', { unique: true })).json.unique).toBe(true);
      expect(await refused('cas', { note: 'Same' })).toEqual(['conflict', '/profileFields/note taken']);
      await ask('PATCH', '/note', { unique: false });
      expect(await give('cas', { note: 'Same' })).toEqual(['note']);
    });

    test('a choice that somebody has stays', async () => {
      await give('ann', { size: 'M' });
      expect(told(await ask('PATCH', '/size', { choices: ['S', 'm'] }))).toEqual([409, '/choices in_use']);
      expect(told(await ask('PATCH', '/size', { choices: [] }))).toEqual([400, '/choices required']);
      expect((await ask('PATCH', '/size', { choices: ['M', 'L'] })).json.choices).toEqual(['M', 'L']);
      expect(await refused('bob', { size: 'S' })).toEqual(['invalid', '/profileFields/size choice']);
    });

    test('who is added or changed must have what is required, and keeps it', async () => {
      await define({ name: 'needed', required: true });
      expect(await refused('dora', undefined, true)).toEqual(['invalid', '/profileFields/needed required']);
      expect(await refused('dora', { note: 'x' })).toEqual(['invalid', '/profileFields/needed required']);
      expect(await give('dora', { Needed: 'x' })).toEqual(['needed']);
      expect(await give('dora', undefined)).toEqual([]);
      expect(await refused('dora', { Needed: '' })).toEqual(['invalid', '/profileFields/Needed required']);
      expect((await ask('DELETE', '/needed')).json).toEqual({ valuesRemoved: 1 });
      expect(await give('ann', undefined)).toEqual([]);
    });

    test('a field that the rule of a SMART group names stays, however it is named there', async () => {
      const rule = {
        or: [
          { criterion: 'profile_field', name: 'Badge', value: 'note' },
          { criterion: 'profile_field', name: 'size', value: 'born' },
        ],
      };
      const group = await app.rest('owner', 'POST', '/v1/groups', { name: 'Smart', ref: 'smart', rule });
      expect(group.status).toBe(201);
      expect(told(await ask('DELETE', '/badge'))).toEqual([409, '/profileFieldId in_rule']);
      for (const name of ['note', 'born'])
        expect((await ask('DELETE', `/${name}?dryRun=true`)).status).toBe(200);
      await app.rest('owner', 'DELETE', '/v1/groups/ref:smart');
      expect((await ask('DELETE', '/badge?dryRun=true')).status).toBe(200);
    });
  });

  test('there are 200 fields at most', async () => {
    for (let no = 1; no <= 200; no += 1) await define({ name: `f${no}` });
    expect(told(await ask('POST', '', { name: 'more', label: 'More', type: 'text' }))).toEqual([
      409,
      '/name max_items',
    ]);
    expect((await ask('GET', '')).json.items.length).toBe(209);
  });
});
