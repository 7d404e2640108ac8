import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApplication, type TestApplication } from '../application.js';
import { json, read, say } from './conversation.js';
import { organization } from './organization.js';

const prefixes = ['/api/v2', '/index.php/api/v2'];

describe('addresses', () => {
  let app: TestApplication;
  beforeAll(async () => {
    app = await startApplication({ organization, environment: { LIMIT_BODY: '20000' } });
  });
  afterAll(() => app.close());

  test.each(prefixes)('what is unknown under %s is answered in this dialect', async (prefix) => {
    const answer = await say(app, `GET ${prefix}/nothing/here`, { as: null });
    expect([answer.status, await read(answer)]).toEqual([
      404,
      [
        ['code', '404'],
        ['message', 'There is nothing at this address.'],
      ],
    ]);
    expect((await say(app, `POST ${prefix}`, { as: null, body: { a: 1 } })).json).toEqual({
      code: 404,
      message: expect.any(String),
    });
  });

  test('what is unknown without a prefix stays what it was', async () => {
    const answer = await say(app, 'GET /nothing', { as: null });
    expect(answer.json).toMatchObject({ status: 404, code: 'absent', type: 'urn:matricula:problem:absent' });
  });

  test.each(['', ...prefixes])(
    'a method that an address does not take is told which it takes: %s',
    async (prefix) => {
      for (const [address, allow] of [
        ['PUT /enrollment', 'POST, GET'],
        ['POST /user/v2', 'GET'],
        ['GET /enrollment/delete', ''],
        ['DELETE /enrollment', 'POST, GET'],
        ['PATCH /users/activate', 'POST'],
      ]) {
        const [method, path] = (address as string).split(' ');
        const answer = await say(app, `${method} ${prefix}${path}`, { as: null, headers: json });
        if (allow === '') continue;
        expect([answer.status, answer.headers['allow'], answer.json.code]).toEqual([405, allow, 405]);
      }
      expect((await say(app, `HEAD ${prefix}/user`, {})).status).toBe(200);
      expect((await say(app, `HEAD ${prefix}/users/activate`, { as: null })).status).toBe(405);
    },
  );

  test.each(prefixes)('an address under %s that cannot be read is refused in this form', async (prefix) => {
    for (const id of ['%zz', '%ff', 'x'.repeat(3_000)]) {
      const answer = await say(app, `GET ${prefix}/department/${id}`, { headers: json });
      expect([answer.status, answer.json]).toEqual([400, { code: 400, message: expect.any(String) }]);
    }
  });

  test('a field that is unknown is named as it was written', async () => {
    const answer = await say(app, 'POST /users/v2', { body: { departmentIds: [] } });
    expect(answer.json.message).toMatch(/^\/departmentIds: The field departmentIds is unknown/);
  });

  test('what is needed is named once, and not as the native API has it', async () => {
    const answer = await say(app, 'POST /department', { body: { name: 'Lost' } });
    expect(answer.json.message).toBe('/parentDepartmentId: It is needed.');
  });

  test('the other dialects and pages are where they were', async () => {
    const status = async (address: string, headers = {}) =>
      (await say(app, address, { as: null, headers })).status;
    expect(await status('GET /health/live')).toBe(200);
    expect(await status('GET /openapi.json')).toBe(200);
    expect(await status('GET /metrics')).toBe(200);
    expect(await status('GET /docs')).toBeLessThan(400);
    for (const path of ['/soap', '/api/v2/soap/2.0', '/api/v2/soap/2.0/']) {
      const answer = await say(app, `GET ${path}?wsdl`, { as: null });
      expect(answer.text).toContain('definitions');
    }
    const token = await say(app, 'POST /api/v3/token', {
      as: null,
      body: 'grant_type=client_credentials',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(token.json).toEqual({ code: 401, message: expect.any(String) });
    const native = await say(app, 'GET /v1/users', { as: null, headers: json });
    expect(native.json).toMatchObject({ code: 'unauthenticated' });
    // A path of the one is none of the other.
    expect((await say(app, 'GET /v1/enrollment', { as: null })).json).toMatchObject({ code: 'absent' });
    expect(await status('GET /api/v2/v1/users')).toBe(404);
  });

  test.each([
    ['/gamification/points', 'GET', 404, /gamification/],
    ['/gamification/points/award', 'POST', 404, /gamification/],
    ['/webhook/register', 'POST', 404, /webhooks/],
    ['/task/5/status', 'GET', 404, /tasks/],
    ['/statistics/course', 'POST', 400, /set from outside/],
    ['/statistics/module', 'DELETE', 400, /set from outside/],
    ['/job-training/checklist/sessions/list', 'POST', 404, /job training/],
  ])('%s says that there is no such thing, to whoever is recognised', async (path, method, code, message) => {
    for (const prefix of ['', ...prefixes]) {
      const answer = await say(app, `${method} ${prefix}${path}`, { headers: json });
      expect([answer.status, answer.json]).toEqual([code, { code, message: expect.stringMatching(message) }]);
      expect((await say(app, `${method} ${prefix}${path}`, { as: null, headers: json })).status).toBe(401);
    }
  });

  test.each([
    ['application/json', true],
    ['application/json, text/plain, */*', true],
    ['text/json', true],
    ['application/json;q=0.5, application/xml', false],
    ['application/xml;q=0.1, application/json;q=0.2', true],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', false],
    ['application/json;q=0', false],
    ['image/png', false],
    ['*/*', false],
    ['', false],
  ])('Accept %s: JSON is %s', async (accept, isJson) => {
    for (const as of ['owner', null]) {
      const answer = await say(app, 'GET /department', { as, headers: { accept } });
      expect(String(answer.headers['content-type']).includes('json')).toBe(isJson);
      expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  test.each<[string, string | Buffer, string, number, RegExp]>([
    ['another type', 'name=x', 'text/csv', 415, /^Send application\/xml or application\/json/],
    ['text that is neither', 'hello', '', 415, /^Send/],
    ['JSON that ends too early', '{"name": ', 'application/json', 400, /line 1, column 10/],
    ['a JSON list', '[1]', 'application/json', 400, /must be an object/],
    ['deep JSON', `${'['.repeat(9000)}${']'.repeat(9000)}`, 'application/json', 400, /./],
    ['XML that is not well-formed', '<request><name>', 'application/xml', 400, /line 1, column/],
    ['deep XML', '<a>'.repeat(40), 'application/xml', 413, /nested/],
    ['bytes that are no UTF-8', Buffer.from('<a>\xff</a>', 'latin1'), 'application/xml', 400, /UTF-8/],
    ['too much', `<a>${'x'.repeat(20_000)}</a>`, 'application/xml', 413, /20000 bytes/],
    ['a multipart form without end', '--b\r\n', 'multipart/form-data; boundary=b', 400, /multipart/],
    ['text between elements', '<request>x<name>y</name></request>', 'text/xml', 400, /holds text/],
    [
      'an element twice',
      '<request><name>y</name><name>z</name></request>',
      '',
      400,
      /^\/name: .*more than once/,
    ],
  ])('a body is refused that is %s', async (_, body, type, status, message) => {
    const answer = await say(app, 'POST /group', { body, headers: { ...json, 'content-type': type } });
    expect(answer.json).toEqual({ code: status, message: expect.stringMatching(message) });
    expect(answer.status).toBe(status);
  });

  test('XML in another encoding that it declares is understood', async () => {
    const body = Buffer.from(
      '<?xml version="1.0" encoding="ISO-8859-1"?><request><name>Zoë</name></request>',
      'latin1',
    );
    const made = await say(app, 'POST /group', { body, headers: { 'x-return-object': 'true', ...json } });
    expect(made.json).toMatchObject({ name: 'Zoë' });
  });

  test('credentials come before fields, and the wire before credentials', async () => {
    expect((await say(app, 'POST /group', { as: null, body: '<request><colour/></request>' })).status).toBe(
      401,
    );
    expect((await say(app, 'POST /group', { as: null, body: '<request>' })).status).toBe(400);
  });
});
