import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Failure } from '../../src/contract/failure.js';
import { usualBounds } from '../../src/storage/bounds.js';
import { openDatabase } from '../../src/storage/open-database.js';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { ask } from '../asking.js';
import { describeOnMySql } from '../describe-on-mysql.js';
import { freshDatabase } from '../raw-database.js';
import { organization } from './organization.js';

describeOnEngines('one idempotency key at two instances on one database', describe, (engine) => {
  let instances: TestApplication[] = [];
  let remove: () => Promise<void>;
  let authorization = '';
  beforeAll(async () => {
    const fresh = await freshDatabase(engine);
    remove = fresh.remove;
    const environment = { DATABASE_URL: fresh.url };
    const one = await startApplication({ organization, environment });
    instances = [one, await startApplication({ organization: null, environment })];
    authorization = `Bearer ${(await ask(one, 'issueToken', { lifetime: 3_600, userName: 'owner' })).accessToken}`;
  });
  afterAll(async () => {
    for (const instance of instances) await instance.close();
    await remove();
  });
  const at = (place: number): TestApplication => {
    const instance = instances[place % 2];
    if (!instance) throw new Error('not started');
    return instance;
  };

  test.each([
    ['one pair', { learnerRefs: ['ann'], courseRefs: ['plain'] }],
    ['many pairs', { learnerRefs: ['bob', 'cas', 'dora'], courseRefs: ['plain', 'other'] }],
  ])('20 at once over both with %s: one effect, equal answers', async (_what, names) => {
    const headers = { authorization, 'idempotency-key': `both-${names.learnerRefs.length}` };
    const body = { ...names, dueDateType: 'unlimited' };
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, place) =>
        at(place).rest(null, 'POST', '/v1/enrollments', body, headers),
      ),
    );
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.json.summary.enrolled).toBe(names.learnerRefs.length * names.courseRefs.length);
    expect(answers.filter((answer) => answer.headers['idempotency-replayed'] === 'true')).toHaveLength(19);
    const events = await at(0).rest(
      null,
      'GET',
      '/v1/audit-events?operation=enrollLearnersInCourses',
      undefined,
      { authorization },
    );
    expect(
      events.json.items.filter(
        ({ detail }: { detail: { learners: number } }) => detail.learners === names.learnerRefs.length,
      ),
    ).toHaveLength(1);
  });
});

describeOnMySql('a request at another instance', () => {
  test('that would wait too long for the first is refused as a conflict (mysql)', async () => {
    const { url } = await freshDatabase('mysql');
    const database = await openDatabase(url, 4, { ...usualBounds, lock: 1_000 });
    await database.migrate();
    const [key, fingerprint] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    const identity = (eventId: string) => ({
      ...{ eventId, at: 1, operation: 'enrollLearnersInCourses', protocol: 'test', requestId: null },
      ...{ userNo: null, clientId: null, dryRun: false },
    });
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let claimed = () => {};
    const isClaimed = new Promise<void>((resolve) => {
      claimed = resolve;
    });
    const first = database.unitOfWork.write(
      identity('019a0000-0000-7000-8000-000000000001'),
      async ({ receipts }) => {
        expect(await receipts.claim(key, fingerprint, 1)).toBeUndefined();
        claimed();
        await held;
        await receipts.keep(key, '"first"');
      },
    );
    await isClaimed;
    const second = () =>
      database.unitOfWork.write(identity('019a0000-0000-7000-8000-000000000002'), ({ receipts }) =>
        receipts.claim(key, fingerprint, 1),
      );
    const refused = await second().catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Failure);
    expect(refused).toMatchObject({ code: 'idempotency_key_in_use', kind: 'conflict', retryAfter: 5 });
    release();
    await first;
    expect(await second()).toBe('"first"');
    await database.unitOfWork.close();
  });
});
