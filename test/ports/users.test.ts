import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pagingOf } from '../../src/contract/page.js';
import type { NamedBy } from '../../src/contract/selection.js';
import type { Users } from '../../src/organization/users.js';
import { everyone, type Reach } from '../../src/permission/reach.js';
import { seesAll } from '../../src/permission/sight.js';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { ask, failureOf } from '../asking.js';

/** Refs that look alike, or that a database may take for one another; each is somebody of their own. */
const alike = [
  'abc',
  'ABC',
  'Abc',
  'abc.',
  'abc-',
  'a bc',
  'é',
  'e\u0301',
  'E\u0301',
  'e',
  'ß',
  'ss',
  'Å',
  'A\u030a',
  '\u212b',
  'ﬁ',
  'fi',
  'ı',
  'i',
  'İ',
  '😀',
  '😁',
  '👩‍🎓',
  '👩',
  'ａ',
  'a',
  '\u00ad',
  '\u200b',
  'x\u200b',
  'x',
  '000123',
  '123',
  '%',
  '_',
  "'",
  '"',
  '\\',
  '?',
  '$1',
  'null',
  '日本',
  '日本\u3000語',
];

const uuid = '7d0a1c9e-1111-4000-8000-00000000000a';
const other = '7d0a1c9e-2222-4000-8000-00000000000b';

const organization = {
  departments: [
    { ref: 'hq', name: 'Head office' },
    { ref: 'nl', name: 'Netherlands', parentRef: 'hq' },
    { ref: 'be', name: 'Belgium', parentRef: 'hq' },
  ],
  users: [
    { ref: 'owner', departmentRef: 'hq', roles: [{ role: 'owner' as const }] },
    ...alike.map((ref) => ({ ref, departmentRef: 'hq' })),
    { id: uuid, ref: 'has an id', departmentRef: 'nl', managerRef: 'owner' },
    // The id of somebody, as the ref of somebody else; and one that is a ref only.
    { ref: uuid, departmentRef: 'be' },
    { ref: other.toUpperCase(), departmentRef: 'be' },
    { ref: 'greek', departmentRef: 'be', login: 'ΟΔΥΣΣΕΥΣ', email: 'Οδυσσεύς@ΠΑΡΑΔΕΙΓΜΑ.gr' },
    { ref: 'turkish', departmentRef: 'be', login: 'İpek', email: 'İPEK@example.org' },
    { ref: 'cyrillic', departmentRef: 'be', login: 'Жанна', email: 'ЖАННА@пример.рф' },
    { ref: 'french', departmentRef: 'be', login: 'Ame\u0301lie', email: 'AMÉLIE@Example.ORG' },
    { ref: 'german', departmentRef: 'nl', login: 'Groß', email: 'gross@example.org' },
    { ref: 'georgian', departmentRef: 'nl', login: 'Ნინო', email: 'cherokee.Ꭰ@example.org' },
  ],
};

const nobody: Reach = { everyone: false, departments: [], groups: [], reportsOf: null, self: null };

