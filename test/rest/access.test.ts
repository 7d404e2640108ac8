import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { organization, someUuid } from './organization.js';

describeOnEngines('API clients and tokens over REST', describe, (engine) => {
  let app: TestApplication;
  let now = Date.parse('2026-11-22T08:00:00Z');
  beforeAll(async () => {
    app = await startApplication({ engine, organization, clock: () => now });
  });
  afterAll(() => app.close());

  const post = (path: string, body?: object, asRef = 'owner') => app.rest(asRef, 'POST', `/v1${path}`, body);
  const signIn = async ({ clientId, clientSecret }: { clientId: string; clientSecret: string }) => {
    const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
    const answer = await app.server.inject({
      method: 'POST',
      url: '/oauth/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(form).toString(),
    });
    return { status: answer.statusCode, token: answer.json().access_token as string };
  };
  const works = async (token: string) => {
    const headers = { authorization: `Bearer ${token}` };
    return (await app.rest(null, 'GET', '/v1/courses', undefined, headers)).status;
  };
  const later = () => {
    now += 5_000;
  };

  test('a client is created with a secret that is shown once and works at once', async () => {
    const { status, json } = await post('/api-clients', { userRef: 'nl-admin' });
    expect(status).toBe(201);
    const { json: user } = await app.rest('owner', 'GET', '/v1/users/ref:nl-admin');
    expect(json).toEqual({
      clientId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      clientSecret: expect.stringMatching(/^[\w-]{43}$/),
      userId: user.id,
      createdAt: '2026-11-22T09:00:00+01:00',
    });
    const { token } = await signIn(json);
    expect(await works(token)).toBe(200);
    const other = await post('/api-clients', { userId: user.id.toUpperCase() });
    expect([other.status, other.json.userId]).toEqual([201, user.id]);
    expect([other.json.clientId, other.json.clientSecret]).not.toEqual([json.clientId, json.clientSecret]);
    const { json: audit } = await app.rest('owner', 'GET', '/v1/audit-events?operation=createApiClient');
    expect(JSON.stringify(audit)).not.toContain(json.clientSecret);
  });

  test('rotating gives a new secret: the old one stops, tokens that were issued go on', async () => {
    const { json: client } = await post('/api-clients', { userRef: 'nl-admin' });
    const { token } = await signIn(client);
    const { status, json } = await post(`/api-clients/${client.clientId}/rotate`);
    expect([status, json]).toEqual([200, { ...client, clientSecret: expect.stringMatching(/^[\w-]{43}$/) }]);
    expect(json.clientSecret).not.toBe(client.clientSecret);
    expect((await signIn(client)).status).toBe(401);
    expect((await signIn(json)).status).toBe(200);
    later();
    expect(await works(token)).toBe(200);
  });

  test('clients of nobody, and unknown clients, are refused', async () => {
    for (const body of [{ userRef: 'nobody' }, { userId: someUuid }]) {
      const { status, json } = await post('/api-clients', body);
      expect([status, json.violations[0].rule]).toEqual([400, 'unknown']);
    }
    expect((await post('/api-clients', {})).json.violations).toMatchObject([{ rule: 'required' }]);
    expect((await post('/api-clients', { userRef: 'ann', userId: 'ann' })).status).toBe(400);
    expect((await post('/api-clients/none/rotate')).status).toBe(404);
    expect((await post('/api-clients/none/rotate', { secret: 'mine' })).json.violations).toMatchObject([
      { path: '/secret', rule: 'unknown_field' },
    ]);
  });

  test.each(['nl-admin', 'de-coordinator', 'boss', 'ann'])('%s may manage no clients', async (asRef) => {
    expect((await post('/api-clients', { userRef: 'owner' }, asRef)).status).toBe(403);
    expect((await post('/api-clients/none/rotate', {}, asRef)).status).toBe(403);
    expect((await post('/tokens/revoke', { userRef: 'ann' }, asRef)).status).toBe(403);
    expect((await post('/tokens/revoke', { clientId: 'x' }, asRef)).status).toBe(403);
  });

  test('a token, all of a user, or all of a client are revoked and stop working within seconds', async () => {
    const { json: client } = await post('/api-clients', { userRef: 'cas' });
    const tokens = [(await signIn(client)).token, (await signIn(client)).token];
    const [first = '', second = ''] = tokens;
    const one = await post('/tokens/revoke', { token: first });
    expect([one.status, one.json]).toEqual([200, { revoked: 1 }]);
    expect((await post('/tokens/revoke', { token: first })).json).toEqual({ revoked: 0 });
    expect((await post('/tokens/revoke', { token: 'unknown' })).json).toEqual({ revoked: 0 });
    later();
    expect([await works(first), await works(second)]).toEqual([401, 200]);
    expect((await post('/tokens/revoke', { clientId: client.clientId })).json).toEqual({ revoked: 1 });
    const { token: third } = await signIn(client);
    later();
    expect([await works(second), await works(third)]).toEqual([401, 200]);
    expect((await post('/tokens/revoke', { userRef: 'cas' })).json.revoked).toBe(1);
    later();
    expect(await works(third)).toBe(401);
    expect((await post('/tokens/revoke', { userRef: 'nobody' })).status).toBe(400);
  });

  test('whoever holds a token may revoke it, and it is refused from then on', async () => {
    const token = await app.token('dora');
    expect(await works(token)).toBe(200);
    expect((await post('/tokens/revoke', { token }, 'dora')).json).toEqual({ revoked: 1 });
    later();
    expect(await works(token)).toBe(401);
  });

  test.each([
    ['nothing', {}, '/token required'],
    ['two at once', { token: 'x', userRef: 'ann' }, '/userRef exactly_one'],
    ['no text', { token: 7 }, '/token type'],
  ])('%s to revoke is refused', async (_what, body, violation) => {
    const { status, json } = await post('/tokens/revoke', body);
    const told = json.violations.map((one: { path: string; rule: string }) => `${one.path} ${one.rule}`);
    expect([status, told]).toEqual([400, [violation]]);
  });
});
