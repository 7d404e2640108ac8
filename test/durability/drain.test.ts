import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnEngines } from '../application.js';
import { freshDatabase, openRaw } from '../raw-database.js';
import { company } from './company.js';
import { type GatewayProcess, prepare, serve } from './gateway-process.js';

describeOnEngines('SIGTERM', describe, (engine) => {
  let url = '';
  let token = '';
  let remove: () => Promise<void>;
  let gateway: GatewayProcess;

  beforeAll(async () => {
    ({ url, remove } = await freshDatabase(engine));
    token = await prepare(url, company(2, 1));
    gateway = await serve(url);
  }, 60_000);
  afterAll(async () => {
    await gateway?.kill('SIGKILL');
    await remove();
  });

  const enroll = async (learner: string) => {
    const response = await fetch(`${gateway.url}/v1/enrollments`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ learnerRefs: [learner], courseRefs: ['c1'], dueDateType: 'unlimited' }),
    });
    return response.status;
  };
  /** What the next enrollment has to wait for. */
  const hold =
    engine === 'sqlite'
      ? ['BEGIN IMMEDIATE']
      : [
          'START TRANSACTION',
          `INSERT INTO enrollments (user_no, activity_no, role, id) SELECT u.no, a.no, 0, UNHEX(MD5(u.no))
            FROM users u, activities a`,
        ];

  test('lets the requests under way end, takes no new ones, and ends with 0', async () => {
    const raw = await openRaw(url);
    for (const statement of hold) await raw.run(statement);
    const underway = enroll('l1');
    for (let round = 0; round < 5; round += 1) await (await fetch(`${gateway.url}/health/live`)).text();
    const ended = gateway.kill('SIGTERM');
    while (!gateway.output().includes('draining')) await sleep(10);
    const late = await enroll('l2').catch((error: Error) => (error.cause as { code: string }).code);
    expect([503, 'ECONNREFUSED', 'ECONNRESET', 'UND_ERR_SOCKET']).toContain(late);
    await raw.run('ROLLBACK');
    expect(await underway).toBe(201);
    expect(await ended).toEqual({ code: 0, signal: null });
    expect(await raw.number('SELECT COUNT(*) FROM enrollments')).toBe(1);
    await raw.close();
  }, 60_000);
});
