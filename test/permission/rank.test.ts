import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { accountPermissions, assignablePermissions } from '../../src/contract/permission.js';
import { authorize } from '../../src/permission/authorize.js';
import { goesBeyond } from '../../src/permission/rank.js';
import { reaches } from '../../src/permission/reach.js';
import { type Company, companies, type Held, heldIn, pathOf, rolesIn, speaker } from './company.js';

const worlds = companies.chain((company) =>
  fc.record({ company: fc.constant(company), mine: rolesIn(company), theirs: rolesIn(company) }),
);

/** A role as somebody holds it. */
function roleOf(company: Company, held: Held) {
  const departments = 'departments' in held ? held.departments : [];
  const groups = 'groups' in held ? held.groups : [];
  const custom =
    held.role === 'custom'
      ? { no: 1, id: '', ref: null, title: '', permissions: held.permissions }
      : undefined;
  return {
    role: held.role,
    custom,
    departments: departments.map((no) => ({ no, id: '', path: pathOf(company, no) })),
    groups: groups.map((no) => ({ no, id: `${no}` })),
  };
}

/** Whether these roles allow something to somebody who is nothing to the caller but a member of a department or group. */
function allows(roles: Parameters<typeof speaker>[0], permission: string, path: string, groups: number[]) {
  try {
    const reach = authorize(speaker(roles), permission as never);
    return reaches({ ...reach, self: null }, { no: 99, departmentPath: path, managerNo: null, groups });
  } catch {
    return false;
  }
}

describe('rank', () => {
  test('a role goes beyond a limited caller exactly where it allows something somewhere that theirs do not', () => {
    fc.assert(
      fc.property(worlds, ({ company, mine, theirs }) => {
        const caller = heldIn(company, mine);
        if (caller.some(({ role }) => role === 'owner' || role === 'administrator')) return;
        for (const held of theirs) {
          const single = heldIn(company, [held]);
          const places: readonly (readonly [string, number[]])[] = [
            ...company.departments.map(({ no }) => [pathOf(company, no), []] as const),
            ...company.groups.map(({ no }) => ['/', [no]] as const),
          ].map(([path, groups]) => [path, [...groups]]);
          const more = [...assignablePermissions, ...accountPermissions].some((permission) =>
            places.some(
              ([path, groups]) =>
                allows(single, permission, path, groups) && !allows(caller, permission, path, groups),
            ),
          );
          expect(goesBeyond(speaker(caller), roleOf(company, held))).toBe(more);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('nobody is beyond an owner, and of all roles only the owner is beyond an administrator', () => {
    fc.assert(
      fc.property(worlds, ({ company, mine, theirs }) => {
        const rest = heldIn(company, mine);
        for (const held of theirs) {
          const role = roleOf(company, held);
          expect(goesBeyond(speaker([...rest, { role: 'owner' }]), role)).toBe(false);
          const administrator = speaker([
            ...rest.filter((one) => one.role !== 'owner'),
            { role: 'administrator' },
          ]);
          expect(goesBeyond(administrator, role)).toBe(held.role === 'owner');
        }
      }),
    );
  });

  test('everybody ranks as high as themself, and a learner below whoever holds a role over anything', () => {
    fc.assert(
      fc.property(worlds, ({ company, mine }) => {
        const caller = speaker(heldIn(company, mine));
        for (const held of mine) expect(goesBeyond(caller, roleOf(company, held))).toBe(false);
      }),
    );
    const planner = { role: 'planner' as const, groups: [1] };
    const nothing = { people: [], departments: [], groups: [] };
    expect(goesBeyond(speaker([]), roleOf(nothing, planner))).toBe(true);
    expect(goesBeyond(speaker([]), roleOf(nothing, { role: 'administrator' }))).toBe(true);
  });
});
