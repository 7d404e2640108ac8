import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type EngineName, startApplication, type TestApplication } from '../application.js';
import { ask } from '../asking.js';
import { describeOnMySql } from '../describe-on-mysql.js';
import { freshDatabase, openRaw, type RawDatabase } from '../raw-database.js';
import { company } from './company.js';
import { type Cut, lateArrival, type Middleman, startMiddleman } from './middleman.js';

const mysql: EngineName = 'mysql';
const cuts: readonly (readonly [Cut, string])[] = [
  ['before', 'the server never hears of it'],
  ['after', 'the server has done it and the answer is lost'],
  ['late', 'the server does it while the request is tried again'],
];

describeOnMySql('a connection that breaks at COMMIT', () => {
  let app: TestApplication;
  let middleman: Middleman;
  let raw: RawDatabase;
  let learner = '';
  let number = 0;

  beforeAll(async () => {
    const { url } = await freshDatabase(mysql);
    middleman = await startMiddleman(url);
    raw = await openRaw(url);
    const environment = { DATABASE_URL: middleman.url };
    app = await startApplication({ environment, organization: company(60, 2) });
  });
  afterAll(async () => {
    await app.close();
    await middleman.close();
    await raw.close();
  });
  beforeEach(() => {
    number += 1;
    learner = `l${number}`;
  });

  const events = () => raw.number('SELECT COUNT(*) FROM events');
  const grants = (live: boolean) =>
    raw.number(
      `SELECT COUNT(*) FROM grants g JOIN users u ON u.no = g.user_no
        WHERE u.ref = ? AND g.ended_at ${live ? '=' : '<'} 253402300799999`,
      [learner],
    );
  const enroll = (more = {}) =>
    ask(app, 'enrollLearnersInCourses', { learnerRefs: [learner], courseRefs: ['c1'], ...terms, ...more });
  const terms = { dueDateType: 'unlimited' };

  /** Does it with the connection cut at its COMMIT; one event more, whatever happens. */
  async function cutting<T>(cut: Cut, work: () => Promise<T>): Promise<{ answer: T; sent: string }> {
    const before = await events();
    const sent = middleman.cutNextCommit(cut, async () => (await events()) > before);
    const answer = await work();
    if (cut === 'late') await sleep(lateArrival);
    expect(await events()).toBe(before + 1);
    return { answer, sent: await sent };
  }

  describe.each(cuts)('%s the commit: %s', (cut) => {
    test('enrolling one in one exchange: enrolled, once', async () => {
      await enroll();
      number += 1;
      learner = `l${number}`;
      const { answer, sent } = await cutting(cut, () => enroll());
      expect(sent).toMatch(/^BEGIN NOT ATOMIC.*INSERT INTO enrollments .*COMMIT;\s+END$/s);
      expect(answer.summary).toEqual({ enrolled: 1, alreadyEnrolled: 0, failed: 0 });
      expect(answer.outcomes).toMatchObject([{ outcome: 'enrolled', learnerRef: learner }]);
      expect(await grants(true)).toBe(1);
    });

    test('enrolling several: enrolled, once', async () => {
      const { answer, sent } = await cutting(cut, () => enroll({ courseRefs: ['c1', 'c2'] }));
      expect(sent).toBe('COMMIT');
      expect(answer.summary).toEqual({ enrolled: 2, alreadyEnrolled: 0, failed: 0 });
      expect(answer.outcomes.map(({ outcome }) => outcome)).toEqual(['enrolled', 'enrolled']);
      expect(await grants(true)).toBe(2);
    });

    test('enrolling several of whom some were enrolled before: each is told as it was', async () => {
      await enroll({ courseRefs: ['c2'] });
      const { answer } = await cutting(cut, () => enroll({ courseRefs: ['c1', 'c2'] }));
      expect(answer.summary).toEqual({ enrolled: 1, alreadyEnrolled: 1, failed: 0 });
      expect(answer.outcomes).toMatchObject([
        { outcome: 'enrolled', courseRef: 'c1' },
        { outcome: 'already_enrolled', courseRef: 'c2' },
      ]);
      expect(await grants(true)).toBe(2);
    });

    test('changing: the new terms, one grant ended for them', async () => {
      const [pair] = (await enroll()).outcomes;
      const change = { enrollmentId: pair?.enrollmentId, dueDateType: 'due_date', dueDate: '2030-01-01' };
      const { answer } = await cutting(cut, () => ask(app, 'changeEnrollment', change));
      expect(answer).toMatchObject({ id: pair?.enrollmentId, dueAt: '2030-01-01T23:59:59+00:00' });
      expect([await grants(true), await grants(false)]).toEqual([1, 1]);
    });

    test('re-enrolling: one more occurrence', async () => {
      const [pair] = (await enroll()).outcomes;
      const again = { enrollmentId: pair?.enrollmentId, ...terms };
      const { answer } = await cutting(cut, () => ask(app, 'reenroll', again));
      expect(answer).toMatchObject({ id: pair?.enrollmentId, status: 'active' });
      expect([await grants(true), await grants(false)]).toEqual([1, 1]);
    });

    test('unenrolling: unenrolled, once', async () => {
      const [pair] = (await enroll()).outcomes;
      const { answer } = await cutting(cut, () => ask(app, 'unenroll', { enrollmentId: pair?.enrollmentId }));
      expect(answer.summary).toEqual({ unenrolled: 1, notEnrolled: 0, failed: 0 });
      expect([await grants(true), await grants(false)]).toEqual([0, 1]);
    });

    test('making an API client: one client, whose secret is the one answered', async () => {
      const before = await raw.number('SELECT COUNT(*) FROM api_clients');
      const { answer } = await cutting(cut, () => ask(app, 'createApiClient', { userRef: 'owner' }));
      expect(await raw.number('SELECT COUNT(*) FROM api_clients')).toBe(before + 1);
      const { clientId, clientSecret } = answer;
      const credentials = { kind: 'client', clientId, clientSecret } as const;
      expect(await app.application.gateway.recognize(credentials, '')).toMatchObject({ clientId });
    });

    test('revoking a token: revoked, once', async () => {
      const { accessToken } = await ask(app, 'issueToken', { userName: 'owner', lifetime: 60 });
      const { answer } = await cutting(cut, () => ask(app, 'revokeToken', { token: accessToken }));
      expect(answer).toEqual({ revoked: 1 });
    });

    test('with an idempotency key: enrolled, once, and kept for the next time', async () => {
      await enroll({ learnerRefs: ['owner'] });
      const idempotencyKey = `key ${learner}`;
      const keyed = () => {
        const input = { learnerRefs: [learner], courseRefs: ['c1'], ...terms };
        return ask(app, 'enrollLearnersInCourses', input, { idempotencyKey });
      };
      const { answer } = await cutting(cut, keyed);
      expect(answer.summary).toEqual({ enrolled: 1, alreadyEnrolled: 0, failed: 0 });
      expect(await keyed()).toEqual(answer);
      expect(await grants(true)).toBe(1);
    });
  });

  test('unenrolling, when somebody enrolls again before it is known: the new grant lives on', async () => {
    const [pair] = (await enroll()).outcomes;
    const before = await events();
    const cut = middleman.cutNextCommit('after', async () => {
      if ((await events()) === before) return false;
      await enroll();
      return true;
    });
    const answer = await ask(app, 'unenroll', { enrollmentId: pair?.enrollmentId });
    expect(await cut).toBe('COMMIT');
    expect(answer.summary).toEqual({ unenrolled: 1, notEnrolled: 0, failed: 0 });
    expect([await grants(true), await grants(false)]).toEqual([1, 1]);
  });
});
