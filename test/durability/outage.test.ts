import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { startApplication, type TestApplication } from '../application.js';
import { ask, failureOf } from '../asking.js';
import { describeOnMySql } from '../describe-on-mysql.js';
import { type MariaDb, startMariaDb } from '../mariadb.js';
import { openRaw } from '../raw-database.js';
import { company } from './company.js';

describeOnMySql('a database that goes away', () => {
  let mariadb: MariaDb;
  let url = '';
  let app: TestApplication;
  let learner = 0;

  beforeAll(async () => {
    mariadb = (await startMariaDb()) as MariaDb;
    url = await mariadb.createDatabase();
    app = await startApplication({ environment: { DATABASE_URL: url }, organization: company(300, 1) });
  });
  afterAll(async () => {
    await app?.close();
    await mariadb?.stop();
  });
  beforeEach(async () => {
    await enrollNext();
  });

  const enrollNext = async () => {
    learner += 1;
    const input = { learnerRefs: [`l${learner}`], courseRefs: ['c1'], dueDateType: 'unlimited' };
    return (await ask(app, 'enrollLearnersInCourses', input)).summary.enrolled;
  };
  const read = () => ask(app, 'listEnrollments', {});
  /** Has more requests under way than there are connections. */
  const crowd = <T>(work: () => Promise<T>) => Promise.all(Array.from({ length: 40 }, work));

  test('connections that were ended while idle are replaced, and no request fails', async () => {
    await crowd(read);
    const raw = await openRaw(url);
    const others = await raw.all('SELECT id FROM information_schema.processlist WHERE id <> CONNECTION_ID()');
    expect(others.length).toBeGreaterThan(5);
    for (const { id } of others) await raw.run(`KILL ${id}`).catch(() => {});
    await raw.close();
    expect((await crowd(enrollNext)).every((enrolled) => enrolled === 1)).toBe(true);
  });

  test('connections that end under a crowd of writers lose and double nothing', async () => {
    const raw = await openRaw(url);
    const before = await raw.number('SELECT COUNT(*) FROM enrollments');
    const work = crowd(async () => (await enrollNext()) + (await enrollNext()));
    for (let round = 0; round < 8; round += 1) {
      const others = await raw.all(
        'SELECT id FROM information_schema.processlist WHERE id <> CONNECTION_ID()',
      );
      for (const { id } of others.slice(0, 4)) await raw.run(`KILL ${id}`).catch(() => {});
    }
    const told = (await work).reduce((sum, enrolled) => sum + enrolled, 0);
    expect(told).toBe(80);
    expect(await raw.number('SELECT COUNT(*) FROM enrollments')).toBe(before + 80);
    expect(await raw.number('SELECT COUNT(*) FROM events WHERE detail IS NULL')).toBe(0);
    await raw.close();
  });

  test('without a server, reads and writes fail as unavailable, however many, and work again after it', async () => {
    await mariadb.kill();
    const kinds = await crowd(async () => (await failureOf(enrollNext())).kind);
    expect(new Set(kinds)).toEqual(new Set(['unavailable']));
    expect((await failureOf(read())).retryAfter).toBeGreaterThan(0);
    await expect(app.application.database.unitOfWork.ping()).rejects.toThrow();

    await mariadb.restart();
    expect(await enrollNext()).toBe(1);
    expect((await read()).items.length).toBeGreaterThan(0);
    await app.application.database.unitOfWork.ping();
  });

  test('a server that restarts under a crowd of requests loses none of those that are told as done', async () => {
    const raw = await openRaw(url);
    const before = await raw.number('SELECT COUNT(*) FROM enrollments');
    await raw.close();
    const work = crowd(async () => {
      try {
        return await enrollNext();
      } catch (error) {
        expect(await failureOf(Promise.reject(error))).toMatchObject({ kind: 'unavailable' });
        return 0;
      }
    });
    await mariadb.restart();
    const told = (await work).reduce((sum, enrolled) => sum + enrolled, 0);
    const after = await openRaw(url);
    const made = (await after.number('SELECT COUNT(*) FROM enrollments')) - before;
    expect(made).toBeGreaterThanOrEqual(told);
    expect(made).toBeLessThanOrEqual(40);
    await after.close();
  });
});
