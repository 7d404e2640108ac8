import fc from 'fast-check';
import { assignablePermissions } from '../../src/contract/permission.js';
import type { RoleHeld, UserCaller } from '../../src/permission/caller.js';

/** A department by its number and that of the one above; 0 lies above the root. */
export interface Node {
  readonly no: number;
  readonly parent: number;
}

/** Everything as lists of numbers, to be compared with what works on paths. */
export interface Company {
  readonly departments: readonly Node[];
  readonly people: readonly { readonly no: number; readonly department: number; readonly manager: number }[];
  readonly groups: readonly { readonly no: number; readonly members: readonly number[] }[];
}

/** A random tree whose numbers are as unhandy as they can be: 1, 10, 11, 100 begin alike as text. */
export const companies: fc.Arbitrary<Company> = fc
  .record({
    numbers: fc.uniqueArray(fc.constantFrom(1, 2, 9, 10, 11, 12, 19, 21, 90, 100, 101, 110, 119, 999), {
      minLength: 1,
      maxLength: 10,
    }),
    parents: fc.array(fc.nat(), { minLength: 10, maxLength: 10 }),
    homes: fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 8 }),
    groups: fc.array(fc.uniqueArray(fc.nat({ max: 7 }), { maxLength: 4 }), { minLength: 1, maxLength: 4 }),
  })
  .map(({ numbers, parents, homes, groups }) => ({
    departments: numbers.map((no, place) => ({
      no,
      parent: place === 0 ? 0 : (numbers[(parents[place] ?? 0) % place] ?? 0),
    })),
    people: homes.map(([home, boss], place) => ({
      no: place + 1,
      department: numbers[home % numbers.length] ?? 0,
      manager: boss % (homes.length + 1),
    })),
    groups: groups.map((places, place) => ({
      no: place + 1,
      members: places.filter((member) => member < homes.length).map((member) => member + 1),
    })),
  }));

/** Whether a department is another one or lies anywhere below it, by walking up. */
export function liesIn(company: Company, department: number, top: number): boolean {
  const here = company.departments.find(({ no }) => no === department);
  return here !== undefined && (here.no === top || liesIn(company, here.parent, top));
}

/** The path of a department, the numbers from the root down. */
export function pathOf(company: Company, department: number): string {
  const here = company.departments.find(({ no }) => no === department);
  return here ? `${pathOf(company, here.parent)}${here.no}/` : '/';
}

/** The groups that a person belongs to. */
export function groupsOf({ groups }: Company, person: number): number[] {
  return groups.flatMap(({ no, members }) => (members.includes(person) ? [no] : []));
}

/** Somebody of the company as the check of reach sees them. */
export function personOf(company: Company, place: number) {
  const person = company.people[place % company.people.length];
  if (!person) throw new RangeError('nobody works there');
  const departmentPath = pathOf(company, person.department);
  const groups = groupsOf(company, person.no);
  return { no: person.no, departmentPath, managerNo: person.manager === 0 ? null : person.manager, groups };
}

/** A user who speaks, with these roles. */
export function speaker(roles: readonly RoleHeld[], more: Partial<UserCaller> = {}): UserCaller {
  return {
    kind: 'user',
    userNo: 1,
    userId: '00000000-0000-4000-8000-000000000001',
    userRef: 'one',
    roles,
    managesPeople: false,
    managersMayEnroll: false,
    clientId: null,
    ...more,
  };
}

/** A random set of roles over departments and groups of the company, by their numbers. */
export type Held =
  | { readonly role: 'owner' | 'administrator' }
  | { readonly role: 'department_administrator'; readonly departments: readonly number[] }
  | {
      readonly role: 'custom';
      readonly permissions: readonly (typeof assignablePermissions)[number][];
      readonly departments: readonly number[];
    }
  | { readonly role: 'planner' | 'group_manager'; readonly groups: readonly number[] };

const some = fc.array(fc.nat(), { maxLength: 3 });

export function rolesIn(company: Company): fc.Arbitrary<readonly Held[]> {
  const departments = some.map((places) =>
    places.flatMap((place) => company.departments[place % company.departments.length]?.no ?? []),
  );
  const groups = some.map((places) =>
    places.flatMap((place) => company.groups[place % company.groups.length]?.no ?? []),
  );
  return fc.array(
    fc.oneof(
      {
        weight: 1,
        arbitrary: fc.record({ role: fc.constantFrom('owner' as const, 'administrator' as const) }),
      },
      {
        weight: 4,
        arbitrary: fc.record({ role: fc.constant('department_administrator' as const), departments }),
      },
      {
        weight: 3,
        arbitrary: fc.record({
          role: fc.constantFrom('planner' as const, 'group_manager' as const),
          groups,
        }),
      },
      {
        weight: 6,
        arbitrary: fc.record({
          role: fc.constant('custom' as const),
          permissions: fc.uniqueArray(fc.constantFrom(...assignablePermissions)),
          departments,
        }),
      },
    ),
    { maxLength: 3 },
  );
}

/** The same roles as the core holds them. */
export function heldIn(company: Company, roles: readonly Held[]): readonly RoleHeld[] {
  return roles.map((held) =>
    'departments' in held
      ? { ...held, departments: held.departments.map((department) => pathOf(company, department)) }
      : held,
  );
}
