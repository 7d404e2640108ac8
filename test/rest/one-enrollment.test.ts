import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  describeOnEngines,
  startApplication,
  type TestAnswer,
  type TestApplication,
} from '../application.js';
import { organization, someUuid } from './organization.js';

const start = Date.parse('2026-11-22T18:00:00Z');

describeOnEngines('one enrollment over REST', describe, (engine) => {
  let app: TestApplication;
  let now = start;
  let id = '';
  beforeAll(async () => {
    app = await startApplication({ engine, organization, clock: () => now });
  });
  afterAll(() => app.close());

  const at = (rest = '') => `/v1/enrollments/${id}${rest}`;
  const get = () => app.rest('owner', 'GET', at());
  const patch = (body: object, headers = {}) => app.rest('owner', 'PATCH', at(), body, headers);
  const shownAfter = async (answer: Promise<TestAnswer>) => {
    const { status, json, headers } = await answer;
    expect(status).toBe(200);
    const read = await get();
    expect([json, headers['etag']]).toEqual([read.json, read.headers['etag']]);
    return json;
  };

  beforeEach(async () => {
    now += 60_000;
    const names = { learnerRefs: ['ann'], courseRefs: ['timed'] };
    await app.rest('owner', 'POST', '/v1/enrollments/unenroll', names);
    const terms = { dueDateType: 'due_date', dueDate: '2027-06-30', lockAfterDueDate: true };
    const body = { ...names, ...terms, accessDate: '2026-12-01 09:00:00' };
    id = (await app.rest('owner', 'POST', '/v1/enrollments', body)).json.outcomes[0].enrollmentId;
  });

  test('GET shows it, also by its id in upper case, and after it has ended', async () => {
    const { status, json, headers } = await get();
    expect(status).toBe(200);
    expect(json).toMatchObject({
      id,
      learnerRef: 'ann',
      courseRef: 'timed',
      accessAt: '2026-12-01T09:00:00+01:00',
      dueAt: '2027-06-30T23:59:59+02:00',
      dueDateType: 'due_date',
      lockAfterDueDate: true,
      locked: false,
      status: 'active',
    });
    expect(json).not.toHaveProperty('version');
    expect(headers['etag']).toMatch(/^"[\w-]{22}"$/);
    expect((await app.rest('owner', 'GET', `/v1/enrollments/${id.toUpperCase()}`)).json).toEqual(json);
    await app.rest('owner', 'DELETE', at());
    expect((await get()).json).toMatchObject({ id, status: 'ended', dueAt: '2027-06-30T23:59:59+02:00' });
  });

  test.each([someUuid, 'not-an-id', 'ref:ann', '%F0%9F%99%82'])(
    'GET of %s, which is none, is 404',
    async (other) => {
      const { status, json } = await app.rest('owner', 'GET', `/v1/enrollments/${other}`);
      expect([status, json.code]).toEqual([404, 'absent']);
    },
  );

  test.each(['dora', 'de-coordinator', 'cas'])(
    'for %s, out of whose reach it is, it is not there',
    async (asRef) => {
      for (const path of [at(), at('/explanation')]) {
        const { status, json } = await app.rest(asRef, 'GET', path);
        const unknown = await app.rest(asRef, 'GET', path.replace(id, someUuid));
        expect([status, json.code]).toEqual([404, 'absent']);
        expect({ ...unknown.json, requestId: '' }).toEqual({ ...json, requestId: '' });
      }
    },
  );

  test.each(['ann', 'boss', 'nl-admin', 'admin'])('%s may read it', async (asRef) => {
    expect((await app.rest(asRef, 'GET', at())).json).toEqual((await get()).json);
  });

  test('PATCH keeps what is omitted', async () => {
    const before = (await get()).json;
    expect(await shownAfter(patch({ dueDate: '2027-12-31' }))).toEqual({
      ...before,
      dueAt: '2027-12-31T23:59:59+01:00',
    });
    expect(await shownAfter(patch({ lockAfterDueDate: false }))).toEqual({
      ...before,
      dueAt: '2027-12-31T23:59:59+01:00',
      lockAfterDueDate: false,
    });
    expect(await shownAfter(patch({ dueDateType: 'due_period', duePeriod: 48 }))).toMatchObject({
      accessAt: before.accessAt,
      dueAt: '2026-12-03T09:00:00+01:00',
      lockAfterDueDate: false,
    });
    expect(await shownAfter(patch({ accessDate: '2027-01-01T00:00:00Z' }))).toMatchObject({
      accessAt: '2027-01-01T01:00:00+01:00',
      dueAt: '2027-01-03T01:00:00+01:00',
    });
    expect(await shownAfter(patch({ dueDateType: 'unlimited' }))).toMatchObject({
      accessAt: '2027-01-01T01:00:00+01:00',
      dueAt: null,
      dueDateType: 'unlimited',
    });
    expect(await shownAfter(patch({ dueDateType: 'default' }))).toMatchObject({
      dueAt: '2027-01-02T01:00:00+01:00',
      dueDateType: 'default',
      lockAfterDueDate: true,
    });
  });

  test('PATCH with nothing in it changes no date', async () => {
    const before = (await get()).json;
    expect(await shownAfter(patch({}))).toEqual(before);
  });

  test('PATCH to a policy whose own field is neither given nor kept is refused with its place', async () => {
    const { status, json } = await patch({ dueDateType: 'due_period' });
    expect([status, json.violations]).toMatchObject([400, [{ path: '/duePeriod', rule: 'required' }]]);
  });

  test('a dry PATCH answers what would be and changes nothing', async () => {
    const before = await get();
    const dry = await app.rest('owner', 'PATCH', at('?dryRun=true'), { dueDate: '2029-01-01' });
    expect([dry.status, dry.json.dueAt]).toEqual([200, '2029-01-01T23:59:59+01:00']);
    expect(dry.headers['etag']).toBeUndefined();
    expect((await get()).json).toEqual(before.json);
  });

  test('PATCH and re-enrolling of an ended one: conflict, and a new occurrence', async () => {
    await app.rest('owner', 'DELETE', at());
    const refused = await patch({ dueDate: '2029-01-01' });
    expect([refused.status, refused.json.code]).toEqual([409, 'conflict']);
    expect(refused.json.violations).toMatchObject([{ path: '/enrollmentId', rule: 'ended' }]);
    const body = { dueDateType: 'default' };
    const again = await shownAfter(app.rest('owner', 'POST', at('/reenroll'), body));
    expect(again).toMatchObject({ id, status: 'active', dueDateType: 'default', lockAfterDueDate: true });
  });

  test('re-enrolling an active one begins anew: what is omitted is not kept', async () => {
    const again = await shownAfter(app.rest('owner', 'POST', at('/reenroll'), { dueDateType: 'unlimited' }));
    expect(again).toMatchObject({ id, dueAt: null, lockAfterDueDate: false, status: 'active' });
    expect(Date.parse(again.accessAt)).toBe(now);
    const { json } = await app.rest('owner', 'POST', at('/reenroll'), {});
    expect(json.violations).toMatchObject([{ path: '/dueDateType', rule: 'required' }]);
  });

  test('DELETE answers 200 with the outcome, a second time that nobody was enrolled', async () => {
    const first = await app.rest('owner', 'DELETE', at());
    expect(first.status).toBe(200);
    expect(first.json).toMatchObject({
      summary: { unenrolled: 1, notEnrolled: 0, failed: 0 },
      outcomes: [{ outcome: 'unenrolled', enrollmentId: id, learnerRef: 'ann', courseRef: 'timed' }],
      outcomesOmitted: 0,
    });
    const second = await app.rest('owner', 'DELETE', at());
    expect([second.status, second.json.summary]).toEqual([200, { unenrolled: 0, notEnrolled: 1, failed: 0 }]);
    expect(second.json.outcomes).toMatchObject([{ outcome: 'not_enrolled', enrollmentId: id }]);
  });

  test('a dry DELETE ends nothing', async () => {
    const dry = await app.rest('owner', 'DELETE', at('?dryRun=true'));
    expect([dry.status, dry.json.summary.unenrolled]).toEqual([200, 1]);
    expect((await get()).json.status).toBe('active');
  });

  test('unknown and unreachable ids are 404 to PATCH, DELETE and re-enrolling alike', async () => {
    const asks = (other: string) => [
      app.rest('nl-admin', 'PATCH', `/v1/enrollments/${other}`, {}),
      app.rest('nl-admin', 'DELETE', `/v1/enrollments/${other}`),
      app.rest('nl-admin', 'POST', `/v1/enrollments/${other}/reenroll`, { dueDateType: 'default' }),
    ];
    const names = { learnerRefs: ['dora'], courseRefs: ['plain'], dueDateType: 'unlimited' };
    const { outcomes } = (await app.rest('owner', 'POST', '/v1/enrollments', names)).json;
    for (const ask of [...asks(someUuid), ...asks(outcomes[0].enrollmentId)]) {
      const { status, json } = await ask;
      expect([status, json.code]).toEqual([404, 'absent']);
    }
  });

  test('whoever may only read is refused every change', async () => {
    const asks = [
      app.rest('ann', 'PATCH', at(), {}),
      app.rest('boss', 'DELETE', at()),
      app.rest('boss', 'POST', at('/reenroll'), { dueDateType: 'default' }),
      app.rest('de-coordinator', 'DELETE', at()),
    ];
    for (const ask of asks) expect((await ask).status).toBe(403);
    expect((await get()).json.status).toBe('active');
  });

  test('it is locked from the second after the due date on, and the ETag says so', async () => {
    const usual = now;
    const before = await patch({ dueDate: '2026-11-22' });
    now = Date.parse('2026-11-22T22:59:59Z');
    expect((await get()).json.locked).toBe(false);
    now += 1_000;
    const after = await get();
    expect(after.json).toEqual({ ...before.json, locked: true });
    expect(after.headers['etag']).not.toBe(before.headers['etag']);
    now = usual;
  });
});
