import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApplication, type TestApplication } from '../application.js';
import { organization } from './organization.js';

const preflight = {
  origin: 'https://console.example',
  'access-control-request-method': 'POST',
  'access-control-request-headers': 'authorization,content-type,idempotency-key',
};

const ask = async (app: TestApplication, origin: string, method: 'GET' | 'OPTIONS' = 'GET') => {
  const headers = { ...preflight, origin, authorization: `Bearer ${await app.token('owner')}` };
  const answer = await app.server.inject({ method, url: '/v1/courses', headers });
  return { status: answer.statusCode, headers: answer.headers, text: answer.payload };
};

describe('pages of other origins', () => {
  let closed: TestApplication;
  let open: TestApplication;
  beforeAll(async () => {
    closed = await startApplication({ organization });
    const CORS_ORIGINS = 'https://console.example  https://other.example:8443';
    open = await startApplication({ organization, environment: { CORS_ORIGINS } });
  });
  afterAll(async () => {
    await closed.close();
    await open.close();
  });

  test('may not call, unless a setting names them', async () => {
    for (const method of ['GET', 'OPTIONS'] as const) {
      const { headers } = await ask(closed, 'https://console.example', method);
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  test.each(['https://console.example', 'https://other.example:8443'])(
    '%s is named and may call',
    async (origin) => {
      const { status, headers } = await ask(open, origin);
      expect([status, headers['access-control-allow-origin']]).toEqual([200, origin]);
      expect(String(headers['vary']).toLowerCase()).toContain('origin');
      const exposed = String(headers['access-control-expose-headers']).toLowerCase();
      for (const name of ['etag', 'link', 'x-request-id', 'idempotency-replayed', 'retry-after'])
        expect(exposed).toContain(name);
      expect(headers['access-control-allow-credentials']).toBeUndefined();
    },
  );

  test('a preflight is answered with what is asked for', async () => {
    const { status, headers } = await ask(open, 'https://console.example', 'OPTIONS');
    expect([status, headers['access-control-allow-origin']]).toEqual([204, 'https://console.example']);
    expect(headers['access-control-allow-methods']).toMatch(/PATCH.*DELETE|DELETE.*PATCH/);
    expect(headers['access-control-allow-headers']).toContain('idempotency-key');
  });

  test.each([
    'https://evil.example',
    'https://console.example.evil.example',
    'http://console.example',
    'null',
  ])('%s is not named and may not', async (origin) => {
    for (const method of ['GET', 'OPTIONS'] as const) {
      expect((await ask(open, origin, method)).headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  test('a failure can be read by a page that is named', async () => {
    const answer = await open.rest('owner', 'GET', '/v1/users/ref:nobody', undefined, {
      origin: 'https://console.example',
    });
    expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([
      404,
      'https://console.example',
    ]);
  });

  test('OPTIONS that is no preflight is no failure of a form of its own', async () => {
    for (const url of ['/v1/courses', '/docs'])
      expect((await open.server.inject({ method: 'OPTIONS', url })).statusCode).toBe(204);
  });

  test('without CORS, OPTIONS of an address names its methods', async () => {
    const { status, headers } = await ask(closed, 'https://console.example', 'OPTIONS');
    expect([status, headers['allow']]).toEqual([405, 'GET, POST']);
  });
});

test('what is answered is not sniffed, framed, upgraded to https or tied to an origin, and does not name its maker', async () => {
  const app = await startApplication({ organization });
  for (const path of ['/v1/courses', '/docs', '/nowhere', '/openapi.json']) {
    const { headers } = await app.rest('owner', 'GET', path);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      'referrer-policy': 'no-referrer',
    });
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("object-src 'none'");
    expect(policy).not.toMatch(/upgrade-insecure-requests|unsafe-eval|script-src[^;]*unsafe-inline/);
    for (const name of [
      'x-powered-by',
      'server',
      'strict-transport-security',
      'cross-origin-opener-policy',
    ]) {
      expect(headers[name]).toBeUndefined();
    }
  }
  await app.close();
});
