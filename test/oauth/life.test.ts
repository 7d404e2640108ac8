import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { ask } from '../asking.js';
import { freshDatabase, openRaw } from '../raw-database.js';
import { basic, grant, organization, postForm, signIn, tryToken } from './asking.js';

const second = 1_000;

describeOnEngines('the life of a token', describe, (engine) => {
  let app: TestApplication;
  let now = Date.parse('2026-11-22T08:00:00Z');
  beforeAll(async () => {
    app = await startApplication({ engine, organization, clock: () => now });
  });
  afterAll(() => app.close());

  test.each([
    ['/api/v3/token', 1_800],
    ['/oauth/token', 86_400],
  ])('of %s ends after %i seconds, to the second', async (url, lifetime) => {
    const { json } = await postForm(app, url, grant);
    now += (lifetime - 1) * second;
    expect(await tryToken(app, json.access_token)).toBe(200);
    now += 999;
    expect(await tryToken(app, json.access_token)).toBe(200);
    now += 1;
    expect(await tryToken(app, json.access_token)).toBe(401);
    expect((await postForm(app, '/oauth/revoke', { ...grant, token: json.access_token })).status).toBe(200);
  });

  test('a client revokes its own tokens; the answer is empty', async () => {
    const [one, other] = [await signIn(app), await signIn(app)];
    const answer = await postForm(
      app,
      '/oauth/revoke',
      { token: one, token_type_hint: 'access_token' },
      basic('of-ann', 'secret of ann'),
    );
    expect([answer.status, answer.text]).toEqual([200, '']);
    now += 2 * second;
    expect([await tryToken(app, one), await tryToken(app, other)]).toEqual([401, 200]);
  });

  test('tokens of others, unknown tokens and revoked ones are answered alike, and nothing happens', async () => {
    const foreign = await signIn(app, { ...grant, client_id: 'of-ben', client_secret: 'sécret: of+ben & %' });
    const { accessToken: ownPerson } = await ask(app, 'issueToken', { lifetime: 3_600, userName: 'ann' });
    const revoked = await signIn(app);
    await postForm(app, '/oauth/revoke', { ...grant, token: revoked });
    for (const token of [foreign, ownPerson, revoked, 'unknown', 'x'.repeat(5_000)]) {
      const answer = await postForm(app, '/oauth/revoke', { ...grant, token });
      expect([answer.status, answer.text]).toEqual([200, '']);
    }
    now += 2 * second;
    expect([await tryToken(app, foreign), await tryToken(app, ownPerson)]).toEqual([200, 200]);
  });

  test('a client that acts for an administrator revokes anybody’s', async () => {
    const token = await signIn(app);
    await postForm(app, '/oauth/revoke', { client_id: 'of-owner', client_secret: 'secret of owner', token });
    now += 2 * second;
    expect(await tryToken(app, token)).toBe(401);
  });

  test.each([
    ['no token', grant, 400, 'invalid_request'],
    ['an empty token', { ...grant, token: '' }, 400, 'invalid_request'],
    ['two tokens', { ...grant, token: ['a', 'b'] }, 400, 'invalid_request'],
    ['no client', { token: 'a' }, 401, 'invalid_client'],
    ['a wrong secret', { ...grant, client_secret: 'x', token: 'a' }, 401, 'invalid_client'],
  ])('revoking with %s is refused', async (_what, fields, status, error) => {
    const answer = await postForm(app, '/oauth/revoke', fields);
    expect([answer.status, answer.json]).toEqual([
      status,
      { error, error_description: expect.stringMatching(/\S/) },
    ]);
  });

  test('nobody revokes everything by asking for nothing, administrators neither', async () => {
    const token = await signIn(app);
    const answer = await postForm(app, '/oauth/revoke', {
      client_id: 'of-owner',
      client_secret: 'secret of owner',
    });
    expect(answer.status).toBe(400);
    now += 2 * second;
    expect(await tryToken(app, token)).toBe(200);
  });

  test('who becomes inactive cannot act any more: neither by token nor by secret', async () => {
    const fields = { ...grant, client_id: 'of-ben', client_secret: 'sécret: of+ben & %' };
    const token = await signIn(app, fields);
    expect(await tryToken(app, token)).toBe(200);
    await app.load({ users: [{ ref: 'ben', status: 'inactive' }] });
    now += 2 * second;
    expect(await tryToken(app, token)).toBe(401);
    expect((await postForm(app, '/oauth/token', fields)).status).toBe(401);
    await app.load({ users: [{ ref: 'ben', status: 'active' }] });
    expect(await tryToken(app, token)).toBe(200);
  });

  test('a rotated secret stops at once, also where the old one was just verified', async () => {
    const fields = { ...grant, client_id: 'of-ben', client_secret: 'sécret: of+ben & %' };
    expect((await postForm(app, '/oauth/token', fields)).status).toBe(200);
    const { clientSecret } = await ask(app, 'rotateApiClient', { clientId: 'of-ben' });
    expect((await postForm(app, '/oauth/token', fields)).status).toBe(401);
    expect((await postForm(app, '/oauth/token', { ...fields, client_secret: clientSecret })).status).toBe(
      200,
    );
  });
});

describeOnEngines('what is stored of tokens and secrets', describe, (engine) => {
  test('is no token and no secret: their texts occur in no table', async () => {
    const { url, remove } = await freshDatabase(engine);
    const app = await startApplication({ organization, environment: { DATABASE_URL: url } });
    const raw = await openRaw(url);
    const token = await signIn(app);
    await postForm(app, '/oauth/revoke', { ...grant, token });
    const { json: client } = await app.rest('owner', 'POST', '/v1/api-clients', { userRef: 'ann' });
    const { json: repeatable } = await app.rest(
      'owner',
      'POST',
      '/v1/api-clients',
      { userRef: 'ben' },
      { 'idempotency-key': 'that request' },
    );
    const personal = await app.token('ann');
    const tables = await raw.all(
      engine === 'sqlite'
        ? "SELECT name FROM sqlite_schema WHERE type = 'table'"
        : 'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()',
    );
    expect(tables.length).toBeGreaterThan(10);
    let everything = '';
    for (const { name } of tables) {
      for (const row of await raw.all(`SELECT * FROM ${name}`)) {
        for (const value of Object.values(row)) {
          everything += Buffer.isBuffer(value)
            ? `${value.toString('latin1')} ${value.toString('base64url')}\n`
            : `${value}\n`;
        }
      }
    }
    expect(everything).toContain(client.clientId);
    const created = [client.clientSecret, repeatable.clientSecret];
    for (const secret of [token, personal, ...created, 'secret of ann', 'secret of owner']) {
      expect(everything).not.toContain(secret);
      expect(everything).not.toContain(Buffer.from(secret, 'base64url').toString('latin1'));
    }
    await raw.close();
    await app.close();
    await remove();
  });
});
