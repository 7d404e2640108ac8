import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { ask, failureOf } from '../asking.js';
import { sentDuring } from './sent.js';

const refs = Array.from({ length: 10_000 }, (_, no) => `u${no}`);

describeOnEngines('how many statements people take', describe, (engine) => {
  let app: TestApplication;
  beforeAll(async () => {
    app = await startApplication({
      engine,
      organization: {
        departments: [
          { ref: 'hq', name: 'Head office' },
          { ref: 'nl', name: 'Netherlands', parentRef: 'hq' },
        ],
        profileFields: [{ name: 'contract', label: 'Contract', type: 'text' }],
        groups: [{ ref: 'few', name: 'Few', memberRefs: ['u1', 'u2'] }],
        users: refs.map((ref, no) => ({
          ref,
          departmentRef: 'hq',
          mobile: `+31 ${no}`,
          profileFields: { contract: no % 2 ? 'Fixed' : 'Open' },
        })),
      },
    });
  }, 60_000);
  afterAll(() => app.close());

  const count = async (work: () => Promise<unknown>) => (await sentDuring(engine, work)).length;

  test('a page of ten thousand takes as many as a page of two', async () => {
    const page = (limit: number) => count(() => ask(app, 'listUsers', { limit }));
    // The first request of all asks for the account's zone.
    await page(1);
    expect(await page(10_000)).toBe(await page(2));
  });

  test('ten thousand get another status, or department, in a few batches', async () => {
    const batches = engine === 'mysql' ? 10 : 2;
    for (const [name, more] of [
      ['changeUserStatus', { status: 'terminated' }],
      ['moveUsers', { departmentRef: 'nl' }],
    ] as const) {
      const one = await count(() => ask(app, name, { userRefs: ['u0'], ...more }));
      const all = await count(async () => {
        const { summary } = await ask(app, name, { userRefs: refs, ...more });
        expect(summary).toMatchObject({ unchanged: 1, failed: 0 });
      });
      expect([name, all]).toEqual([name, expect.any(Number)]);
      expect(all).toBeLessThanOrEqual(one + 12 * batches);
    }
  }, 60_000);

  test('filters narrow down together, case aside; a cursor belongs to its query', async () => {
    const found = async (filter: object) =>
      (await ask(app, 'listUsers', { limit: 10_000, ...filter })).items.map(({ ref }) => ref);
    expect(await found({ profileFields: ['CONTRACT=fixed'], userRefs: ['u1', 'u2', 'u3'] })).toEqual([
      'u1',
      'u3',
    ]);
    expect(await found({ profileFields: ['contract=fixed', 'contract=OPEN'] })).toHaveLength(10_000);
    expect(await found({ profileFields: ['contract=fixed'], groupRefs: ['few'] })).toEqual(['u1']);
    expect(await found({ profileFields: ['mobile=+31 77'] })).toEqual(['u77']);
    expect(await found({ profileFields: ['none=x'] })).toEqual([]);
    expect(await found({ search: '31 123', userIds: ['u123', 'u5'] })).toEqual(['u123']);
    expect(await found({ search: 'fixed', departmentRefs: ['nl'], below: false })).toHaveLength(5_000);
    const { nextCursor } = await ask(app, 'listUsers', { search: 'fixed', limit: 2 });
    const again = await ask(app, 'listUsers', { search: 'fixed', limit: 3, cursor: nextCursor });
    expect(again.items.map(({ ref }) => ref)).toEqual(['u5', 'u7', 'u9']);
    const other = await failureOf(ask(app, 'listUsers', { search: 'open', cursor: nextCursor }));
    expect(other.violations).toMatchObject([{ path: '/cursor' }]);
  });
});
