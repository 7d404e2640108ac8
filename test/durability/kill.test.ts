import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnEngines } from '../application.js';
import { describeOnMySql } from '../describe-on-mysql.js';
import { type MariaDb, startMariaDb } from '../mariadb.js';
import { freshDatabase, openRaw } from '../raw-database.js';
import { expectOrder } from './bookkeeping.js';
import { company } from './company.js';
import { type GatewayProcess, prepare, serve } from './gateway-process.js';
import { expectKept, startStream } from './stream.js';

const learners = 700;

describeOnEngines('kill -9 of the gateway', describe, (engine) => {
  let url = '';
  let token = '';
  let remove: () => Promise<void>;
  let gateway: GatewayProcess;

  beforeAll(async () => {
    ({ url, remove } = await freshDatabase(engine));
    token = await prepare(url, company(learners, 3));
    gateway = await serve(url);
  }, 60_000);
  afterAll(async () => {
    await gateway?.kill('SIGKILL');
    await remove();
  });

  test('in the middle of a stream of enrollments loses none that was acknowledged, and leaves none in half', async () => {
    const stream = startStream(gateway.url, token, learners);
    await stream.reached(150);
    expect(await gateway.kill('SIGKILL')).toMatchObject({ signal: 'SIGKILL' });
    await stream.stop();
    expect(stream.acknowledged.length).toBeGreaterThanOrEqual(150);
    const raw = await openRaw(url);
    await expectKept(raw, stream.acknowledged);
    await expectOrder(raw);

    gateway = await serve(url);
    const again = startStream(gateway.url, token, learners);
    await again.reached(stream.acknowledged.length + 50);
    await again.stop();
    expect(again.unanswered).toEqual([]);
    await expectKept(raw, [...stream.acknowledged, ...again.acknowledged]);
    await expectOrder(raw);
    await raw.close();
  }, 60_000);
});

describeOnMySql('kill -9 of the database', () => {
  let mariadb: MariaDb;
  let gateway: GatewayProcess;
  let url = '';
  let token = '';

  beforeAll(async () => {
    mariadb = (await startMariaDb()) as MariaDb;
    url = await mariadb.createDatabase();
    token = await prepare(url, company(learners, 3));
    gateway = await serve(url);
  }, 60_000);
  afterAll(async () => {
    await gateway?.kill('SIGKILL');
    await mariadb?.stop();
  });

  test('in the middle of a stream of enrollments loses none that was acknowledged, and the gateway lives on', async () => {
    const stream = startStream(gateway.url, token, learners);
    await stream.reached(100);
    await mariadb.kill();
    await mariadb.restart();
    const before = stream.acknowledged.length;
    await stream.reached(before + 50);
    await stream.stop();
    const raw = await openRaw(url);
    await expectKept(raw, stream.acknowledged);
    await expectOrder(raw);
    await raw.close();
  }, 60_000);
});
