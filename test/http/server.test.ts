import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApplication, type TestApplication } from '../application.js';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe('what every dialect stands in', () => {
  let app: TestApplication;
  beforeAll(async () => {
    app = await startApplication({ organization: null });
  });
  afterAll(() => app.close());

  const get = (path: string, headers: Record<string, string> = {}) =>
    app.rest(null, 'GET', path, undefined, headers);

  test('every answer has a request id: the UUID that was sent, else a new one', async () => {
    const given = '8363B098-E031-41E9-89CF-0A580AF40B0F';
    for (const path of ['/health/live', '/v1/courses', '/nothing', '/soap', '/%zz', '/oauth/token']) {
      expect((await get(path, { 'x-request-id': given })).headers['x-request-id']).toBe(given.toLowerCase());
      for (const other of ['1', 'a\tb', `${given}0`]) {
        const id = (await get(path, { 'x-request-id': other })).headers['x-request-id'];
        expect(id).toMatch(uuid);
      }
    }
  });

  test('the request id of a failure stands in its body too', async () => {
    const { json, headers } = await get('/v1/courses');
    expect(json.requestId).toBe(headers['x-request-id']);
  });

  test('a slash at the end of an address does not matter', async () => {
    expect((await get('/health/live/')).status).toBe(200);
    expect((await get('/v1/courses/')).status).toBe(401);
  });

  test('pages from elsewhere may not frame it or run scripts in it, and plain http on an intranet still works', async () => {
    const { headers } = await get('/docs/static/index.html');
    expect(headers['content-security-policy']).toMatch(/frame-ancestors 'self'.*script-src 'self'/);
    expect(headers['content-security-policy']).not.toContain('upgrade-insecure-requests');
    expect(headers).not.toHaveProperty('strict-transport-security');
  });

  test('metrics tell requests by method, route and status, never by what was asked for', async () => {
    await get('/v1/users/ref:EMP-001?token=x');
    const { text, headers } = await get('/metrics');
    expect(headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(text).toContain(
      'http_request_duration_seconds_count{method="GET",route="/v1/users/:id",status="401"} 1',
    );
    expect(text).not.toContain('EMP-001');
  });
});

test('metrics can be closed', async () => {
  const app = await startApplication({ organization: null, environment: { METRICS: 'false' } });
  expect((await app.rest(null, 'GET', '/metrics')).status).toBe(404);
  await app.close();
});

test('ready as long as the database answers; alive all the same', async () => {
  const app = await startApplication({ organization: null });
  const status = async (path: string) => (await app.rest(null, 'GET', path)).status;
  expect(await status('/health/ready')).toBe(200);
  await app.application.database.unitOfWork.close();
  expect(await status('/health/ready')).toBe(503);
  expect(await status('/health/live')).toBe(200);
  await app.server.close();
});

describe('where a request comes from', () => {
  const addressOf = async (environment: Record<string, string>) => {
    const app = await startApplication({ organization: null, environment });
    app.server.get('/address', async (request) => request.ip);
    const headers = { 'x-forwarded-for': '6.6.6.6, 198.51.100.7' };
    const answer = await app.server.inject({ url: '/address', remoteAddress: '10.0.0.1', headers });
    await app.close();
    return answer.payload;
  };

  test('nobody may say so themself, or guesses would not be slowed', async () => {
    expect(await addressOf({})).toBe('10.0.0.1');
  });

  test('the proxy in front may, under TRUST_PROXY; what the caller has made up before it counts for nothing', async () => {
    expect(await addressOf({ TRUST_PROXY: 'true' })).toBe('198.51.100.7');
  });
});
