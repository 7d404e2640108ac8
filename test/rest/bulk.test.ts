import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  describeOnEngines,
  startApplication,
  type TestAnswer,
  type TestApplication,
} from '../application.js';
import { organization, someUuid } from './organization.js';

const pairs = (answer: TestAnswer) =>
  answer.json.outcomes
    .map((one: Record<string, string>) => `${one['outcome']} ${one['learnerRef']} ${one['courseRef']}`)
    .sort();
const places = ({ json }: TestAnswer) =>
  json.violations.map((one: { path: string; rule: string }) => `${one.path} ${one.rule}`);

describeOnEngines('changing and unenrolling many over REST', describe, (engine) => {
  let app: TestApplication;
  let ids: string[] = [];
  beforeAll(async () => {
    app = await startApplication({ engine, organization });
  });
  afterAll(() => app.close());

  const post = (path: string, body: object, asRef = 'owner') =>
    app.rest(asRef, 'POST', `/v1/enrollments${path}`, body);
  const list = async (query = '') => (await app.rest('owner', 'GET', `/v1/enrollments${query}`)).json.items;

  beforeEach(async () => {
    await post('', {
      learnerRefs: ['ann', 'dora'],
      courseRefs: ['plain', 'other'],
      dueDateType: 'unlimited',
    });
    ids = (await list()).map((item: { id: string }) => item.id);
  });

  test.each([
    ['ids', () => ({ enrollmentIds: [...ids, ids[0]?.toUpperCase()] })],
    ['learner and course', () => ({ learnerRefs: ['ann', 'dora', 'ann'], courseRefs: ['plain', 'other'] })],
    [
      'other names of learner and course',
      () => ({ learnerEmails: ['ann@example.org', 'DORA@example.org'], courseIds: ['plain', 'other'] }),
    ],
  ])('unenrolling by %s tells every pair, once', async (_way, body) => {
    const answer = await post('/unenroll', body());
    expect([answer.status, answer.json.summary]).toEqual([200, { unenrolled: 4, notEnrolled: 0, failed: 0 }]);
    expect(pairs(answer)).toEqual([
      'unenrolled ann other',
      'unenrolled ann plain',
      'unenrolled dora other',
      'unenrolled dora plain',
    ]);
    expect(await list()).toEqual([]);
    const again = await post('/unenroll', body());
    expect([again.status, again.json.summary]).toEqual([200, { unenrolled: 0, notEnrolled: 4, failed: 0 }]);
  });

  test('pairs that never were are not enrolled, which is no failure', async () => {
    const answer = await post('/unenroll', { learnerRefs: ['ann', 'left'], courseRefs: ['plain', 'old'] });
    expect(answer.json.summary).toEqual({ unenrolled: 1, notEnrolled: 3, failed: 0 });
    expect(pairs(answer)).toEqual([
      'not_enrolled ann old',
      'not_enrolled left old',
      'not_enrolled left plain',
      'unenrolled ann plain',
    ]);
  });

  test.each([
    ['ids', () => ({ enrollmentIds: ids })],
    ['learner and course', () => ({ learnerRefs: ['ann', 'dora'], courseRefs: ['plain', 'other'] })],
  ])('changing by %s gives the same new terms to all, whole', async (_way, body) => {
    const terms = { dueDateType: 'due_date', dueDate: '2030-01-31', lockAfterDueDate: true };
    const answer = await post('/change', { ...body(), ...terms });
    expect([answer.status, answer.json.summary]).toEqual([200, { changed: 4, notEnrolled: 0, failed: 0 }]);
    const due = (await list()).map((item: { dueAt: string; lockAfterDueDate: boolean }) => [
      item.dueAt,
      item.lockAfterDueDate,
    ]);
    expect(due).toEqual(Array(4).fill(['2030-01-31T23:59:59+01:00', true]));
    await post('/change', { ...body(), dueDateType: 'due_period', duePeriod: 24 });
    expect((await list())[0]).toMatchObject({ dueDateType: 'due_period', lockAfterDueDate: false });
  });

  test('change without a policy is refused', async () => {
    const answer = await post('/change', { enrollmentIds: ids });
    expect([answer.status, places(answer)]).toEqual([400, ['/dueDateType required']]);
  });

  test('atomic: an unknown id refuses all; partial: it is told, the rest is done', async () => {
    const enrollmentIds = [ids[0], someUuid, 'x'];
    for (const [path, terms] of [
      ['/unenroll', {}],
      ['/change', { dueDateType: 'default' }],
    ] as const) {
      const atomic = await post(path, { enrollmentIds, ...terms });
      expect([atomic.status, places(atomic)]).toEqual([
        400,
        ['/enrollmentIds/1 unknown', '/enrollmentIds/2 unknown'],
      ]);
    }
    const partial = await post('/unenroll', { enrollmentIds, mode: 'partial' });
    expect([partial.status, partial.json.summary]).toEqual([
      200,
      { unenrolled: 1, notEnrolled: 0, failed: 2 },
    ]);
    expect(partial.json.outcomes[0]).toMatchObject({
      outcome: 'failed',
      enrollmentId: someUuid,
      path: '/enrollmentIds/1',
    });
    // No enrollment has an id that is no UUID: the path tells which was meant.
    expect(partial.json.outcomes[1]).toMatchObject({ enrollmentId: null, path: '/enrollmentIds/2' });
    expect(await list()).toHaveLength(3);
  });

  test('atomic: an unknown learner or course refuses all', async () => {
    const body = { learnerRefs: ['ann', 'nobody'], courseRefs: ['plain', 'day', 'nothing'] };
    const answer = await post('/unenroll', body);
    expect([answer.status, places(answer)]).toEqual([
      400,
      ['/learnerRefs/1 unknown', '/courseRefs/1 not_a_course', '/courseRefs/2 unknown'],
    ]);
    expect(await list()).toHaveLength(4);
  });

  test('a limited caller acts within reach; beyond it all is the same refusal', async () => {
    const [ofDora] = await list('?learnerRef=dora&courseRef=plain');
    const beyond = await post('/unenroll', { enrollmentIds: [...ids] }, 'nl-admin');
    expect([beyond.status, new Set(places(beyond))]).toEqual([
      403,
      new Set(
        ids.flatMap((id, place) =>
          id === ofDora.id || place >= 2 ? [`/enrollmentIds/${place} out_of_reach`] : [],
        ),
      ),
    ]);
    const unknown = await post('/unenroll', { enrollmentIds: [someUuid] }, 'nl-admin');
    const foreign = await post('/unenroll', { enrollmentIds: [ofDora.id] }, 'nl-admin');
    expect({ ...unknown.json, requestId: '' }).toEqual({ ...foreign.json, requestId: '' });
    const within = await post('/unenroll', { enrollmentIds: ids, mode: 'partial' }, 'nl-admin');
    expect(within.json.summary).toEqual({ unenrolled: 2, notEnrolled: 0, failed: 2 });
    const missing = await post(
      '/unenroll',
      { learnerRefs: ['ann'], courseRefs: ['plain'] },
      'de-coordinator',
    );
    expect([missing.status, missing.json.code]).toEqual([403, 'forbidden']);
  });

  test('dry runs tell the same and change nothing, in the query as in the body', async () => {
    const before = await list();
    const body = { learnerRefs: ['ann'], courseRefs: ['plain', 'other'] };
    const dry = await post('/unenroll?dryRun=true', body);
    expect(dry.json.summary.unenrolled).toBe(2);
    expect((await post('/unenroll', { ...body, dryRun: true })).json).toEqual(dry.json);
    const change = await post('/change?dryRun=1', { ...body, dueDateType: 'due_period', duePeriod: 1 });
    expect(change.json.summary.changed).toBe(2);
    expect(await list()).toEqual(before);
    expect((await post('/unenroll', body)).json).toEqual(dry.json);
  });

  test.each([
    ['nothing', {}, ['/enrollmentIds required']],
    ['learners only', { learnerRefs: ['ann'] }, ['/enrollmentIds required']],
    ['ids and learners', { enrollmentIds: ['x'], learnerRefs: ['ann'] }, ['/learnerRefs exactly_one']],
    ['no ids', { enrollmentIds: [] }, ['/enrollmentIds min_items']],
  ])('%s named is refused', async (_what, body, expected) => {
    const answer = await post('/change', { ...body, dueDateType: 'default' });
    expect([answer.status, places(answer)]).toEqual([400, expected]);
  });

  test('minimal answers failures only', async () => {
    const body = { enrollmentIds: [...ids, someUuid], mode: 'partial', dryRun: true };
    const answer = await app.rest('owner', 'POST', '/v1/enrollments/unenroll', body, {
      prefer: 'return=minimal',
    });
    expect(answer.json).toEqual({
      summary: { unenrolled: 4, notEnrolled: 0, failed: 1 },
      outcomes: [expect.objectContaining({ enrollmentId: someUuid })],
      outcomesOmitted: 4,
    });
  });
});
