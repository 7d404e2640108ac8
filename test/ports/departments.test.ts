import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Departments } from '../../src/organization/departments.js';
import { everyone, type Reach } from '../../src/permission/reach.js';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { failureOf } from '../asking.js';

const branch = (place: number) => (place === 1 ? 'root' : `chain ${place - 1}`);

/** A wide level, whose numbers begin alike (5, 50, 51…), and a chain as deep as a tree may be. */
const organization = {
  departments: [
    { ref: 'root', name: 'Root', code: 'R_1' },
    ...Array.from({ length: 70 }, (_, place) => ({
      ref: `wide ${place}`,
      name: `Wide ${place}`,
      parentRef: 'root',
    })),
    ...Array.from({ length: 49 }, (_, place) => ({
      ref: `chain ${place + 1}`,
      name: 'Chain',
      parentRef: branch(place + 1),
    })),
    ...Array.from({ length: 70 }, (_, place) => ({
      ref: `below ${place}`,
      name: 'ÜNTER',
      parentRef: `wide ${place}`,
    })),
  ],
  users: [{ ref: 'me', departmentRef: 'wide 7' }],
};

const limited = (facts: Partial<Reach>): Reach => {
  return { everyone: false, departments: [], groups: [], reportsOf: null, self: null, ...facts };
};

describeOnEngines('departments', describe, (engine) => {
  let app: TestApplication;
  beforeAll(async () => {
    app = await startApplication({ engine, organization });
  });
  afterAll(() => app.close());

  const read = <T>(work: (departments: Departments) => Promise<T>) =>
    app.application.database.unitOfWork.read((ports) => work(ports.departments));
  const named = (ref: string) => ({ by: 'ref', path: '', values: [ref] }) as const;
  const path = async (ref: string) => String(await read((departments) => departments.path(named(ref))));
  const all = { search: undefined, code: undefined, parent: undefined };
  const listed = async (reach: Reach, filter: Partial<typeof all> | object = {}) =>
    (await read((departments) => departments.list({ ...all, ...filter }, reach, 1_000, undefined))).items.map(
      ({ ref }) => ref,
    );

  test('a path is that of the department above and one number more', async () => {
    expect(await path('root')).toMatch(/^\/\d+\/$/);
    expect((await path('chain 1')).startsWith(await path('root'))).toBe(true);
    expect(await path('chain 49')).toMatch(new RegExp(`^${await path('chain 48')}\\d+/$`));
    expect(await read((departments) => departments.path(named('nowhere')))).toBeUndefined();
  });

  test('whoever manages a department sees it and all below, at any depth, and none whose number begins alike', async () => {
    for (const place of [0, 1, 3, 4, 5, 6, 47, 48]) {
      const reach = limited({ departments: [await path(`wide ${place}`)] });
      expect(await listed(reach)).toEqual([`wide ${place}`, `below ${place}`]);
    }
    const chain = await listed(limited({ departments: [await path('chain 10')] }));
    expect(chain).toEqual(Array.from({ length: 40 }, (_, place) => `chain ${place + 10}`));
    expect((await listed(limited({ departments: [await path('root')] }))).length).toBe(190);
    const two = limited({ departments: [await path('chain 49'), await path('below 3')] });
    expect(await listed(two)).toEqual(['chain 49', 'below 3']);
    expect(await listed(limited({}))).toEqual([]);
  });

  test('a learner sees their own department', async () => {
    const [self = 0] = await app.application.database.unitOfWork.read(({ users }) =>
      users.find(named('me'), everyone),
    );
    expect(await listed(limited({ self }))).toEqual(['wide 7']);
  });

  test('what is out of reach is not there, and a department above that is out of reach is not named', async () => {
    const reach = limited({ departments: [await path('below 3')] });
    const get = (ref: string) => read((departments) => departments.get(named(ref), reach));
    expect(await get('below 3')).toMatchObject({ ref: 'below 3', parentId: null, parentRef: null });
    expect(await get('wide 3')).toBeUndefined();
    expect(await get('nowhere')).toBeUndefined();
    const whole = await read((departments) => departments.get(named('below 3'), everyone));
    expect(whole).toMatchObject({ parentRef: 'wide 3', parentId: expect.any(String), code: null });
  });

  test('a department is found by id in any case, and by ref', async () => {
    const root = await read((departments) => departments.get(named('root'), everyone));
    expect(root).toMatchObject({ ref: 'root', name: 'Root', code: 'R_1', parentId: null, parentRef: null });
    for (const name of [String(root?.id), String(root?.id).toUpperCase(), 'root']) {
      const found = await read((departments) =>
        departments.get({ by: 'id', path: '', values: [name] }, everyone),
      );
      expect(found).toEqual(root);
    }
    expect(await read((departments) => departments.get(named('ROOT'), everyone))).toBeUndefined();
  });

  test('the list narrows to what is right below, and to a text in any case', async () => {
    expect((await listed(everyone, { parent: named('root') })).length).toBe(71);
    expect(await listed(everyone, { parent: named('wide 12') })).toEqual(['below 12']);
    expect(await listed(everyone, { parent: named('nowhere') })).toEqual([]);
    expect((await listed(everyone, { search: 'ünter' })).length).toBe(70);
    expect(await listed(everyone, { search: 'r_1' })).toEqual(['root']);
    expect(await listed(everyone, { search: 'E_1' })).toEqual([]);
  });

  test('pages join to the whole list', async () => {
    const whole = await listed(everyone);
    const seen: (string | null)[] = [];
    let cursor: string | undefined;
    do {
      const page = await read((departments) => departments.list(all, everyone, 37, cursor));
      seen.push(...page.items.map(({ ref }) => ref));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(whole);
  });

  test('a department that moves takes all below with it', async () => {
    await app.load({ departments: [{ ref: 'chain 30', parentRef: 'wide 20' }] });
    const reach = limited({ departments: [await path('wide 20')] });
    expect((await listed(reach)).length).toBe(2 + 20);
    expect((await listed(limited({ departments: [await path('chain 29')] }))).length).toBe(1);
  });

  test('a tree that would be too deep for its paths is refused as invalid', async () => {
    const departments = [
      { ref: 'chain 1', parentRef: 'below 1' },
      ...Array.from({ length: 60 }, (_, place) => ({
        ref: `deeper ${place}`,
        name: 'Deeper',
        parentRef: place === 0 ? 'chain 29' : `deeper ${place - 1}`,
      })),
    ];
    expect((await failureOf(app.load({ departments }))).code).toBe('invalid');
    expect(await read((ports) => ports.get(named('deeper 0'), everyone))).toBeUndefined();
  });
});
