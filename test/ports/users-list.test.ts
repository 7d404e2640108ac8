import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pagingOf } from '../../src/contract/page.js';
import type { UserFilter } from '../../src/organization/users.js';
import { everyone } from '../../src/permission/reach.js';
import { seesAll } from '../../src/permission/sight.js';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { ask, failureOf } from '../asking.js';

const organization = {
  departments: [
    { ref: 'hq', name: 'Head office' },
    { ref: 'nl', name: 'Netherlands', parentRef: 'hq' },
    { ref: 'ams', name: 'Amsterdam', parentRef: 'nl' },
  ],
  users: [
    {
      ref: 'boss',
      departmentRef: 'hq',
      firstName: 'Åsa',
      lastName: 'Öberg',
      addedDate: '2024-02-29',
      language: 'sv',
      timeZone: 'Europe/Stockholm',
    },
    {
      ref: 'gone',
      departmentRef: 'nl',
      status: 'inactive' as const,
      login: 'Gone_100%',
      email: 'Gone@Example.org',
      firstName: 'ΟΔΥΣΣΕΥΣ',
      lastName: 'İpek 𞤀𞤣𞤢𞤥',
    },
    { ref: 'anna', departmentRef: 'ams', firstName: 'Анна', lastName: "O'Brien", managerRef: 'boss' },
    ...Array.from({ length: 30 }, (_, place) => ({
      ref: `u${place}`,
      departmentRef: place % 2 ? 'ams' : 'hq',
    })),
  ],
};

const all: UserFilter = {};

describeOnEngines('the list of users', describe, (engine) => {
  let app: TestApplication;
  beforeAll(async () => {
    app = await startApplication({ engine, organization });
  });
  afterAll(() => app.close());

  const page = (filter: UserFilter, limit: number, cursor?: string) =>
    app.application.database.unitOfWork.read(({ users }) =>
      users.list(filter, everyone, seesAll, pagingOf({ limit, cursor })),
    );
  const search = async (text: string) =>
    (await page({ ...all, search: text }, 100)).items
      .map(({ ref }) => ref)
      .filter((ref) => !/^u\d/.test(String(ref)));

  test('pages join to the whole list, each user once, whatever their size', async () => {
    const whole = (await page(all, 1_000)).items.map(({ ref }) => ref);
    expect(whole.length).toBe(33);
    for (const limit of [1, 7, 32, 33]) {
      const seen: (string | null)[] = [];
      let cursor: string | undefined;
      do {
        const { items, nextCursor } = await page(all, limit, cursor);
        expect(items.length).toBeLessThanOrEqual(limit);
        seen.push(...items.map(({ ref }) => ref));
        cursor = nextCursor ?? undefined;
      } while (cursor);
      expect(seen).toEqual(whole);
    }
    expect((await page(all, 33)).nextCursor).toBeNull();
  });

  test('a page begins where the one before ended, though others were added meanwhile', async () => {
    const first = await page(all, 30);
    await app.load({ users: [{ ref: 'late', departmentRef: 'hq' }] });
    const second = await page(all, 30, first.nextCursor ?? undefined);
    const refs = [...first.items, ...second.items].map(({ ref }) => ref);
    expect(new Set(refs).size).toBe(34);
    expect(refs.at(-1)).toBe('late');
  });

  test('a cursor that no page gave is refused', async () => {
    for (const cursor of [
      'x',
      'bm8',
      Buffer.from('[1,2]').toString('base64url'),
      Buffer.from('{}').toString('base64url'),
    ]) {
      expect((await failureOf(ask(app, 'listUsers', { cursor }))).violations[0]?.path).toBe('/cursor');
    }
  });

  test('a department is listed with everything below, or without', async () => {
    const refs = async (values: readonly string[], below: boolean) => {
      const departments = { names: { by: 'ref', path: '', values }, below } as const;
      const { items } = await page({ ...all, departments }, 100);
      return [...new Set(items.map((user) => user.departmentRef))].sort();
    };
    expect(await refs(['nl'], true)).toEqual(['ams', 'nl']);
    expect(await refs(['ams'], true)).toEqual(['ams']);
    expect(await refs(['hq'], true)).toEqual(['ams', 'hq', 'nl']);
    expect(await refs(['nl'], false)).toEqual(['nl']);
    expect(await refs(['hq', 'nl', 'none'], false)).toEqual(['hq', 'nl']);
    expect(await refs(['none'], true)).toEqual([]);
  });

  test('status narrows', async () => {
    const refs = async (status: UserFilter['status']) =>
      (await page({ ...all, status }, 100)).items.map(({ ref }) => ref);
    expect(await refs('inactive')).toEqual(['gone']);
    expect(await refs('terminated')).toEqual([]);
    expect(await refs('active')).not.toContain('gone');
  });

  test('a search finds parts of names, logins, addresses and refs in any case and alphabet, and nothing is a pattern', async () => {
    expect(await search('ÖBER')).toEqual(['boss']);
    expect(await search('åS')).toEqual(['boss']);
    expect(await search('аНН')).toEqual(['anna']);
    expect(await search("o'b")).toEqual(['anna']);
    expect(await search('gone@EXAMPLE')).toEqual(['gone']);
    expect(await search('_100%')).toEqual(['gone']);
    expect(await search('e_100')).toEqual(['gone']);
    for (const nothing of ['a%a', '!', '\\', 'b_ss', 'u%1']) {
      expect([nothing, await search(nothing)]).toEqual([nothing, []]);
    }
    expect(await search('%')).toEqual(['gone']);
    expect(await search('_')).toEqual(['gone']);
  });

  test('a search finds what engines write small in different ways, and what they cannot write small', async () => {
    for (const text of ['ΟΔΥΣΣΕΥΣ', 'οδυσσευς', 'ΟΔΥΣ', 'οδυς', 'İPEK', 'ipek', 'İpek', '𞤀𞤣𞤢𞤥']) {
      expect([text, await search(text)]).toEqual([text, ['gone']]);
    }
  });

  test('a user is shown whole', async () => {
    const view = await ask(app, 'getUser', { userRef: 'anna' });
    expect(view).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      ref: 'anna',
      login: null,
      email: null,
      firstName: 'Анна',
      lastName: "O'Brien",
      language: null,
      timeZone: null,
      status: 'active',
      departmentId: expect.any(String),
      departmentRef: 'ams',
      managerId: expect.any(String),
      managerRef: 'boss',
      addedDate: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
      mobile: null,
      preferredChannel: null,
      userType: null,
      profileFields: {},
      roles: [],
      groups: [],
      version: expect.any(String),
    });
    expect(await ask(app, 'getUser', { userRef: 'boss' })).toMatchObject({
      addedDate: '2024-02-29',
      language: 'sv',
      timeZone: 'Europe/Stockholm',
      managerId: null,
    });
  });
});
