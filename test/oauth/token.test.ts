import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApplication, type TestApplication } from '../application.js';
import { basic, grant, organization, postForm, tokenAddresses, tryToken } from './asking.js';

describe('tokens by client credentials', () => {
  let app: TestApplication;
  beforeAll(async () => {
    app = await startApplication({ organization });
  });
  afterAll(() => app.close());

  const form = (url: string, fields: Parameters<typeof postForm>[2], headers = {}) =>
    postForm(app, url, fields, headers);

  test('the vendor’s address answers as its clients know it', async () => {
    const { status, headers, json } = await form('/api/v3/token', grant, { accept: 'application/json' });
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    expect(json).toEqual({
      access_token: expect.stringMatching(/^[\w-]{43}$/),
      expires_in: 1800,
      token_type: 'bearer',
    });
    expect(await tryToken(app, json.access_token)).toBe(200);
  });

  test.each(['/oauth/token', '/oauth/token/'])('%s answers as OAuth has it, for a day', async (url) => {
    const { status, json } = await form(url, { ...grant, scope: 'courses.read trainings.read' });
    expect([status, json]).toEqual([
      200,
      {
        access_token: expect.stringMatching(/^[\w-]{43}$/),
        expires_in: 86_400,
        token_type: 'Bearer',
        scope: 'courses.read trainings.read',
      },
    ]);
    expect((await form(url, grant)).json.scope).toBe('');
    expect(await tryToken(app, json.access_token)).toBe(200);
  });

  test('one token serves REST and SOAP', async () => {
    const { json } = await form('/api/v3/token', grant);
    const soap = await app.soap(
      `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns="https://ispringlearn.com/go/services/api/soap"><s:Body>
      <ListEnrollmentsRequest><credentials><token>${json.access_token}</token></credentials></ListEnrollmentsRequest></s:Body></s:Envelope>`,
    );
    expect([soap.status, await tryToken(app, json.access_token)]).toEqual([200, 200]);
  });

  test('no two tokens are alike', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => form('/oauth/token', grant)));
    expect(new Set(answers.map(({ json }) => json.access_token)).size).toBe(10);
  });

  test.each(tokenAddresses)('%s takes the client by HTTP Basic, form-encoded or as it is', async (url) => {
    const only = { grant_type: 'client_credentials' };
    const secret = 'sécret: of+ben & %';
    const encoded = encodeURIComponent(secret).replaceAll('%20', '+');
    for (const headers of [
      basic('of-ann', 'secret of ann'),
      basic('of-ben', encoded),
      basic('of%2Dann', 'secret+of+ann'),
    ]) {
      expect((await form(url, only, headers)).status).toBe(200);
    }
    expect((await form(url, only, { authorization: 'basic b2YtYW5uOnNlY3JldCBvZiBhbm4=' })).status).toBe(200);
  });

  test('an id and a secret of any letters pass through the form', async () => {
    const fields = { ...grant, client_id: 'of-ben', client_secret: 'sécret: of+ben & %' };
    expect((await form('/oauth/token', fields)).status).toBe(200);
  });

  test('JSON is taken as well as a form', async () => {
    const { status } = await form('/api/v3/token', JSON.stringify(grant), {
      'content-type': 'application/json',
    });
    expect(status).toBe(200);
  });

  test.each([
    ['application/xml', true],
    ['text/xml', true],
    ['application/xml, application/json', false],
    ['application/json', false],
    ['*/*', false],
    ['text/html', false],
  ])('the vendor’s address under Accept: %s answers XML: %s', async (accept, xml) => {
    const good = await form('/api/v3/token', grant, { accept });
    const bad = await form('/api/v3/token', { ...grant, client_secret: 'x' }, { accept });
    if (!xml) {
      expect([good.json.token_type, bad.json.code]).toEqual(['bearer', 401]);
      return;
    }
    expect(good.headers['content-type']).toBe('application/xml; charset=utf-8');
    expect(good.text).toMatch(
      /<response><access_token>[\w-]{43}<\/access_token><expires_in>1800<\/expires_in><token_type>bearer<\/token_type><\/response>$/,
    );
    expect(bad.text).toMatch(/<response><code>401<\/code><message>[^<]+<\/message><\/response>$/);
  });

  test('OAuth’s address answers JSON whatever is accepted', async () => {
    expect((await form('/oauth/token', grant, { accept: 'application/xml' })).json.token_type).toBe('Bearer');
  });

  const without = (name: keyof typeof grant) =>
    Object.fromEntries(Object.entries(grant).filter(([key]) => key !== name));
  const refusals: readonly (readonly [
    string,
    Parameters<typeof postForm>[2],
    Record<string, string>,
    number,
    string,
  ])[] = [
    ['no grant type', without('grant_type'), {}, 400, 'invalid_request'],
    ['an empty grant type', { ...grant, grant_type: '' }, {}, 400, 'invalid_request'],
    [
      'a grant type given twice',
      { ...grant, grant_type: ['client_credentials', 'client_credentials'] },
      {},
      400,
      'invalid_request',
    ],
    ['another grant type', { ...grant, grant_type: 'password' }, {}, 400, 'unsupported_grant_type'],
    ['a client id given twice', { ...grant, client_id: ['of-ann', 'of-ben'] }, {}, 400, 'invalid_request'],
    ['a scope given twice', { ...grant, scope: ['a', 'b'] }, {}, 400, 'invalid_request'],
    ['the secret in two places', grant, basic('of-ann', 'secret of ann'), 400, 'invalid_request'],
    ['no client', { grant_type: 'client_credentials' }, {}, 401, 'invalid_client'],
    ['no secret', without('client_secret'), {}, 401, 'invalid_client'],
    [
      'Basic that is none',
      { grant_type: 'client_credentials' },
      { authorization: 'Basic ???' },
      401,
      'invalid_client',
    ],
    [
      'Basic without a colon',
      { grant_type: 'client_credentials' },
      { authorization: 'Basic b2Y=' },
      401,
      'invalid_client',
    ],
    ['nothing', '', {}, 400, 'invalid_request'],
    ['a form in JSON', '[1]', { 'content-type': 'application/json' }, 400, 'invalid_request'],
    ['broken JSON', '{', { 'content-type': 'application/json' }, 400, 'invalid_request'],
    [
      'a number as a text',
      '{"grant_type":7}',
      { 'content-type': 'application/json' },
      400,
      'invalid_request',
    ],
    [
      'another content type',
      'grant_type=client_credentials',
      { 'content-type': 'application/pdf' },
      415,
      'invalid_request',
    ],
    ['a form that is larger than any', `a=${'x'.repeat(70_000)}`, {}, 413, 'invalid_request'],
    ['an encoding that is not known', 'x', { 'content-encoding': 'compress' }, 415, 'invalid_request'],
    ['a packed form that does not inflate', 'x', { 'content-encoding': 'gzip' }, 400, 'invalid_request'],
  ];
  test.each(refusals)(
    '%s is refused in the words of each address',
    async (_what, fields, headers, status, error) => {
      const vendor = await form('/api/v3/token', fields, headers);
      expect([vendor.status, vendor.json]).toEqual([
        status,
        { code: status, message: expect.stringMatching(/\S/) },
      ]);
      for (const url of ['/oauth/token', '/oauth/token/']) {
        const oauth = await form(url, fields, headers);
        expect([oauth.status, oauth.json]).toEqual([
          status,
          { error, error_description: vendor.json.message },
        ]);
      }
    },
  );

  test.each([
    ['a wrong secret', { ...grant, client_secret: 'wrong' }],
    ['an unknown client', { ...grant, client_id: 'nobody' }],
    ['a client whose user is inactive', { ...grant, client_id: 'of-left', client_secret: 'secret of left' }],
    ['an id in other letters', { ...grant, client_id: 'OF-ANN' }],
  ])('%s is refused in the same words and with the same code', async (_what, fields) => {
    const expected = await form('/oauth/token', { ...grant, client_secret: 'another wrong one' });
    const answer = await form('/oauth/token', fields);
    expect([answer.status, answer.json]).toEqual([401, expected.json]);
    expect(answer.json.error).toBe('invalid_client');
    expect(answer.headers['www-authenticate']).toBe('Basic realm="matricula"');
    expect((await form('/api/v3/token', fields)).json).toEqual({
      code: 401,
      message: expected.json.error_description,
    });
  });

  test.each([...tokenAddresses, '/oauth/revoke'])('%s takes POST and nothing else', async (url) => {
    for (const method of ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const) {
      const answer = await app.server.inject({ method, url });
      expect([answer.statusCode, answer.headers['allow']]).toEqual([405, 'POST']);
      expect(answer.headers['cache-control']).toBe('no-store');
      if (method !== 'HEAD') expect(answer.payload).toContain('This address takes POST.');
    }
  });

  test('a packed form is read, and is no larger than another', async () => {
    const form = new URLSearchParams(grant).toString();
    for (const [payload, status] of [
      [gzipSync(form), 200],
      [gzipSync(`${form}&a=${'x'.repeat(70_000)}`), 413],
    ] as const) {
      const answer = await app.server.inject({
        method: 'POST',
        url: '/oauth/token',
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-encoding': 'gzip' },
        payload,
      });
      expect(answer.statusCode).toBe(status);
    }
  });

  test('nothing that is answered may be stored on the way, failures neither', async () => {
    for (const url of [...tokenAddresses, '/oauth/revoke']) {
      for (const fields of [grant, { ...grant, token: 'x' }, { ...grant, client_secret: 'x' }, '']) {
        const { headers } = await form(url, fields);
        expect([headers['cache-control'], headers['pragma']]).toEqual(['no-store', 'no-cache']);
      }
    }
  });

  test('every answer has a request id', async () => {
    const given = '0a0b0c0d-0000-4000-8000-000000000001';
    expect((await form('/api/v3/token', '', { 'x-request-id': given })).headers['x-request-id']).toBe(given);
  });

  test('getting a token is in the audit, the token is not', async () => {
    const { json } = await form('/oauth/token', grant);
    const { text, json: audit } = await app.rest(
      'owner',
      'GET',
      '/v1/audit-events?operation=issueToken&limit=5',
    );
    const [issued] = audit.items.filter((event: { protocol: string }) => event.protocol === 'oauth');
    expect(issued).toMatchObject({ userRef: 'ann', clientId: 'of-ann' });
    expect(text).not.toContain(json.access_token);
  });
});
