import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Failure } from '../../src/contract/failure.js';
import { accountPermissions, assignablePermissions, type Permission } from '../../src/contract/permission.js';
import { authorize, isAccountWide } from '../../src/permission/authorize.js';
import { type Caller, operator, unknownCaller } from '../../src/permission/caller.js';
import { everyone, type Reach, reaches } from '../../src/permission/reach.js';
import {
  type Company,
  companies,
  groupsOf,
  type Held,
  heldIn,
  liesIn,
  personOf,
  rolesIn,
  speaker,
} from './company.js';

const permissions: readonly Permission[] = [...assignablePermissions, ...accountPermissions];

/** Whom the caller reaches, or the code of the refusal. */
function answer(caller: Caller, permission: Permission): Reach | string {
  try {
    return authorize(caller, permission);
  } catch (error) {
    if (error instanceof Failure) return error.code;
    throw error;
  }
}

/** What department administrators may not, though custom roles may be given it. */
const assignedOnly: readonly string[] = [
  ...['course.create', 'course.update', 'training.create', 'training.update'],
  ...['department.create', 'department.update', 'department.delete'],
  ...['group.create', 'group.update', 'group.delete', 'offer.create', 'offer.update'],
];
/** What whoever has a team may with it, and what only where the account lets managers enroll. */
const ofManagers: readonly string[] = [
  ...['enrollment.read', 'user.read', 'profile_field.read'],
  ...['participant.read', 'attendance.read', 'offer.read', 'registration.read'],
];
const ofEnrollingManagers: readonly string[] = ['enrollment.create', 'course.read', 'training.read'];
const ofLearners: readonly string[] = [
  ...['enrollment.read', 'course.read', 'training.read', 'user.read', 'profile_field.read'],
  ...['department.read', 'participant.read', 'attendance.read', 'offer.read', 'registration.read'],
  ...['session.choose', 'registration.create', 'registration.delete'],
];
const ofGroups: readonly string[] = [
  ...['enrollment.read', 'course.read', 'training.read', 'user.read', 'profile_field.read'],
  ...['group.read', 'participant.read', 'attendance.read', 'offer.read', 'registration.read'],
];

/** The rules in words, over numbers: who may do this to that person? */
function mayByTheBook(
  company: Company,
  caller: { roles: readonly Held[]; no: number; managersMayEnroll: boolean },
  permission: Permission,
  person: { no: number; department: number; manager: number },
): boolean {
  const byRole = caller.roles.some((held) => {
    if ('groups' in held) {
      const theirs = groupsOf(company, person.no);
      return ofGroups.includes(permission) && held.groups.some((no) => theirs.includes(no));
    }
    if (!('departments' in held)) return true;
    const assignable = (assignablePermissions as readonly string[]).includes(permission);
    const granted =
      held.role === 'custom'
        ? held.permissions.some((one) => one === permission)
        : assignable && !assignedOnly.includes(permission);
    return granted && held.departments.some((top) => liesIn(company, person.department, top));
  });
  const isReport = person.manager === caller.no;
  const asManager =
    isReport &&
    (ofManagers.includes(permission) ||
      (caller.managersMayEnroll && ofEnrollingManagers.includes(permission)));
  return byRole || asManager || (person.no === caller.no && ofLearners.includes(permission));
}

