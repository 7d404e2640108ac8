import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { OrganizationFile } from '../../src/contract/organization-file.js';
import { type EngineName, startApplication, type TestApplication } from '../application.js';
import { ask, failureOf } from '../asking.js';
import { describeOnMySql } from '../describe-on-mysql.js';
import { freshDatabase, openRaw, type RawDatabase } from '../raw-database.js';

const mysql: EngineName = 'mysql';

const organization: OrganizationFile = {
  departments: [
    { ref: 'hq', name: 'HQ' },
    { ref: 'nl', name: 'NL', parentRef: 'hq' },
    { ref: 'held', name: 'Held', parentRef: 'hq' },
  ],
  profileFields: [{ name: 'badge', label: 'Badge', type: 'text', unique: true }],
  users: [
    { ref: 'owner', departmentRef: 'hq', roles: [{ role: 'owner' }] },
    ...['u1', 'u2', 'u3', 'u4'].map((ref) => ({ ref, departmentRef: 'hq', firstName: 'A', lastName: 'Old' })),
  ],
};

describeOnMySql('somebody else changes people while a file is loaded', () => {
  let app: TestApplication;
  let raw: RawDatabase;
  let number = 0;
  beforeAll(async () => {
    const { url } = await freshDatabase(mysql);
    raw = await openRaw(url);
    app = await startApplication({ environment: { DATABASE_URL: url }, organization });
    await app.token('owner');
  });
  afterAll(async () => {
    await app.close();
    await raw.close();
  });

  /** Loads a file, and does something else after the file has been judged and before anything is written. */
  async function meanwhile(users: OrganizationFile['users'], work: () => Promise<unknown>) {
    number += 1;
    await raw.run('START TRANSACTION');
    await raw.all(`SELECT no FROM departments WHERE ref = 'held' FOR UPDATE`);
    const departments = [{ ref: 'held', name: `Held ${number}` }];
    const loaded = ask(app, 'loadOrganization', { departments, users });
    loaded.catch(() => {});
    const waiting = `SELECT COUNT(*) FROM information_schema.processlist
      WHERE db = DATABASE() AND info LIKE 'INSERT INTO departments%'`;
    while ((await raw.number(waiting)) === 0) await sleep(10);
    try {
      await work();
    } finally {
      await raw.run('ROLLBACK');
    }
    return loaded;
  }
  const rest = async (ref: string, body: object) => {
    const answer = await app.rest('owner', 'PATCH', `/v1/users/ref:${ref}`, body);
    expect(answer.status).toBe(200);
  };
  const user = (ref: string) => ask(app, 'getUser', { userRef: ref });

  test('what the file leaves alone stays as they wrote it', async () => {
    const { users } = await meanwhile([{ ref: 'u1', firstName: 'B' }], () =>
      rest('u1', { lastName: 'New', departmentRef: 'nl', login: 'fresh', email: 'fresh@x.example' }),
    );
    expect(users.changed).toBe(1);
    expect(await user('u1')).toMatchObject({
      firstName: 'B',
      lastName: 'New',
      departmentRef: 'nl',
      login: 'fresh',
      email: 'fresh@x.example',
    });
    expect(await app.rest('owner', 'GET', '/v1/users?login=FRESH')).toMatchObject({ status: 200 });
  });

  test('what the file says holds, and so does the rest of what they wrote', async () => {
    await meanwhile([{ ref: 'u2', lastName: 'File', login: 'of-file' }], () =>
      rest('u2', { lastName: 'Rest', login: 'of-rest', mobile: '+31 6 1' }),
    );
    expect(await user('u2')).toMatchObject({ lastName: 'File', login: 'of-file', mobile: '+31 6 1' });
    await ask(app, 'updateUser', { userRef: 'u3', login: 'of-rest' });
  });

  test('a value of a profile field that both write is that of the file', async () => {
    await meanwhile([{ ref: 'u4', profileFields: { badge: 'file' } }], () =>
      rest('u4', { profileFields: { badge: 'rest' } }),
    );
    expect(await user('u4')).toMatchObject({ profileFields: { badge: 'file' } });
  });

  test('a login that they took is a conflict, and nothing is loaded', async () => {
    const failure = await failureOf(
      meanwhile([{ ref: 'u1', login: 'wanted' }], () => rest('u4', { login: 'Wanted' })),
    );
    expect(failure.code).toBe('conflict');
    expect(await user('u1')).toMatchObject({ login: 'fresh' });
    expect(await user('u4')).toMatchObject({ login: 'Wanted' });
  });

  test('whoever is deleted is deleted after the load', async () => {
    let deleted: Promise<unknown> = Promise.resolve();
    await meanwhile(
      [
        { ref: 'u3', firstName: 'B' },
        { ref: 'u1', managerRef: 'u3' },
      ],
      async () => {
        deleted = ask(app, 'deleteUser', { userRef: 'u3' });
        await sleep(100);
      },
    );
    await deleted;
    expect(await user('u1')).toMatchObject({ managerId: null });
    expect(
      await raw.number('SELECT COUNT(*) FROM users WHERE deleted_at IS NOT NULL AND ref IS NOT NULL'),
    ).toBe(0);
  });
});
