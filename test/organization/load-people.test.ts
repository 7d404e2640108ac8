import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { OrganizationFile } from '../../src/contract/organization-file.js';
import { everyone } from '../../src/permission/reach.js';
import { verifySecret } from '../../src/permission/secret-hash.js';
import { seesAll } from '../../src/permission/sight.js';
import { describeOnEngines } from '../application.js';
import { byRef, type Loading, named, nothingDone, small, startLoading } from './loading.js';

describeOnEngines('loading people', describe, (engine) => {
  let loading: Loading;
  beforeEach(async () => {
    loading = await startLoading(engine);
  });
  afterEach(() => loading.close());

  const user = (ref: string) => loading.read((ports) => ports.users.get(byRef(ref), everyone, seesAll));
  const idOf = (kind: 'departments' | 'trainings' | 'users', ref: string) =>
    loading.read(async ({ organization }) => {
      const things =
        kind === 'users' ? await organization.users.named([ref]) : await organization[kind].all();
      return things.find((thing) => thing.ref === ref)?.id ?? '';
    });

  test('an omitted field is left alone, null takes away, and nothing is deleted by omission', async () => {
    await loading.load(small);
    const counts = await loading.load({
      users: [{ ref: 'u1', lastName: 'Smit', managerRef: null, email: null }],
    });
    expect(counts.users).toEqual({ added: 0, changed: 1, unchanged: 0 });
    expect(await user('u1')).toMatchObject({
      firstName: 'Anna',
      lastName: 'Smit',
      login: 'Anna',
      email: null,
      managerRef: null,
      departmentRef: 'nl',
    });
    expect(await user('u2')).toMatchObject({ login: 'bob' });
  });

  test('new users are active, added today in the zone of the file, and get an id but no ref of their own', async () => {
    const late = Date.UTC(2026, 4, 4, 23, 30);
    await loading.load(
      { ...small, users: [{ id: 'AAAAAAAA-0000-1000-8000-00000000000A', departmentRef: 'hq' }] },
      { now: late },
    );
    await loading.load({ users: [{ ref: 'x', departmentRef: 'hq' }] }, { now: late, zone: 'America/Lima' });
    const found = await loading.read((ports) =>
      ports.users.get(named('id', 'aaaaaaaa-0000-1000-8000-00000000000a'), everyone, seesAll),
    );
    expect(found).toMatchObject({
      id: 'aaaaaaaa-0000-1000-8000-00000000000a',
      ref: null,
      status: 'active',
      addedDate: '2026-05-05',
    });
    expect(await user('x')).toMatchObject({
      addedDate: '2026-05-04',
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  test('people may report to each other in a circle', async () => {
    await loading.load({
      ...small,
      users: [...(small.users ?? []), { ref: 'u2b', departmentRef: 'nl', managerRef: 'u1' }],
    });
    await loading.load({ users: [{ ref: 'u2', managerRef: 'u2b' }] });
    expect(await user('u2')).toMatchObject({ managerRef: 'u2b' });
  });

  test('two users may swap logins, and a ref that is given up is free for another', async () => {
    await loading.load(small);
    const id = (await user('u1'))?.id ?? '';
    const counts = await loading.load({
      users: [
        { ref: 'u1', login: 'fresh', email: 'fresh@one.example', departmentRef: 'nl' },
        { ref: 'u2', login: 'ANNA', email: 'anna@one.example' },
        { id, ref: 'u1-renamed', login: 'Bob', email: 'BOB@one.example' },
      ],
    });
    expect(counts.users).toEqual({ added: 1, changed: 2, unchanged: 0 });
    expect(await user('u1-renamed')).toMatchObject({ id, login: 'Bob', firstName: 'Anna' });
    expect(await user('u2')).toMatchObject({ login: 'ANNA' });
    expect((await user('u1'))?.login).toBe('fresh');
  });

  test('refs may be swapped and handed on by things that are named by id', async () => {
    await loading.load(small);
    const file: OrganizationFile = {
      departments: [
        { id: await idOf('departments', 'nl'), ref: 'be' },
        { id: await idOf('departments', 'be'), ref: 'nl' },
      ],
      users: [
        { id: await idOf('users', 'u1'), ref: 'u2' },
        { id: await idOf('users', 'u2'), ref: 'u3' },
        { id: '99999999-0000-1000-8000-000000000009', ref: 'u1', departmentRef: 'be' },
      ],
      trainings: [
        { id: await idOf('trainings', 't1'), ref: 't2' },
        { id: await idOf('trainings', 't2'), ref: 't1' },
      ],
    };
    expect(await loading.load(file)).toMatchObject({
      departments: { added: 0, changed: 2 },
      users: { added: 1, changed: 2 },
      trainings: { added: 0, changed: 2 },
    });
    expect(await user('u2')).toMatchObject({ firstName: 'Anna', departmentRef: 'be', managerRef: 'u3' });
    expect(await user('u1')).toMatchObject({ firstName: null, departmentRef: 'be' });
    expect(await loading.load(file)).toMatchObject(nothingDone);
  });

  test('a ref that looks like a UUID is found, after ids', async () => {
    const [a, b] = ['11111111-1111-1111-8111-111111111111', '22222222-2222-1222-8222-222222222222'];
    await loading.load({
      ...small,
      users: [
        { ref: a, login: 'by-ref', departmentRef: 'hq' },
        { id: b, ref: 'plain', login: 'by-id', departmentRef: 'hq' },
        { ref: 'r1', departmentRef: 'hq', managerRef: a },
        { ref: 'r2', departmentRef: 'hq', managerRef: b.toUpperCase() },
      ],
    });
    expect(await user('r1')).toMatchObject({ managerRef: a });
    expect(await user('r2')).toMatchObject({ managerId: b, managerRef: 'plain' });
  });

  test('refs differ by code point: case, accents and composition', async () => {
    const refs = ['a', 'A', 'ä', 'a\u0308', 'ａ'];
    const file = {
      ...small,
      users: refs.map((ref) => ({ ref, firstName: `of ${ref}`, departmentRef: 'hq' })),
    };
    expect((await loading.load(file)).users.added).toBe(refs.length);
    for (const ref of refs) expect(await user(ref)).toMatchObject({ firstName: `of ${ref}` });
    expect((await loading.load(file)).users.unchanged).toBe(refs.length);
  });

  test('passwords and secrets are hashed, and the same ones again change nothing', async () => {
    const file: OrganizationFile = {
      ...small,
      users: [{ ref: 'u1', login: 'anna', departmentRef: 'nl', password: 'first' }],
      apiClients: [{ clientId: 'client', clientSecret: 'secret', userRef: 'u1' }],
    };
    await loading.load(file);
    const hash = async () =>
      (await loading.read((ports) => ports.access.callerByName('ANNA')))?.passwordHash ?? '';
    const client = () => loading.read((ports) => ports.access.client('client'));
    expect(await verifySecret('first', await hash())).toBe(true);
    expect(await verifySecret('secret', (await client())?.secretHash ?? '')).toBe(true);
    expect(await loading.load(file)).toMatchObject(nothingDone);
    const counts = await loading.load({
      users: [{ ref: 'u1', password: 'second' }],
      apiClients: [{ clientId: 'client', clientSecret: 'other' }],
    });
    expect(counts).toMatchObject({ users: { changed: 1 }, apiClients: { changed: 1 } });
    expect(await verifySecret('second', await hash())).toBe(true);
    expect(await verifySecret('other', (await client())?.secretHash ?? '')).toBe(true);
    const given = 'scrypt:2:1:1:c29tZXNhbHQ:c29tZWhhc2hzb21laGFzaA';
    expect((await loading.load({ users: [{ ref: 'u1', passwordHash: given }] })).users.changed).toBe(1);
    expect(await hash()).toBe(given);
    await loading.load({ ...small, apiClients: [{ clientId: 'client', userRef: 'u2' }] });
    expect((await client())?.userId).toBe((await user('u2'))?.id);
    expect(await verifySecret('other', (await client())?.secretHash ?? '')).toBe(true);
  });
});
