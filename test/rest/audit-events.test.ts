import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { organization } from './organization.js';

const start = Date.parse('2026-11-22T08:00:00Z');
const requestId = 'ABCDEF00-0000-4000-8000-00000000000A';

interface Event {
  readonly id: string;
  readonly operation: string;
  readonly userRef: string | null;
  readonly detail: unknown;
}

describeOnEngines('the audit over REST', describe, (engine) => {
  let app: TestApplication;
  let now = start;
  const list = async (query = '', asRef = 'owner') => {
    const { status, json } = await app.rest(asRef, 'GET', `/v1/audit-events${query}`);
    expect([status, json.code]).toEqual([200, undefined]);
    return json.items as Event[];
  };
  const names = { learnerRefs: ['ann', 'bob'], courseRefs: ['plain'] };
  const post = (asRef: string, path: string, body: object, headers = {}) => {
    now += 60_000;
    return app.rest(asRef, 'POST', `/v1/enrollments${path}`, body, headers);
  };
  beforeAll(async () => {
    app = await startApplication({ engine, organization, clock: () => now });
    await post('admin', '', { ...names, dueDateType: 'unlimited' }, { 'x-request-id': requestId });
    await post('nl-admin', '/change', { ...names, dueDateType: 'due_period', duePeriod: 1 });
    await post('admin', '/unenroll', names);
  });
  afterAll(() => app.close());

  test('every change is there, newest first: who, over what, in which request, what', async () => {
    const events = await list('?since=2026-11-22T08:01:00Z');
    expect(events.map(({ operation, userRef }) => `${operation} ${userRef}`)).toEqual(
      expect.arrayContaining([
        'unenroll admin',
        'changeEnrollments nl-admin',
        'enrollLearnersInCourses admin',
      ]),
    );
    const event = events.find(({ operation }) => operation === 'enrollLearnersInCourses');
    const { json: admin } = await app.rest('owner', 'GET', '/v1/users/ref:admin');
    expect(event).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f-]{17}$/),
      at: '2026-11-22T09:01:00+01:00',
      operation: 'enrollLearnersInCourses',
      protocol: 'rest',
      requestId: requestId.toLowerCase(),
      userId: admin.id,
      userRef: 'admin',
      clientId: null,
      detail: {
        courseIds: [expect.any(String)],
        asked: {
          learnerRefs: names.learnerRefs,
          dueDateType: 'unlimited',
          dueDate: null,
          duePeriod: null,
          lockAfterDueDate: null,
        },
        accessAt: '2026-11-22T09:01:00+01:00',
        learners: 2,
        enrolled: 2,
        alreadyEnrolled: 0,
      },
    });
    const change = events.find(({ operation }) => operation === 'changeEnrollments');
    expect(change).toMatchObject({
      detail: {
        enrollmentIds: [expect.any(String), expect.any(String)],
        changed: 2,
        asked: { dueDateType: 'due_period', dueDate: null, duePeriod: 1, lockAfterDueDate: null },
        accessAt: '2026-11-22T09:02:00+01:00',
      },
    });
    const ids = events.map(({ id }) => id);
    expect(ids).toEqual([...ids].sort().reverse());
  });

  test('of one learner and one course as of many: who was named, and under which terms', async () => {
    const asked = { learnerRefs: names.learnerRefs.slice(0, 1), dueDateType: 'due_period', duePeriod: 3 };
    expect((await post('admin', '', { courseRefs: ['other'], ...asked })).status).toBe(201);
    const [event] = await list('?operation=enrollLearnersInCourses&limit=1');
    expect(event?.detail).toMatchObject({ asked, learners: 1, enrolled: 1, alreadyEnrolled: 0 });
  });

  test('what changes nothing leaves no event: repeats, failures, dry runs, reading', async () => {
    await post('owner', '', { ...names, dueDateType: 'unlimited' });
    const before = await list();
    await post('owner', '', { ...names, dueDateType: 'unlimited' });
    await post('owner', '', { ...names, learnerRefs: ['nobody'], dueDateType: 'unlimited' });
    await post('owner', '?dryRun=true', { ...names, courseRefs: ['other'], dueDateType: 'unlimited' });
    await post('owner', '/unenroll', { learnerRefs: ['cas'], courseRefs: ['plain'] });
    await app.rest('owner', 'GET', '/v1/users');
    expect(await list()).toEqual(before);
  });

  test.each([
    ['?operation=unenroll', ['unenroll']],
    ['?operation=nothing', []],
    [`?operation=${encodeURIComponent('записать')}`, []],
    ['?userId=nl-admin', ['changeEnrollments']],
    ['?userId=nobody', []],
    [
      '?since=2026-11-22T08:02:00Z&until=2026-11-22T08:03:00Z&operation=changeEnrollments',
      ['changeEnrollments'],
    ],
    ['?since=2026-11-22T09:03:00&until=2026-11-22T09:04:00&operation=unenroll', ['unenroll']],
    ['?since=2026-11-23', []],
    ['?until=2026-11-22', []],
    ['?since=1900-01-01&until=1969-12-31', []],
  ])('%s narrows', async (query, expected) => {
    expect((await list(query)).map(({ operation }) => operation)).toEqual(expected);
  });

  test('pages walk back in time and meet every event once', async () => {
    const all = (await list('?limit=10000')).map(({ id }) => id);
    const met: string[] = [];
    let cursor = '';
    do {
      const query = `?limit=2${cursor && `&cursor=${cursor}`}`;
      const { json } = await app.rest('owner', 'GET', `/v1/audit-events${query}`);
      met.push(...json.items.map(({ id }: Event) => id));
      cursor = json.nextCursor ?? '';
    } while (cursor !== '');
    expect(met).toEqual(all);
  });

  test.each([
    ['since=yesterday', '/since format'],
    ['until=2026-02-30', '/until date_time'],
    ['cursor=WzFd', '/cursor cursor'],
    ['operation=a&operation=b', '/operation repeated'],
  ])('?%s is refused with its place', async (query, violation) => {
    const { status, json } = await app.rest('owner', 'GET', `/v1/audit-events?${query}`);
    const told = json.violations.map((one: { path: string; rule: string }) => `${one.path} ${one.rule}`);
    expect([status, told]).toEqual([400, [violation]]);
  });

  test.each(['nl-admin', 'de-coordinator', 'boss', 'ann'])('%s may not read it', async (asRef) => {
    const { status, json } = await app.rest(asRef, 'GET', '/v1/audit-events');
    expect([status, json.code]).toEqual([403, 'forbidden']);
  });
});
