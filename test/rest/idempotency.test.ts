import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  describeOnEngines,
  startApplication,
  type TestAnswer,
  type TestApplication,
} from '../application.js';
import { ask } from '../asking.js';
import { organization } from './organization.js';

const hour = 3_600_000;

describeOnEngines('Idempotency-Key over REST', describe, (engine) => {
  let app: TestApplication;
  let now = Date.parse('2026-11-22T08:00:00Z');
  const tokens: Record<string, string> = {};
  beforeAll(async () => {
    app = await startApplication({ engine, organization, clock: () => now });
    for (const userName of ['owner', 'admin', 'ann']) {
      const { accessToken } = await ask(app, 'issueToken', { lifetime: 30 * 24 * 3_600, userName });
      tokens[userName] = accessToken;
    }
  });
  afterAll(() => app.close());

  let counter = 0;
  const newKey = () => `key-${++counter}`;
  const send = (
    key: string,
    body: object | undefined,
    { as = 'owner', path = '/enrollments', method = 'POST' as 'POST' | 'PATCH' | 'DELETE', more = {} } = {},
  ): Promise<TestAnswer> =>
    app.rest(null, method, `/v1${path}`, body, {
      authorization: `Bearer ${tokens[as]}`,
      'idempotency-key': key,
      ...more,
    });
  const body = (learnerRef: string, courseRef = 'plain') => ({
    learnerRefs: [learnerRef],
    courseRefs: [courseRef],
    dueDateType: 'unlimited',
  });
  const count = async (): Promise<number> => {
    const headers = { authorization: `Bearer ${tokens['owner']}` };
    const { json } = await app.rest(null, 'GET', '/v1/audit-events?limit=10000', undefined, headers);
    return json.items.length;
  };
  const replayed = (answer: TestAnswer) => answer.headers['idempotency-replayed'];

  test('asking again gets the first answer, says so, and does nothing', async () => {
    const key = newKey();
    const first = await send(key, body('ann'));
    expect([first.status, replayed(first), first.json.summary.enrolled]).toEqual([201, undefined, 1]);
    await send(newKey(), { learnerRefs: ['ann'], courseRefs: ['plain'] }, { path: '/enrollments/unenroll' });
    const before = await count();
    for (const form of [key, `"${key}"`, ` ${key} `]) {
      const again = await send(form, body('ann'));
      expect([again.status, replayed(again), again.json]).toEqual([201, 'true', first.json]);
    }
    const minimal = await send(key, body('ann'), { more: { prefer: 'return=minimal' } });
    expect([replayed(minimal), minimal.json.outcomes]).toEqual(['true', []]);
    expect(await count()).toBe(before);
  });

  test('many pairs are answered again alike', async () => {
    const key = newKey();
    const many = {
      learnerRefs: ['ann', 'bob', 'cas'],
      courseRefs: ['plain', 'other'],
      dueDateType: 'default',
    };
    const first = await send(key, many);
    expect(first.status).toBe(201);
    expect((await send(key, many)).json).toEqual(first.json);
  });

  test('another body under the same key is refused with 422, and not done', async () => {
    const key = newKey();
    await send(key, body('bob'));
    for (const other of [body('dora'), { ...body('bob'), mode: 'partial' }]) {
      const { status, json } = await send(key, other);
      expect([status, json.code]).toEqual([422, 'idempotency_key_reused']);
    }
    const headers = { authorization: `Bearer ${tokens['owner']}` };
    const { json } = await app.rest(null, 'GET', '/v1/enrollments?learnerRef=dora', undefined, headers);
    expect(json.items).toEqual([]);
  });

  test('keys are of one caller and one operation: the same text elsewhere is another key', async () => {
    const key = newKey();
    const first = await send(key, body('cas', 'timed'));
    const other = await send(key, body('cas', 'timed'), { as: 'admin' });
    expect([first.status, other.status, replayed(other)]).toEqual([201, 200, undefined]);
    const { dueDateType, ...names } = body('cas', 'timed');
    const ended = await send(key, names, { path: '/enrollments/unenroll' });
    expect([ended.status, replayed(ended), ended.json.summary.unenrolled]).toEqual([200, undefined, 1]);
  });

  test('what failed is not stored: the key can be used once the request is right', async () => {
    const key = newKey();
    const { dueDateType, ...incomplete } = body('left');
    expect((await send(key, incomplete)).status).toBe(400);
    expect((await send(key, body('nobody'))).status).toBe(400);
    expect((await send(key, body('left', 'old'))).status).toBe(409);
    expect((await send(key, body('left'), { as: 'ann' })).status).toBe(403);
    const done = await send(key, body('left'));
    expect([done.status, replayed(done)]).toEqual([201, undefined]);
  });

  test('dry runs are neither stored nor replayed', async () => {
    const key = newKey();
    const dry = await send(key, body('dora'), { path: '/enrollments?dryRun=true' });
    expect([dry.status, dry.json.summary.enrolled]).toEqual([200, 1]);
    const real = await send(key, body('dora'));
    expect([real.status, replayed(real)]).toEqual([201, undefined]);
    const again = await send(key, body('dora'), { path: '/enrollments?dryRun=true' });
    expect([again.status, replayed(again), again.json.summary.alreadyEnrolled]).toEqual([200, undefined, 1]);
  });

  test('an answer is kept for 24 hours', async () => {
    const key = newKey();
    const names = { learnerRefs: ['ann'], courseRefs: ['other'] };
    await send(newKey(), names, { path: '/enrollments/unenroll' });
    expect((await send(key, body('ann', 'other'))).status).toBe(201);
    now += 24 * hour;
    expect(replayed(await send(key, body('ann', 'other')))).toBe('true');
    now += 1;
    const late = await send(key, body('ann', 'other'));
    expect([late.status, replayed(late)]).toEqual([200, undefined]);
    const { status } = await send(key, body('bob', 'other'));
    expect(status).toBe(422);
    now += 24 * hour + 1;
    expect((await send(key, body('bob', 'other'))).status).toBeLessThan(300);
  });

  test.each([
    ['empty', ''],
    ['empty in quotation marks', '""'],
    ['too long', 'x'.repeat(256)],
    ['one quotation mark', '"abc'],
    ['quotation marks within', 'a"b'],
    ['letters beyond ASCII', 'sch\u00f6n'],
  ])('a key that is none (%s) is refused', async (_what, key) => {
    const { status, json } = await send(key, body('ann'));
    expect([status, json.code]).toEqual([400, 'invalid']);
    expect(json.violations).toMatchObject([{ rule: 'idempotency_key' }]);
  });

  test('255 characters fit, in quotation marks with escapes too', async () => {
    for (const key of ['y'.repeat(255), `"${'z'.repeat(254)}\\""`]) {
      const first = await send(key, body('cas'));
      expect(first.status).toBeLessThan(300);
      expect(replayed(await send(key, body('cas')))).toBe('true');
    }
  });

  test('one key, however it is quoted', async () => {
    await send('"q\\"q"', body('cas'));
    expect(replayed(await send('"q\\"q"', body('cas')))).toBe('true');
  });

  test('a version that was answered comes again with the answer', async () => {
    const { json } = await send(newKey(), body('ann', 'timed'));
    const path = `/enrollments/${json.outcomes[0].enrollmentId}/reenroll`;
    const key = newKey();
    const first = await send(key, { dueDateType: 'default' }, { path });
    const again = await send(key, { dueDateType: 'default' }, { path });
    expect([again.json, again.headers['etag'], replayed(again)]).toEqual([
      first.json,
      first.headers['etag'],
      'true',
    ]);
    const one = await send(newKey(), { dueDateType: 'default' }, { path });
    expect(one.headers['etag']).not.toBe(first.headers['etag']);
  });

  test('only POST takes a key', async () => {
    const { json } = await send(newKey(), body('ann', 'timed'));
    const path = `/enrollments/${json.outcomes[0].enrollmentId}`;
    const key = newKey();
    const first = await send(key, { dueDateType: 'unlimited' }, { path, method: 'PATCH' });
    const second = await send(key, { dueDateType: 'default' }, { path, method: 'PATCH' });
    expect([first.status, second.status, replayed(second)]).toEqual([200, 200, undefined]);
  });

  test.each([
    ['one pair', { learnerRefs: ['bob'], courseRefs: ['timed'] }],
    ['many pairs', { learnerRefs: ['bob', 'cas', 'dora', 'left'], courseRefs: ['other', 'timed'] }],
  ])('20 at once with the same key and %s: one effect, equal answers', async (_what, names) => {
    await send(newKey(), names, { path: '/enrollments/unenroll' });
    const before = await count();
    const key = newKey();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => send(key, { ...names, dueDateType: 'unlimited' })),
    );
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
    expect(answers.filter((answer) => replayed(answer) === 'true')).toHaveLength(19);
    expect(await count()).toBe(before + 1);
  });

  test('20 at once with the same key and different bodies: one is done, the others are refused', async () => {
    const key = newKey();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, place) =>
        send(key, { ...body('ann'), accessDate: `2026-12-${10 + place}` }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(19).fill(422)]);
  });
});
