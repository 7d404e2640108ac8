import { randomBytes, scryptSync } from 'node:crypto';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Credentials } from '../../src/permission/credentials.js';
import { type Recognition, recognition } from '../../src/permission/recognize-caller.js';
import { Slowdown } from '../../src/permission/slowdown.js';
import { hashToken } from '../../src/permission/token-hash.js';
import type { UnitOfWork, Work } from '../../src/unit-of-work.js';
import { failureOf } from '../asking.js';

const anna = { kind: 'user', userNo: 1 } as never;
const address = '10.0.0.1';
const token = (text: string): Credentials => ({ kind: 'token', token: text });
const password = (name: string, text: string): Credentials => ({ kind: 'password', name, password: text });
const client = (clientId: string, clientSecret: string): Credentials => ({
  kind: 'client',
  clientId,
  clientSecret,
});

/** A hash that takes no time: how much one costs is another question. */
function cheapHash(secret: string): string {
  const salt = randomBytes(16);
  const hash = scryptSync(secret, salt, 32, { N: 2, r: 1, p: 1 });
  return `scrypt:2:1:1:${salt.toString('base64url')}:${hash.toString('base64url')}`;
}

describe('recognising callers', () => {
  const hash = cheapHash('right');

  let now = 0;
  let reads = 0;
  let pauses: number[] = [];
  let checks = 0;
  class Counting extends Slowdown {
    override check(pair: string, attempt: () => Promise<boolean>): Promise<boolean> {
      checks += 1;
      return super.check(pair, attempt);
    }
  }
  let tokens: Map<string, number>;
  let users: Map<string, string>;
  let clients: Map<string, { secretHash: string; caller: never | undefined }>;
  let door: Recognition;
  beforeEach(() => {
    now = 1_000_000;
    reads = 0;
    pauses = [];
    tokens = new Map([['good', now + 60_000]]);
    users = new Map([['anna', hash]]);
    clients = new Map([['payroll', { secretHash: cheapHash('right'), caller: anna }]]);
    const access = {
      callerByToken: async (given: Buffer, at: number) => {
        for (const [text, expiresAt] of tokens) {
          if (hashToken(text).equals(given) && expiresAt > at) return { caller: anna, expiresAt };
        }
        return undefined;
      },
      callerByName: async (name: string) => {
        const passwordHash = users.get(name.toLowerCase());
        return passwordHash && { caller: anna, passwordHash };
      },
      client: async (clientId: string) => clients.get(clientId),
    };
    const read = <T>(work: Work<T>) => {
      reads += 1;
      return work({ access } as unknown as Parameters<Work<T>>[0]);
    };
    const pause = async (milliseconds: number) => {
      pauses.push(milliseconds);
    };
    door = recognition({ read: read as UnitOfWork['read'] }, () => now, new Counting(() => now, pause));
  });
  const refused = (credentials: Credentials, from = address) => failureOf(door.recognize(credentials, from));
  const enters = (credentials: Credentials, from = address) => door.recognize(credentials, from);

  test('a token is looked up once in two seconds, and never beyond its end', async () => {
    for (let time = 0; time < 5; time += 1) expect(await enters(token('good'))).toMatchObject(anna);
    expect(reads).toBe(1);
    now += 2_000;
    await enters(token('good'));
    expect(reads).toBe(2);
    now += 57_999;
    await enters(token('good'));
    now += 1;
    expect(await refused(token('good'))).toMatchObject({ code: 'unauthenticated' });
  });

  test('a revoked token stops within two seconds, at this instance at once', async () => {
    await enters(token('good'));
    tokens.clear();
    expect(await enters(token('good'))).toMatchObject(anna);
    now += 2_000;
    expect((await refused(token('good'))).kind).toBe('unauthenticated');
    tokens.set('good', now + 60_000);
    await enters(token('good'));
    tokens.clear();
    door.forget();
    expect((await refused(token('good'))).kind).toBe('unauthenticated');
  });

  test('wrong tokens are never slowed', async () => {
    for (let time = 0; time < 30; time += 1) await refused(token(`wrong ${time}`));
    await Promise.all(Array.from({ length: 30 }, () => refused(token('wrong'))));
    expect(pauses).toEqual([]);
    expect(await enters(token('good'))).toMatchObject(anna);
  });

  test('unknown accounts, wrong passwords, unknown clients and wrong secrets are refused in the same words', async () => {
    clients.set('left', { secretHash: hash, caller: undefined });
    const failures = [
      await refused(password('nobody', 'right')),
      await refused(password('anna', 'wrong')),
      await refused(client('nobody', 'right')),
      await refused(client('payroll', 'wrong')),
      await refused(client('left', 'right')),
      await refused(token('wrong')),
    ];
    expect(
      new Set(failures.map(({ code, message, violations }) => JSON.stringify([code, message, violations])))
        .size,
    ).toBe(1);
  });

  test('unknown accounts are slowed as known ones are', async () => {
    for (let time = 0; time < 5; time += 1) await refused(password('nobody', `guess ${time}`));
    expect(pauses).toEqual([250, 500]);
    pauses = [];
    for (let time = 0; time < 5; time += 1) await refused(client('payroll', `guess ${time}`));
    expect(pauses).toEqual([250, 500]);
  });

  test('guesses elsewhere do not slow the account here, and letters of another case are the same account', async () => {
    for (const name of ['anna', 'ANNA', 'Anna', 'aNNa', 'anna'])
      await refused(password(name, 'guess'), '10.6.6.6');
    expect(pauses).toEqual([250, 500]);
    expect(await enters(password('anna', 'right'))).toBe(anna);
    expect(pauses).toHaveLength(2);
  });

  test('composed and decomposed letters are the same account', async () => {
    for (const name of ['zo\u00eb', 'zoe\u0308', 'ZO\u00cb', 'ZOE\u0308'])
      await refused(password(name, 'guess'));
    expect(pauses).toEqual([250]);
  });

  test('a verified password or secret costs no hash on repeat, for a minute, also after tokens were revoked', async () => {
    for (const credentials of [password('anna', 'right'), client('payroll', 'right')]) {
      checks = 0;
      for (let time = 0; time < 50; time += 1) await enters(credentials);
      door.forget();
      await enters(credentials, '10.0.0.9');
      now += 59_999;
      await enters(credentials);
      expect(checks).toBe(1);
      now += 1;
      await enters(credentials);
      expect(checks).toBe(2);
    }
  });

  test('a changed password is checked at once, and what was verified ends after a minute', async () => {
    await enters(password('anna', 'right'));
    users.set('anna', cheapHash('new'));
    expect((await refused(password('anna', 'right'))).code).toBe('unauthenticated');
    expect(await enters(password('anna', 'new'))).toBe(anna);
    users.delete('anna');
    expect((await refused(password('anna', 'new'))).code).toBe('unauthenticated');
  });

  test('many who come at once with the right password all get in, for one hash', async () => {
    checks = 0;
    const calls = Array.from({ length: 40 }, () => enters(password('anna', 'right')));
    expect(await Promise.all(calls)).toEqual(Array(40).fill(anna));
    now += 60_000;
    const again = Array.from({ length: 40 }, () => enters(client('payroll', 'right')));
    expect(await Promise.all(again)).toEqual(Array(40).fill(anna));
    expect([pauses, checks]).toEqual([[], 2]);
  });

  test('who is right gets in beside one who guesses from the same address, after the pause', async () => {
    for (let time = 0; time < 5; time += 1) await refused(password('anna', `guess ${time}`));
    expect(await enters(password('anna', 'right'))).toBe(anna);
    pauses = [];
    expect(await enters(password('anna', 'right'))).toBe(anna);
    expect(pauses).toEqual([]);
  });
});