describe('authorize', () => {
  test.each(permissions)(
    '%s: nobody is asked for credentials, the operator reaches everyone',
    (permission) => {
      expect(answer(unknownCaller, permission)).toBe('unauthenticated');
      expect(answer(operator, permission)).toEqual(everyone);
    },
  );

  test.each(permissions)('%s: the owner and the administrators reach everyone', (permission) => {
    for (const role of ['owner', 'administrator'] as const) {
      expect(answer(speaker([{ role }]), permission)).toEqual(everyone);
      // Whatever else they are, and in whatever order it is held.
      const other = { role: 'department_administrator', departments: ['/1/2/'] } as const;
      expect(answer(speaker([other, { role }]), permission)).toEqual(everyone);
    }
  });

  test.each(accountPermissions)('%s: nobody else holds it, whatever their roles', (permission) => {
    fc.assert(
      fc.property(
        companies.chain((company) => fc.record({ company: fc.constant(company), roles: rolesIn(company) })),
        ({ company, roles }) => {
          const limited = heldIn(company, roles).filter(
            (held) => held.role !== 'owner' && held.role !== 'administrator',
          );
          expect(answer(speaker(limited, { managesPeople: true, managersMayEnroll: true }), permission)).toBe(
            'forbidden',
          );
        },
      ),
    );
  });

  test('whom any set of roles reaches is what the rules say, person by person', () => {
    const worlds = companies.chain((company) =>
      fc.record({
        company: fc.constant(company),
        roles: rolesIn(company),
        place: fc.nat({ max: company.people.length - 1 }),
        managersMayEnroll: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(
        worlds,
        fc.constantFrom(...permissions),
        ({ company, roles, place, managersMayEnroll }, permission) => {
          const { no } = company.people[place] ?? { no: 0 };
          const managesPeople = company.people.some(({ manager }) => manager === no);
          const caller = speaker(heldIn(company, roles), { userNo: no, managesPeople, managersMayEnroll });
          const reach = answer(caller, permission);
          for (const [index, person] of company.people.entries()) {
            const reached = typeof reach !== 'string' && reaches(reach, personOf(company, index));
            const expected = mayByTheBook(company, { roles, no, managersMayEnroll }, permission, person);
            expect(reached).toBe(expected);
          }
          if (typeof reach === 'string') expect(reach).toBe('forbidden');
        },
      ),
      { numRuns: 300 },
    );
  });

  test('a custom role gives what it names, in its own departments and nowhere else', () => {
    const reader = { role: 'custom', permissions: ['enrollment.read'], departments: ['/1/2/'] } as const;
    const enroller = { role: 'custom', permissions: ['enrollment.create'], departments: ['/1/3/'] } as const;
    const caller = speaker([reader, enroller]);
    expect(answer(caller, 'enrollment.read')).toMatchObject({ departments: ['/1/2/'] });
    expect(answer(caller, 'enrollment.create')).toMatchObject({ departments: ['/1/3/'], self: null });
    expect(answer(caller, 'enrollment.delete')).toBe('forbidden');
  });

  test('a manager of nobody is no team manager', () => {
    const allowed = { managersMayEnroll: true };
    expect(answer(speaker([], allowed), 'enrollment.create')).toBe('forbidden');
    expect(answer(speaker([], allowed), 'enrollment.read')).toMatchObject({ reportsOf: null, self: 1 });
    expect(answer(speaker([], { ...allowed, managesPeople: true }), 'enrollment.create')).toEqual({
      everyone: false,
      departments: [],
      groups: [],
      reportsOf: 1,
      self: null,
    });
  });

  test('a role over no department at all reaches nobody by it', () => {
    const caller = speaker([{ role: 'department_administrator', departments: [] }]);
    const reach = authorize(caller, 'enrollment.create');
    expect(reach).toEqual({ everyone: false, departments: [], groups: [], reportsOf: null, self: null });
  });
});

describe('isAccountWide', () => {
  test('holds for the operator, the owner and administrators, and for nobody else', () => {
    expect(isAccountWide(operator)).toBe(true);
    expect(isAccountWide(speaker([{ role: 'owner' }]))).toBe(true);
    expect(isAccountWide(speaker([{ role: 'administrator' }]))).toBe(true);
    expect(isAccountWide(unknownCaller)).toBe(false);
    expect(isAccountWide(speaker([]))).toBe(false);
    // Even over the root department: unknown and out of reach stay the same for them.
    expect(isAccountWide(speaker([{ role: 'department_administrator', departments: ['/1/'] }]))).toBe(false);
  });
});
