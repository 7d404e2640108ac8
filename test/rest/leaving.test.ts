import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { ask, failureOf } from '../asking.js';
import { beginAutomatic } from '../ports/automatic-grants.js';
import { freshDatabase, openRaw, type RawDatabase } from '../raw-database.js';
import { whereStands } from '../where-stands.js';

const anna = {
  ref: 'EMP-Zoë-1',
  id: '10000000-0000-4000-8000-00000000000a',
  login: 'Zoë.Login',
  email: 'Zoë.Quist@acme.example',
  firstName: 'Zoë\u0301 "Zed"',
  lastName: 'Quist\\Moe%',
  mobile: '+31 6 98765432',
  departmentRef: 'nl',
};

const organization = {
  departments: [
    { ref: 'hq', name: 'Head office' },
    { ref: 'nl', name: 'Netherlands', parentRef: 'hq' },
    { ref: 'de', name: 'Germany', parentRef: 'hq' },
  ],
  users: [
    { ref: 'owner', departmentRef: 'hq', roles: [{ role: 'owner' as const }] },
    { ref: 'boss', departmentRef: 'hq', roles: [{ role: 'administrator' as const }] },
    {
      ref: 'nl-admin',
      departmentRef: 'nl',
      roles: [{ role: 'department_administrator' as const, managedDepartmentRefs: ['nl'] }],
    },
    {
      ...anna,
      password: 'a secret',
      userType: 'temp',
      language: 'nl',
      timeZone: 'Europe/Amsterdam',
      preferredChannel: 'sms' as const,
      roles: [{ role: 'department_administrator' as const, managedDepartmentRefs: ['nl'] }],
    },
    { ref: 'report', departmentRef: 'nl', managerRef: anna.ref },
    { ref: 'hans', departmentRef: 'de' },
  ],
  courses: ['one', 'two', 'three', 'four', 'five'].map((ref) => ({ ref, title: ref })),
  apiClients: [{ clientId: 'client-of-anna', clientSecret: 'a client secret', userRef: anna.ref }],
};

type Violations = { json: { violations: { path: string; rule: string }[] } };
const places = ({ json }: Violations) => json.violations.map(({ path, rule }) => `${path} ${rule}`);