describeOnEngines('users', describe, (engine) => {
  let app: TestApplication;
  beforeAll(async () => {
    app = await startApplication({ engine, organization });
  });
  afterAll(() => app.close());

  const read = <T>(work: (users: Users) => Promise<T>) =>
    app.application.database.unitOfWork.read((ports) => work(ports.users));
  const find = (by: NamedBy, values: readonly string[], reach = everyone) =>
    read((users) => users.find({ by, path: '', values }, reach));
  /** The refs of those found, in order; '-' for nobody. */
  const found = async (by: NamedBy, values: readonly string[], reach = everyone) => {
    const nos = await find(by, values, reach);
    const names = await read((users) => users.names(nos.filter((no) => no > 0)));
    return nos.map((no) => names.get(no)?.ref ?? '-');
  };

  test('a ref finds the one person who has exactly these code points', async () => {
    expect(await found('ref', alike)).toEqual(alike);
    expect(await found('id', alike)).toEqual(alike);
    for (const ref of alike)
      expect((await read((users) => users.key({ by: 'ref', path: '', values: [ref] })))?.ref).toBe(ref);
  });

  test('refs that are almost somebody’s find nobody', async () => {
    const almost = [
      'aBC',
      'abc ',
      'abc\u00a0',
      'ab',
      '\u0301',
      'SS',
      'FI',
      '😀😀',
      '',
      '0123',
      'nul',
      '日本 語',
      '\ud83d',
    ];
    expect(await found('ref', almost)).toEqual(almost.map(() => '-'));
    expect(await found('id', almost)).toEqual(almost.map(() => '-'));
  });

  test('a UUID is an id in any case first, then a ref in its own case', async () => {
    const asked = [uuid, uuid.toUpperCase(), other.toUpperCase(), other];
    expect(await found('id', asked)).toEqual(['has an id', 'has an id', other.toUpperCase(), '-']);
    expect(await found('ref', [uuid, uuid.toUpperCase()])).toEqual([uuid, '-']);
  });

  test('logins are found in any case and alphabet, and written in either form of Unicode', async () => {
    const asked = [
      'οδυσσευσ',
      'Οδυσσευς',
      'i\u0307PEK',
      'ЖАННА',
      'жанна',
      'AMÉLIE',
      'amélie',
      'GROß',
      'groẞ',
      'ნინო',
    ];
    expect(await found('login', asked)).toEqual([
      'greek',
      'greek',
      'turkish',
      'cyrillic',
      'cyrillic',
      'french',
      'french',
      'german',
      'german',
      'georgian',
    ]);
    expect(await found('login', ['gross', 'Амелие', 'amelie', 'nobody'])).toEqual(['-', '-', '-', '-']);
  });

  test('e-mail addresses are found in any case and alphabet', async () => {
    const asked = [
      'οδυσσεύσ@παραδειγμα.GR',
      'i\u0307pek@EXAMPLE.org',
      'жанна@ПРИМЕР.РФ',
      'Amélie@example.org',
      'GROSS@example.org',
    ];
    expect(await found('email', asked)).toEqual(['greek', 'turkish', 'cyrillic', 'french', 'german']);
    expect(await found('email', ['gross@example.org ', 'groß@example.org', 'ipek@example.org'])).toEqual([
      '-',
      '-',
      '-',
    ]);
  });

  test('numbers come in the order of the names, for repeated names too', async () => {
    expect(await found('ref', ['x', 'nobody', 'abc', 'x', 'abc'])).toEqual(['x', '-', 'abc', 'x', 'abc']);
    expect(await find('ref', [])).toEqual([]);
  });

  test('many names at once are found as one by one', async () => {
    const many = Array.from({ length: 2_500 }, (_, place) => (place % 50 === 0 ? 'abc' : `nobody ${place}`));
    const nos = await find('ref', many);
    expect(nos.filter((no) => no > 0).length).toBe(50);
    expect(await found('id', [...many.slice(0, 1_200), uuid])).toContain('has an id');
  });

  test('control characters, blanks at the ends and halves of characters are refused in what is asked and loaded', async () => {
    for (const ref of ['a\u0000b', '\u0000', 'a\nb', '\u007f', ' a', 'a ', '\u00a0a', '']) {
      const loading = app.load({ users: [{ ref, departmentRef: 'hq' }] });
      expect([ref, (await failureOf(loading)).code]).toEqual([ref, 'invalid']);
      const asking = ask(app, 'listEnrollments', { learnerRefs: [ref] });
      expect([ref, (await failureOf(asking)).code]).toEqual([ref, 'invalid']);
    }
    const loading = app.load({ users: [{ ref: 'a\ud800', departmentRef: 'hq' }] });
    expect((await failureOf(loading)).code).toBe('invalid');
  });

  describe('reach is part of the query', () => {
    const path = (ref: string) =>
      app.application.database.unitOfWork.read(async ({ departments }) =>
        String(await departments.path({ by: 'ref', path: '', values: [ref] })),
      );
    const noOf = async (ref: string) => (await find('ref', [ref]))[0] ?? 0;
    const everybody = ['has an id', 'greek', 'abc', 'nobody'];

    test.each<[string, () => Promise<Reach>, string[]]>([
      ['nobody', async () => nobody, ['-', '-', '-', '-']],
      ['everyone', async () => everyone, ['has an id', 'greek', 'abc', '-']],
      [
        'one department',
        async () => ({ ...nobody, departments: [await path('nl')] }),
        ['has an id', '-', '-', '-'],
      ],
      [
        'two departments',
        async () => ({ ...nobody, departments: [await path('nl'), await path('be')] }),
        ['has an id', 'greek', '-', '-'],
      ],
      [
        'a department with those below',
        async () => ({ ...nobody, departments: [await path('hq')] }),
        ['has an id', 'greek', 'abc', '-'],
      ],
      [
        'direct reports',
        async () => ({ ...nobody, reportsOf: await noOf('owner') }),
        ['has an id', '-', '-', '-'],
      ],
      ['oneself', async () => ({ ...nobody, self: await noOf('greek') }), ['-', 'greek', '-', '-']],
      [
        'a department and oneself',
        async () => ({ ...nobody, departments: [await path('nl')], self: await noOf('abc') }),
        ['has an id', '-', 'abc', '-'],
      ],
    ])('%s', async (_, reach, expected) => {
      const reached = await reach();
      expect(await found('ref', everybody, reached)).toEqual(expected);
      for (const [place, ref] of everybody.entries()) {
        const view = await read((users) =>
          users.get({ by: 'ref', path: '', values: [ref] }, reached, seesAll),
        );
        expect(view?.ref ?? '-').toBe(expected[place]);
      }
      const { items } = await read((users) => users.list({}, reached, seesAll, pagingOf({ limit: 1_000 })));
      const listed = new Set(items.map(({ ref }) => ref));
      for (const [place, ref] of everybody.entries()) expect(listed.has(ref)).toBe(expected[place] !== '-');
    });
  });
});
