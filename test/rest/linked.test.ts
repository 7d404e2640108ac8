import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { freshDatabase, openRaw, type RawDatabase } from '../raw-database.js';
import { organization } from './organization.js';

const names = { learnerRefs: ['ann'], courseRefs: ['plain'] };

describeOnEngines('a learner who is enrolled for another reason as well', describe, (engine) => {
  let app: TestApplication;
  let raw: RawDatabase;
  let remove: () => Promise<void>;
  let path = '';
  beforeAll(async () => {
    const fresh = await freshDatabase(engine);
    remove = fresh.remove;
    app = await startApplication({ organization, environment: { DATABASE_URL: fresh.url } });
    raw = await openRaw(fresh.url);
    await enroll({ dueDateType: 'due_date', dueDate: '2027-06-30' });
    // Units come later: until then only the table knows of grants that they give.
    await raw.run(`INSERT INTO decisions (no, activity_no, policy, access_at, due_at, lock_after_due, continues, given_at, event_id)
      SELECT 7, activity_no, policy, access_at, due_at + 86400000, 1, 0, given_at, event_id FROM decisions`);
    await raw.run(`INSERT INTO grants (user_no, activity_no, role, kind, source_no, ended_at, decision_no)
      SELECT user_no, activity_no, role, 2, 5, ended_at, 7 FROM grants`);
    const { json } = await app.rest('owner', 'GET', '/v1/enrollments');
    path = `/v1/enrollments/${json.items[0].id}`;
  });
  afterAll(async () => {
    await raw.close();
    await app.close();
    await remove();
  });
  const enroll = (terms: object) => app.rest('owner', 'POST', '/v1/enrollments', { ...names, ...terms });
  const get = async () => (await app.rest('owner', 'GET', path)).json;
  const links = [{ kind: 'unit', since: expect.stringMatching(/^\d{4}-.*\+0[12]:00$/) }];

  beforeEach(async () => {
    await enroll({ dueDateType: 'due_date', dueDate: '2027-06-30' });
  });

  test('the direct grant sets the terms; without it the other one does, and the explanation says so', async () => {
    const kinds = async () => {
      const { json } = await app.rest('owner', 'GET', `${path}/explanation`);
      return json.grants
        .filter((grant: { setsDueDate: boolean }) => grant.setsDueDate)
        .map((grant: { kind: string }) => grant.kind);
    };
    expect([(await get()).dueAt, await kinds()]).toEqual(['2027-06-30T23:59:59+02:00', ['direct']]);
    await app.rest('owner', 'DELETE', path);
    expect(await get()).toMatchObject({
      status: 'active',
      dueAt: '2027-07-01T23:59:59+02:00',
      lockAfterDueDate: true,
    });
    expect(await kinds()).toEqual(['unit']);
  });

  test('DELETE ends the direct grant only and tells what still links; a second time it refuses and names it', async () => {
    const first = await app.rest('owner', 'DELETE', path);
    expect([first.status, first.json.summary]).toEqual([200, { unenrolled: 1, notEnrolled: 0, failed: 0 }]);
    expect(first.json.outcomes).toMatchObject([{ outcome: 'unenrolled', linkedVia: links }]);
    const second = await app.rest('owner', 'DELETE', path);
    expect(second.status).toBe(409);
    expect(second.json).toMatchObject({
      code: 'conflict',
      violations: [{ path: '/enrollmentId', rule: 'linked_via' }],
      linkedVia: links,
    });
    expect((await get()).status).toBe('active');
  });

  test('changing and re-enrolling refuse where there is no direct grant to act on', async () => {
    await app.rest('owner', 'DELETE', path);
    for (const answer of [
      await app.rest('owner', 'PATCH', path, { dueDate: '2029-01-01' }),
      await app.rest('owner', 'POST', `${path}/reenroll`, { dueDateType: 'default' }),
      await app.rest('owner', 'POST', '/v1/enrollments/change', { ...names, dueDateType: 'default' }),
    ]) {
      expect([answer.status, answer.json.linkedVia]).toEqual([409, links]);
    }
    expect((await get()).dueAt).toBe('2027-07-01T23:59:59+02:00');
  });

  test('in bulk it is a failure of that pair: all are refused, or it is reported', async () => {
    await app.rest('owner', 'DELETE', path);
    const others = { learnerRefs: ['ann', 'bob'], courseRefs: ['plain'] };
    const atomic = await app.rest('owner', 'POST', '/v1/enrollments/unenroll', others);
    expect([atomic.status, atomic.json.violations[0].path]).toEqual([409, '/learnerRefs/0']);
    const partial = await app.rest('owner', 'POST', '/v1/enrollments/unenroll', {
      ...others,
      mode: 'partial',
    });
    expect(partial.json).toMatchObject({
      summary: { unenrolled: 0, notEnrolled: 1, failed: 1 },
      outcomes: [
        { outcome: 'failed', code: 'conflict', learnerRef: 'ann', linkedVia: links },
        { outcome: 'not_enrolled', learnerRef: 'bob' },
      ],
    });
  });

  test('enrolling gives a direct grant beside the other one: it is new', async () => {
    await app.rest('owner', 'DELETE', path);
    const answer = await enroll({ dueDateType: 'unlimited' });
    expect([answer.status, answer.json.summary.enrolled]).toEqual([201, 1]);
    expect((await get()).dueAt).toBeNull();
  });
});
