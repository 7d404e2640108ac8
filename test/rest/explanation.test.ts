import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { organization } from './organization.js';

const start = Date.parse('2026-11-22T08:00:00Z');

describeOnEngines('why is she enrolled, over REST', describe, (engine) => {
  let app: TestApplication;
  let now = start;
  let path = '';
  const rest = (
    ...[asRef, method, at = '', body]: [string, 'GET' | 'POST' | 'PATCH' | 'DELETE', string?, object?]
  ) => {
    now += 60_000;
    return app.rest(asRef, method, `${path}${at}`, body);
  };
  beforeAll(async () => {
    app = await startApplication({ engine, organization, clock: () => now });
    const names = { learnerRefs: ['ann'], courseRefs: ['timed'], dueDateType: 'default' };
    path = '/v1/enrollments';
    const { json } = await rest('nl-admin', 'POST', '', names);
    path += `/${json.outcomes[0].enrollmentId}`;
    await rest('owner', 'PATCH', '', {
      dueDateType: 'due_date',
      dueDate: '2027-06-30',
      lockAfterDueDate: true,
    });
    await rest('nl-admin', 'DELETE');
    await rest('nl-admin', 'POST', '/reenroll', { dueDateType: 'due_period', duePeriod: 100 });
  });
  afterAll(() => app.close());

  test('every grant, newest first: who gave it over what, when, its terms as asked and as decided', async () => {
    const { json } = await app.rest('owner', 'GET', `${path}/explanation`);
    expect(json.enrollment).toEqual({
      ...(await app.rest('owner', 'GET', path)).json,
      kind: 'course',
      role: 'participant',
    });
    const by = (userRef: string, role: string) => ({ userRef, role, userId: expect.any(String) });
    const uuid = expect.stringMatching(/^[0-9a-f-]{36}$/);
    const direct = { kind: 'direct', via: null, givenOver: 'rest', eventId: uuid };
    expect(json.grants).toEqual([
      {
        ...direct,
        occurrence: 2,
        live: true,
        setsDueDate: true,
        givenAt: '2026-11-22T09:04:00+01:00',
        givenBy: by('nl-admin', 'department_administrator'),
        givenBecause: 'reenroll',
        accessAt: '2026-11-22T09:04:00+01:00',
        dueAt: '2026-11-26T13:04:00+01:00',
        dueDateType: 'due_period',
        askedDueDate: null,
        askedDuePeriod: 100,
        lockAfterDueDate: false,
        endedAt: null,
        endedBy: null,
        endedBecause: null,
        endEventId: null,
      },
      {
        ...direct,
        occurrence: 1,
        live: false,
        setsDueDate: false,
        givenAt: '2026-11-22T09:02:00+01:00',
        givenBy: by('owner', 'owner'),
        givenBecause: 'changeEnrollment',
        accessAt: '2026-11-22T09:01:00+01:00',
        dueAt: '2027-06-30T23:59:59+02:00',
        dueDateType: 'due_date',
        askedDueDate: '2027-06-30',
        askedDuePeriod: null,
        lockAfterDueDate: true,
        endedAt: '2026-11-22T09:03:00+01:00',
        endedBy: by('nl-admin', 'department_administrator'),
        endedBecause: 'unenroll',
        endEventId: uuid,
      },
      {
        ...direct,
        occurrence: 1,
        live: false,
        setsDueDate: false,
        givenAt: '2026-11-22T09:01:00+01:00',
        givenBy: by('nl-admin', 'department_administrator'),
        givenBecause: 'enrollLearnersInCourses',
        accessAt: '2026-11-22T09:01:00+01:00',
        dueAt: '2026-11-23T09:01:00+01:00',
        dueDateType: 'default',
        askedDueDate: null,
        askedDuePeriod: null,
        lockAfterDueDate: true,
        endedAt: '2026-11-22T09:02:00+01:00',
        endedBy: by('owner', 'owner'),
        endedBecause: 'changeEnrollment',
        endEventId: json.grants[1].eventId,
      },
    ]);
  });

  test('whoever is out of the reach of the caller is told by role only', async () => {
    const { json } = await app.rest('nl-admin', 'GET', `${path}/explanation`);
    expect(json.grants.map((grant: { givenBy: object }) => grant.givenBy)).toMatchObject([
      { userRef: 'nl-admin' },
      { role: 'owner' },
      { userRef: 'nl-admin' },
    ]);
    expect(json.grants[1].givenBy).toEqual({ role: 'owner' });
    expect(json.grants[2].endedBy).toEqual({ role: 'owner' });
    const learner = await app.rest('ann', 'GET', `${path}/explanation`);
    expect(learner.json.grants.map((grant: { givenBy: object }) => grant.givenBy)).toEqual([
      { role: 'department_administrator' },
      { role: 'owner' },
      { role: 'department_administrator' },
    ]);
    expect(learner.text).not.toContain('nl-admin');
  });

  test('a team manager is told as one, to whoever may not see them', async () => {
    await app.load({ account: { managersMayEnroll: true } });
    const names = { learnerRefs: ['ann'], courseRefs: ['other'], dueDateType: 'unlimited' };
    const { json } = await app.rest('boss', 'POST', '/v1/enrollments', names);
    const why = `/v1/enrollments/${json.outcomes[0].enrollmentId}/explanation`;
    expect((await app.rest('ann', 'GET', why)).json.grants[0].givenBy).toEqual({ role: 'team_manager' });
    expect((await app.rest('owner', 'GET', why)).json.grants[0].givenBy).toMatchObject({ userRef: 'boss' });
  });

  test('every grant points at the audit event of its beginning', async () => {
    const { json } = await app.rest('owner', 'GET', `${path}/explanation`);
    const events = (await app.rest('owner', 'GET', '/v1/audit-events')).json.items;
    for (const { eventId, givenBecause, givenAt } of json.grants) {
      const event = events.find((one: { id: string }) => one.id === eventId);
      expect(event).toMatchObject({ operation: givenBecause, at: givenAt, protocol: 'rest' });
    }
  });

  test('what the operator loaded was given by nobody, over the command line', async () => {
    await app.load({ enrollments: [{ learnerRef: 'bob', courseRef: 'plain', dueDateType: 'unlimited' }] });
    const [bob] = (await app.rest('owner', 'GET', '/v1/enrollments?learnerRef=bob')).json.items;
    const { json } = await app.rest('owner', 'GET', `/v1/enrollments/${bob.id}/explanation`);
    expect(json.grants).toMatchObject([
      { givenBy: null, givenOver: 'command line', givenBecause: 'loadOrganization' },
    ]);
  });

  test('once it has ended no grant sets the due date', async () => {
    await rest('owner', 'DELETE');
    const { json } = await app.rest('owner', 'GET', `${path}/explanation`);
    expect(json.enrollment.status).toBe('ended');
    expect(
      json.grants.filter((grant: { setsDueDate: boolean; live: boolean }) => grant.setsDueDate || grant.live),
    ).toEqual([]);
  });
});
