import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { UserCaller } from '../../src/permission/caller.js';
import { startApplication, type TestApplication } from '../application.js';
import { ask, failureOf } from '../asking.js';

const organization = {
  departments: [{ ref: 'hq', name: 'Head office' }],
  users: [
    { ref: 'administrator', departmentRef: 'hq', roles: [{ role: 'administrator' as const }] },
    { ref: 'anna', login: 'anna-login', email: 'anna@tokens.example', departmentRef: 'hq' },
    { ref: 'ben', departmentRef: 'hq' },
    { ref: 'gone', departmentRef: 'hq', status: 'inactive' as const },
  ],
  apiClients: [{ clientId: 'nightly', clientSecret: 'a secret for the night', userRef: 'ben' }],
};

/** Moves on with every look, so that events have an order. */
let now = Date.UTC(2026, 4, 4, 10);
const clock = () => now++;

let app: TestApplication;
let ids: Record<string, string>;
beforeAll(async () => {
  app = await startApplication({ organization, clock });
  const { items } = await ask(app, 'listUsers', {});
  ids = Object.fromEntries(items.map((user) => [user.ref, user.id]));
});
afterAll(() => app.close());

const issue = async (userName: string) =>
  (await ask(app, 'issueToken', { lifetime: 600, userName })).accessToken;
const recognize = (token: string) => app.application.gateway.recognize({ kind: 'token', token }, '127.0.0.1');
const newest = async () => (await ask(app, 'listAuditEvents', { limit: 1 })).items[0];

async function works(token: string): Promise<boolean> {
  return await recognize(token).then(
    () => true,
    () => false,
  );
}

describe('a token is issued', () => {
  test('by the operator, for whoever is named by id, ref, e-mail address or login', async () => {
    for (const name of [ids['anna'] ?? '', 'anna', 'ANNA@tokens.example', 'Anna-Login']) {
      expect(await recognize(await issue(name))).toMatchObject({ userRef: 'anna', clientId: null });
    }
  });

  test('for oneself, and for nobody else', async () => {
    const caller = await recognize(await issue('anna'));
    const { accessToken } = await ask(app, 'issueToken', { lifetime: 60 }, { caller });
    expect(await recognize(accessToken)).toMatchObject({ userRef: 'anna' });
    const forAnother = ask(app, 'issueToken', { lifetime: 60, userName: 'ben' }, { caller });
    expect((await failureOf(forAnother)).code).toBe('forbidden');
  });

  test('for nobody who is unknown or inactive', async () => {
    expect((await failureOf(issue('nobody'))).violations).toMatchObject([
      { path: '/userName', rule: 'unknown' },
    ]);
    expect((await failureOf(issue('gone'))).violations).toMatchObject([
      { path: '/userName', rule: 'inactive' },
    ]);
  });

  test('with an audit event that says for whom, and holds nothing of the token', async () => {
    const token = await issue('anna');
    const event = await newest();
    expect(event).toMatchObject({ operation: 'issueToken', detail: { userId: ids['anna'], expiresIn: 600 } });
    expect(JSON.stringify(event)).not.toContain(token);
  });
});

describe('a token is revoked', () => {
  let anna: UserCaller;
  let administrator: UserCaller;
  let nightly: UserCaller;
  beforeEach(async () => {
    anna = await recognize(await issue('anna'));
    administrator = await recognize(await issue('administrator'));
    nightly = { ...(await recognize(await issue('ben'))), clientId: 'nightly' };
  });

  test('by whoever holds it', async () => {
    const token = await issue('ben');
    expect(await ask(app, 'revokeToken', { token }, { caller: anna })).toEqual({ revoked: 1 });
    expect(await works(token)).toBe(false);
    expect(await ask(app, 'revokeToken', { token }, { caller: anna })).toEqual({ revoked: 0 });
  });

  test('by an API client only if it was issued to it; another one counts as unknown', async () => {
    const token = await issue('ben');
    expect(await ask(app, 'revokeToken', { token }, { caller: nightly })).toEqual({ revoked: 0 });
    expect(await works(token)).toBe(true);
    const own = await ask(app, 'issueToken', { lifetime: 60 }, { caller: nightly });
    const input = { token: own.accessToken };
    expect(await ask(app, 'revokeToken', input, { caller: nightly })).toEqual({ revoked: 1 });
  });

  test.each([{ userRef: 'ben' }, { clientId: 'nightly' }])(
    'all of %j by administrators only, in words that do not tell whether they exist',
    async (whose) => {
      await ask(app, 'issueToken', { lifetime: 60 }, { caller: nightly });
      const refusals = [whose, { userRef: 'nobody' }, { clientId: 'nothing' }].map(async (input) => {
        const { code, message, violations } = await failureOf(
          ask(app, 'revokeToken', input, { caller: anna }),
        );
        return { code, message, violations };
      });
      const [first, ...others] = await Promise.all(refusals);
      expect(first).toMatchObject({ code: 'forbidden', violations: [] });
      for (const other of others) expect(other).toEqual(first);
      const { revoked } = await ask(app, 'revokeToken', whose, { caller: administrator });
      expect(revoked).toBeGreaterThan(0);
    },
  );

  test('with an audit event that says whose', async () => {
    await issue('anna');
    await ask(app, 'revokeToken', { userRef: 'anna' }, { caller: administrator });
    expect(await newest()).toMatchObject({
      operation: 'revokeToken',
      userRef: 'administrator',
      detail: { userId: ids['anna'], revoked: expect.any(Number) },
    });
    await ask(app, 'issueToken', { lifetime: 60 }, { caller: nightly });
    await ask(app, 'revokeToken', { clientId: 'nightly' }, { caller: administrator });
    expect(await newest()).toMatchObject({ detail: { clientId: 'nightly', revoked: 1 } });
  });

  test('without an event where there was nothing to revoke', async () => {
    const before = await newest();
    await ask(app, 'revokeToken', { clientId: 'nothing' }, { caller: administrator });
    expect(await newest()).toEqual(before);
  });
});
