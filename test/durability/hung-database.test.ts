import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Database, openDatabase } from '../../src/storage/open-database.js';
import { failureOf } from '../asking.js';
import { describeOnMySql } from '../describe-on-mysql.js';
import { type MariaDb, startMariaDb } from '../mariadb.js';
import { openRaw } from '../raw-database.js';
import { request } from './requests.js';

const bounds = { statement: 3_000, lock: 1_000, connection: 600, entry: 500, turn: 500 };
const key = Buffer.alloc(32, 7);

describeOnMySql('a database that answers too late', () => {
  let mariadb: MariaDb;
  let database: Database;
  let url = '';

  beforeAll(async () => {
    mariadb = (await startMariaDb({ durable: false })) as MariaDb;
    url = await mariadb.createDatabase();
    database = await openDatabase(url, 2, bounds);
    await database.migrate();
  });
  afterAll(async () => {
    await database?.unitOfWork.close();
    await mariadb?.stop();
  });

  const read = () => database.unitOfWork.read((ports) => ports.users.names([1]));

  test('a connection that all others use up is waited for a bounded time', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const busy = [1, 2].map(() => database.unitOfWork.read(() => held));
    const { kind, retryAfter } = await failureOf(read());
    expect([kind, retryAfter]).toEqual(['unavailable', 5]);
    release();
    await Promise.all(busy);
    await Promise.all([read(), read(), read()]);
  });

  test('a server that does not answer at all is given up in bounded time, and used again when it answers', async () => {
    await Promise.all([read(), read()]);
    process.kill(mariadb.pid, 'SIGSTOP');
    try {
      // The signal reaches its threads one after the other: one of them may still answer.
      await sleep(300);
      const failures = await Promise.all([1, 2, 3, 4].map(() => failureOf(read())));
      expect(new Set(failures.map(({ kind }) => kind))).toEqual(new Set(['unavailable']));
    } finally {
      process.kill(mariadb.pid, 'SIGCONT');
    }
    await read();
  });

  test('an idempotency key that another instance holds is waited for a bounded time', async () => {
    const raw = await openRaw(url);
    await raw.run('START TRANSACTION');
    await raw.run('INSERT INTO idempotency_keys (id, fingerprint, at) VALUES (?, ?, 0)', [key, key]);
    const claim = () => database.unitOfWork.write(request(), (ports) => ports.receipts.claim(key, key, 1));
    expect((await failureOf(claim())).code).toBe('idempotency_key_in_use');
    await raw.run('ROLLBACK');
    expect(await claim()).toBeUndefined();
    await raw.close();
  });
});