describeOnEngines('people who leave', describe, (engine) => {
  let app: TestApplication;
  let raw: RawDatabase;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    const fresh = await freshDatabase(engine);
    remove = fresh.remove;
    app = await startApplication({ organization, environment: { DATABASE_URL: fresh.url } });
    raw = await openRaw(fresh.url);
  });
  afterAll(async () => {
    await raw.close();
    await app.close();
    await remove();
  });

  const rest = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object, as = 'owner') =>
    app.rest(as, method, `/v1${path}`, body);
  const enroll = (body: object) =>
    rest('POST', '/enrollments', { dueDateType: 'unlimited', courseRefs: ['one', 'two'], ...body });
  const identifiers = [anna.ref, anna.login, anna.email, anna.firstName, anna.lastName, anna.mobile];

  test('nobody deletes or deactivates themself, and the last active owner stays', async () => {
    const refusals = [
      await rest('DELETE', '/users/ref:boss', undefined, 'boss'),
      await rest('PATCH', '/users/ref:boss', { status: 'inactive' }, 'boss'),
      await rest('POST', '/users/status', { userRefs: ['hans', 'boss'], status: 'terminated' }, 'boss'),
    ];
    expect(refusals.map(({ status }) => status)).toEqual([409, 409, 409]);
    expect(refusals.map(places)).toEqual([
      ['/userRef oneself'],
      ['/status oneself'],
      ['/userRefs/1 oneself'],
    ]);
    const changes = [
      ask(app, 'deleteUser', { userRef: 'owner' }),
      ask(app, 'updateUser', { userRef: 'owner', status: 'inactive' }),
      ask(app, 'changeUserStatus', { userRefs: ['hans', 'owner'], status: 'terminated' }),
    ];
    for (const change of changes) {
      expect(await failureOf(change)).toMatchObject({
        code: 'conflict',
        violations: [{ rule: 'last_owner' }],
      });
    }
    const partial = { userRefs: ['hans', 'owner', 'none'], status: 'inactive', mode: 'partial' };
    const { summary, outcomes } = await ask(app, 'changeUserStatus', partial);
    expect(summary).toEqual({ changed: 1, unchanged: 0, failed: 2 });
    expect(outcomes).toMatchObject([
      { outcome: 'failed', userRef: 'owner', code: 'conflict', path: '/userRefs/1' },
      { outcome: 'failed', userRef: 'none', code: 'invalid', path: '/userRefs/2' },
    ]);
  });

  test('many get another status at once; those who have it count as unchanged, and nobody inactive acts', async () => {
    const active = { userRefs: ['hans', 'report', 'hans', 'none'], status: 'active' };
    const refused = await rest('POST', '/users/status', active);
    expect([refused.status, places(refused)]).toEqual([400, ['/userRefs/3 unknown']]);
    const { json } = await rest('POST', '/users/status', { ...active, mode: 'partial' });
    expect(json).toMatchObject({
      summary: { changed: 1, unchanged: 1, failed: 1 },
      outcomes: [{ userRef: 'none', code: 'invalid', path: '/userRefs/3' }],
    });
    expect((await rest('GET', '/users/ref:hans', undefined, 'hans')).status).toBe(200);
    await rest('POST', '/users/status', { userRefs: ['hans'], status: 'terminated' });
    expect((await rest('GET', '/users/ref:hans', undefined, 'hans')).status).toBe(401);
    expect((await rest('GET', '/users?status=terminated')).json.items).toMatchObject([{ ref: 'hans' }]);
  });

  test('many are moved at once, by limited callers within reach only', async () => {
    const move = (userRefs: string[], departmentRef: string, as: string) =>
      rest('POST', '/users/move', { userRefs, departmentRef }, as);
    expect((await move(['hans', 'report'], 'de', 'owner')).json.summary).toEqual({
      moved: 1,
      unchanged: 1,
      failed: 0,
    });
    for (const answer of [await move(['report'], 'nl', 'nl-admin'), await move(['nobody'], 'nl', 'nl-admin')])
      expect([answer.status, places(answer)]).toEqual([403, ['/userRefs/0 out_of_reach']]);
    for (const ref of ['de', 'none'])
      expect(places(await move(['nl-admin'], ref, 'nl-admin'))).toEqual(['/departmentRef out_of_reach']);
    expect((await move(['report'], 'nl', 'owner')).json.summary.moved).toBe(1);
  });

  test('deleting ends every grant, token, role and client, and nobody reports to the deleted any more', async () => {
    const { json: enrolled } = await enroll({ learnerRefs: [anna.ref], courseRefs: ['one', 'two'] });
    const automatic = { learnerRef: anna.ref, courseRef: 'three', kind: 'rule' as const, sourceNo: 4 };
    await beginAutomatic(raw, automatic, { givenAt: Date.now() + 5_000, dueAt: null });
    await enroll({ learnerEmails: [anna.email.toUpperCase()], courseRefs: ['four'] });
    await enroll({ learnerLogins: [anna.login.normalize('NFD')], courseRefs: ['five'] });
    const token = await app.token(anna.ref);
    const dry = await rest('DELETE', `/users/${anna.id}?dryRun=true`);
    expect(dry.json).toEqual({ userId: anna.id, grantsEnded: 5, tokensRevoked: 1 });
    const { status, json } = await rest('DELETE', `/users/${anna.id}`);
    expect([status, json]).toEqual([200, dry.json]);

    const bearer = { authorization: `Bearer ${token}` };
    expect((await app.rest(null, 'GET', '/v1/users', undefined, bearer)).status).toBe(401);
    const client = { kind: 'client', clientId: 'client-of-anna', clientSecret: 'a client secret' } as const;
    await expect(app.application.gateway.recognize(client, '::1')).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    expect((await rest('GET', '/users/ref:report')).json.managerId).toBeNull();
    expect(await raw.number('SELECT COUNT(*) FROM grants WHERE ended_at = 253402300799999')).toBe(0);

    const path = `/enrollments/${enrolled.outcomes[0].enrollmentId}`;
    expect((await rest('GET', path)).json.status).toBe('ended');
    const { json: explained } = await rest('GET', `${path}/explanation`);
    expect(explained.grants[0]).toMatchObject({
      live: false,
      endedBecause: 'deleteUser',
      endedBy: { userRef: 'owner' },
    });
    expect((await rest('POST', `${path}/reenroll`, { dueDateType: 'unlimited' })).status).toBe(404);
    expect((await rest('DELETE', `/users/${anna.id}`)).status).toBe(404);
  });

  test('nobody finds the deleted, by any name, in any operation', async () => {
    const query = `userId=${anna.id}`;
    expect((await rest('GET', `/users?${query}`)).json.items).toEqual([]);
    expect((await rest('GET', `/users?search=${encodeURIComponent('zed')}`)).json.items).toEqual([]);
    expect((await rest('GET', `/users/${anna.id}`)).status).toBe(404);
    expect((await rest('GET', `/enrollments?learnerId=${anna.id}&status=ended`)).json.items).toEqual([]);
    expect((await rest('POST', '/users/find-existing', { userIds: [anna.id] })).json.items).toEqual([]);
    for (const names of [
      { learnerIds: [anna.id] },
      { learnerRefs: [anna.ref] },
      { learnerEmails: [anna.email] },
    ])
      expect((await enroll(names)).status).toBe(400);
    expect((await rest('POST', '/api-clients', { userId: anna.id })).status).toBe(400);
    const file = { users: [{ id: anna.id, ref: 'again', departmentRef: 'nl' }] };
    expect(await failureOf(ask(app, 'loadOrganization', file))).toMatchObject({
      code: 'invalid',
      violations: [{ path: '/users/0/id' }],
    });
    expect((await rest('GET', '/departments/ref:nl')).status).toBe(200);
  });

  test('ref, login and address are free: the same person is hired again as somebody new', async () => {
    const { id: _, ...names } = anna;
    const { status, json } = await rest('POST', '/users', names);
    expect([status, json.ref, json.login]).toEqual([201, anna.ref, anna.login]);
    expect(json.id).not.toBe(anna.id);
    expect((await rest('GET', `/enrollments?learnerRef=${encodeURIComponent(anna.ref)}`)).json.items).toEqual(
      [],
    );
    await rest('PATCH', `/users/${json.id}`, {
      ref: 'other',
      login: 'other',
      email: null,
      firstName: 'Other',
    });
    expect((await rest('DELETE', `/users/${json.id}`)).status).toBe(200);
  });

  test('erasing leaves nothing of a person in any table, and says what it did', async () => {
    expect(await whereStands(raw, identifiers)).toEqual([
      'events.detail',
      'former_names.name',
      'users.first_name',
      'users.last_name',
      'users.mobile',
    ]);
    const erase = (confirm: string, as = 'owner') => rest('POST', `/users/${anna.id}/erase`, { confirm }, as);
    const unconfirmed = await erase('10000000-0000-4000-8000-00000000000b');
    expect([unconfirmed.status, places(unconfirmed)]).toEqual([400, ['/confirm confirm']]);
    expect((await erase(anna.id, 'nl-admin')).status).toBe(403);
    const { status, json } = await erase(anna.id.toUpperCase());
    expect([status, json]).toEqual([
      200,
      {
        userId: anna.id,
        grantsEnded: 0,
        tokensRevoked: 0,
        fieldsErased: [
          'firstName',
          'lastName',
          'mobile',
          'preferredChannel',
          'userType',
          'language',
          'timeZone',
        ],
        profileValuesErased: 0,
        auditEventsChanged: 3,
      },
    ]);
    // Whoever was hired again under the same names has them still.
    const [again] = await raw.all('SELECT no FROM users ORDER BY no DESC LIMIT 1');
    await rest('POST', `/users/${await idOf(again.no)}/erase`, { confirm: await idOf(again.no) });
    expect(await whereStands(raw, identifiers)).toEqual([]);
    expect((await erase(anna.id)).json).toMatchObject({ fieldsErased: [], auditEventsChanged: 0 });
    const events = (await rest('GET', '/audit-events?operation=enrollLearnersInCourses')).json.items;
    expect(JSON.stringify(events)).toContain('"learnerRefs":["erased"]');
  });

  async function idOf(no: number): Promise<string> {
    const [row] = await raw.all('SELECT id FROM users WHERE no = ?', [no]);
    return row.id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  }

  test('who was not deleted is deleted first, with all that they have', async () => {
    const { json: user } = await rest('POST', '/users', {
      ref: 'gone',
      lastName: 'Gone',
      departmentRef: 'nl',
    });
    await enroll({ learnerRefs: ['gone'], courseRefs: ['one'] });
    const { json } = await rest('POST', `/users/${user.id}/erase`, { confirm: user.id });
    expect(json).toMatchObject({ grantsEnded: 1, fieldsErased: ['ref', 'lastName'], auditEventsChanged: 1 });
    expect((await rest('GET', `/users/${user.id}`)).status).toBe(404);
    expect(await whereStands(raw, ['gone'])).toEqual([]);
  });
});
