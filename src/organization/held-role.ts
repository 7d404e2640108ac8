import type { ComplaintList } from './complaint-list.js';
import type { Directory, Member } from './directory.js';
import type { HeldRole } from './organization.js';
import type { UserEntry } from './user-entry.js';

/** A role that somebody is to hold, with things that may have no number yet. */
interface AskedRole {
  readonly role: HeldRole['role'];
  readonly customRole: Member | undefined;
  readonly departments: Set<Member>;
  readonly groups: Set<Member>;
}

/** What roles may name. */
export interface RoleSurroundings {
  readonly departments: Directory;
  readonly groups: Directory;
  readonly customRoles: Directory;
}

type Entry = NonNullable<UserEntry['roles']>[number];

/** What each role has to say beside its name. */
const needs = {
  owner: [],
  administrator: [],
  department_administrator: ['managedDepartmentRefs'],
  custom: ['roleRef', 'managedDepartmentRefs'],
  planner: ['managedGroupRefs'],
  group_manager: ['managedGroupRefs'],
  learner: [],
} as const satisfies Record<Entry['role'], readonly Field[]>;

type Field = 'roleRef' | 'managedDepartmentRefs' | 'managedGroupRefs';
const fields: readonly Field[] = ['roleRef', 'managedDepartmentRefs', 'managedGroupRefs'];

/** Judges the roles of an entry. Everyone is a learner, and the same role twice is one with all its departments. */
export function askedRoles(
  entries: readonly Entry[],
  path: string,
  { departments, groups, customRoles }: RoleSurroundings,
  complaints: ComplaintList,
): readonly AskedRole[] {
  const asked = new Map<string, AskedRole>();
  for (const [index, entry] of entries.entries()) {
    const at = `${path}/roles/${index}`;
    const needed: readonly Field[] = needs[entry.role];
    for (const field of fields) {
      const isNeeded = needed.includes(field);
      if (isNeeded === (entry[field] !== undefined)) continue;
      if (isNeeded) complaints.add(`${at}/${field}`, 'required', `The role ${entry.role} needs it.`);
      else complaints.add(`${at}/${field}`, 'not_allowed', `The role ${entry.role} has none.`);
    }
    const customRole =
      entry.roleRef === undefined ? undefined : customRoles.refer(entry.roleRef, `${at}/roleRef`);
    const managed = {
      departments: everyOne(entry.managedDepartmentRefs, departments, `${at}/managedDepartmentRefs`),
      groups: everyOne(entry.managedGroupRefs, groups, `${at}/managedGroupRefs`),
    };
    if (entry.role === 'learner') continue;
    const key = `${entry.role} ${customRole?.id}`;
    const known = asked.get(key) ?? {
      role: entry.role,
      customRole,
      departments: new Set(),
      groups: new Set(),
    };
    for (const department of managed.departments) known.departments.add(department);
    for (const group of managed.groups) known.groups.add(group);
    asked.set(key, known);
  }
  return [...asked.values()];

  function everyOne(refs: readonly string[] = [], directory: Directory, path: string): ReadonlySet<Member> {
    const found = new Set<Member>();
    for (const [position, ref] of refs.entries()) {
      const place = `${path}/${position}`;
      const member = directory.refer(ref, place);
      if (member && found.has(member)) complaints.add(place, 'duplicate', 'It is managed already.');
      if (member) found.add(member);
    }
    return found;
  }
}

/** The role as stored; numbers are 0 for what is not there yet. */
export function heldRole({ role, customRole, departments, groups }: AskedRole): HeldRole {
  return {
    role,
    customRoleNo: customRole?.no ?? null,
    departmentNos: [...departments].map((department) => department.no),
    groupNos: [...groups].map((group) => group.no),
  };
}

/** Whether two lists of roles mean the same; their order means nothing. */
export function sameRoles(a: readonly HeldRole[], b: readonly HeldRole[]): boolean {
  return textOf(a) === textOf(b);
}

function textOf(roles: readonly HeldRole[]): string {
  const sorted = (nos: readonly number[]) => [...nos].sort((a, b) => a - b);
  const texts = roles.map(({ role, customRoleNo, departmentNos, groupNos }) =>
    JSON.stringify([role, customRoleNo, sorted(departmentNos), sorted(groupNos)]),
  );
  return texts.sort().join();
}
