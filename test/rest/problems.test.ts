import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApplication, type TestApplication } from '../application.js';
import { organization, someUuid } from './organization.js';

describe('problem details (RFC 9457)', () => {
  let app: TestApplication;
  beforeAll(async () => {
    app = await startApplication({ organization });
  });
  afterAll(() => app.close());

  test.each([
    ['a wrong field', 'POST', '/v1/enrollments', 400, 'invalid', 'The request is not valid'],
    ['no permission', 'GET', '/v1/audit-events', 403, 'forbidden', 'Not allowed'],
    ['nothing there', 'GET', `/v1/enrollments/${someUuid}`, 404, 'absent', 'Not there'],
    ['an unknown address', 'GET', '/v1/enrolments', 404, 'absent', 'Not there'],
    ['an unknown address at all', 'GET', '/nowhere', 404, 'absent', 'Not there'],
    [
      'a method that is none of the address',
      'PUT',
      '/v1/enrollments',
      405,
      'method_not_allowed',
      'Not a method of this address',
    ],
    [
      'a percent sign that begins nothing',
      'GET',
      '/v1/users/%zz',
      400,
      'invalid',
      'The request is not valid',
    ],
    ['percent signs that are no UTF-8', 'GET', '/v1/users/%ff', 400, 'invalid', 'The request is not valid'],
  ] as const)('%s: every field is there', async (_what, method, path, status, code, title) => {
    const answer = await app.rest('ann', method, path);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.json).toEqual({
      type: `urn:matricula:problem:${code}`,
      title,
      status,
      detail: expect.stringMatching(/\S/),
      code,
      requestId: answer.headers['x-request-id'],
      violations: expect.any(Array),
    });
    expect(answer.json.requestId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/);
  });

  test.each([
    ['courses', 'course', '/courseRef'],
    ['trainings', 'training', '/trainingRef'],
    ['trainings/ref:saftey-day/sessions', 'training', '/trainingRef'],
    ['training-sessions', 'session', '/sessionRef'],
    ['offers', 'offer', '/offerRef'],
    ['offer-events', 'offer event', '/offerEventRef'],
    ['users', 'user', '/userRef'],
    ['departments', 'department', '/departmentRef'],
    ['groups', 'group', '/groupRef'],
    ['roles', 'role', '/roleRef'],
  ])('/v1/%s: a misspelt ref is named, with its place', async (address, kind, path) => {
    const whole = address.includes('ref:') ? address : `${address}/ref:saftey-day`;
    const { status, json } = await app.rest('owner', 'GET', `/v1/${whole}`);
    expect(status).toBe(404);
    expect(json.violations).toEqual([
      { path, rule: 'unknown', message: `There is no ${kind} “saftey-day”.` },
    ]);
  });

  test('a UUID given as X-Request-Id is used, in lower case; anything else is not', async () => {
    const given = 'ABCDEF00-0000-4000-8000-00000000000A';
    for (const path of ['/v1/users', '/v1/audit-events', '/nowhere', '/v1/users/%zz']) {
      const answer = await app.rest('ann', 'GET', path, undefined, { 'x-request-id': given });
      expect(answer.headers['x-request-id']).toBe(given.toLowerCase());
      if (answer.status >= 400) expect(answer.json.requestId).toBe(given.toLowerCase());
    }
    for (const other of ['mine', `${given}0`, `{${given}}`, '', `${given}\t`]) {
      const { headers } = await app.rest('ann', 'GET', '/v1/users', undefined, { 'x-request-id': other });
      expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
      if (other.trim() !== given) expect(headers['x-request-id']).not.toBe(given.toLowerCase());
    }
  });

  test.each([
    ['no header', {}],
    ['another scheme', { authorization: 'Basic YTpi' }],
    ['no token', { authorization: 'Bearer ' }],
    ['two words', { authorization: 'Bearer a b' }],
    ['a wrong token', { authorization: 'Bearer wrong' }],
    ['a token of the wrong letters', { authorization: 'Bearer ümlaut' }],
  ])('%s: 401 that says how to present credentials', async (_what, headers) => {
    for (const path of ['/v1/users', `/v1/enrollments/${someUuid}`]) {
      const answer = await app.rest(null, 'GET', path, undefined, headers);
      expect([answer.status, answer.json.code]).toEqual([401, 'unauthenticated']);
      expect(answer.headers['www-authenticate']).toBe('Bearer');
    }
  });

  test('the scheme of the token may be in any case, with more than one blank', async () => {
    const token = await app.token('ann');
    for (const authorization of [`bearer ${token}`, `BEARER   ${token} `]) {
      expect((await app.rest(null, 'GET', '/v1/users', undefined, { authorization })).status).toBe(200);
    }
  });

  test('refusals come in order: wire, credentials, fields, permission, state', async () => {
    const json = { 'content-type': 'application/json' };
    const status = async (asRef: string | null, body: unknown) =>
      (await app.rest(asRef, 'POST', '/v1/enrollments', body, json)).status;
    const names = { learnerRefs: ['bob'], courseRefs: ['old'], dueDateType: 'default' };
    expect(await status(null, '{')).toBe(400);
    expect(await status(null, {})).toBe(401);
    expect(await status('ann', {})).toBe(400);
    expect(await status('ann', { ...names, accessDate: '2026-02-30' })).toBe(400);
    expect(await status('ann', names)).toBe(403);
    expect(await status('owner', names)).toBe(409);
    expect((await app.rest(null, 'PUT', '/v1/enrollments')).status).toBe(405);
    expect((await app.rest(null, 'GET', '/v1/nowhere')).status).toBe(404);
  });

  test.each([
    ['/v1/enrollments', ['PUT', 'PATCH', 'DELETE'], 'POST, GET'],
    [`/v1/enrollments/${someUuid}`, ['POST', 'PUT'], 'GET, PATCH, DELETE'],
    ['/v1/enrollments/unenroll', ['GET', 'PUT', 'PATCH', 'DELETE'], 'POST'],
    [`/v1/enrollments/${someUuid}/explanation`, ['POST', 'DELETE'], 'GET'],
    ['/v1/users', ['PUT', 'DELETE'], 'GET, POST'],
    ['/v1/tokens/revoke', ['GET'], 'POST'],
  ] as const)('%s names the methods that it has', async (path, methods, allow) => {
    for (const method of methods) {
      const answer = await app.rest('owner', method, path);
      expect([answer.status, answer.headers['allow']]).toEqual([405, allow]);
    }
  });

  test.each(['TRACE', 'OPTIONS'] as const)('%s, which no address has, neither', async (method) => {
    const answer = await app.server.inject({ method: method as 'OPTIONS', url: '/v1/users' });
    expect([answer.statusCode, answer.headers['allow']]).toEqual([405, 'GET, POST']);
  });

  test('a slash at the end is the same address, HEAD answers as GET without the body', async () => {
    expect((await app.rest('owner', 'GET', '/v1/users/')).status).toBe(200);
    const headers = { authorization: `Bearer ${await app.token('owner')}` };
    const head = await app.server.inject({ method: 'HEAD', url: '/v1/users', headers });
    expect([head.statusCode, head.payload]).toEqual([200, '']);
  });

  test('nothing that was asked comes back in what nobody checked', async () => {
    const answer = await app.rest('owner', 'GET', '/v1/<script>alert(1)</script>');
    expect(answer.text).not.toContain('script');
    const bad = await app.rest('owner', 'GET', '/v1/%zz"><script>');
    expect([bad.status, bad.text.includes('script')]).toEqual([400, false]);
  });

  test('titles, codes and types of a failure are the same whoever asks', async () => {
    const one = await app.rest('ann', 'GET', '/v1/audit-events');
    const other = await app.rest('boss', 'GET', '/v1/audit-events');
    expect({ ...one.json, requestId: '' }).toEqual({ ...other.json, requestId: '' });
  });
});
