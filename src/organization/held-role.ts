import type { ComplaintList } from './complaint-list.js';
import type { Directory, Member } from './directory.js';
import type { HeldRole } from './organization.js';
import type { UserEntry } from './user-entry.js';

/** A role that somebody is to hold, with things that may have no number yet. */
interface AskedRole {
  readonly role: HeldRole['role'];
  readonly customRole: Member | undefined;
  readonly departments: Set<Member>;
}

type Entry = NonNullable<UserEntry['roles']>[number];

/** What each role has to say beside its name. */
const needs = {
  owner: { roleRef: false, managedDepartmentRefs: false },
  administrator: { roleRef: false, managedDepartmentRefs: false },
  department_administrator: { roleRef: false, managedDepartmentRefs: true },
  custom: { roleRef: true, managedDepartmentRefs: true },
  learner: { roleRef: false, managedDepartmentRefs: false },
} as const satisfies Record<Entry['role'], object>;

/** Judges the roles of an entry. Everyone is a learner, and the same role twice is one with all its departments. */
export function askedRoles(
  entries: readonly Entry[],
  path: string,
  departments: Directory,
  customRoles: Directory,
  complaints: ComplaintList,
): readonly AskedRole[] {
  const asked = new Map<string, AskedRole>();
  for (const [index, entry] of entries.entries()) {
    const at = `${path}/roles/${index}`;
    for (const field of ['roleRef', 'managedDepartmentRefs'] as const) {
      if (needs[entry.role][field] === (entry[field] !== undefined)) continue;
      if (needs[entry.role][field])
        complaints.add(`${at}/${field}`, 'required', `The role ${entry.role} needs it.`);
      else complaints.add(`${at}/${field}`, 'not_allowed', `The role ${entry.role} has none.`);
    }
    const customRole =
      entry.roleRef === undefined ? undefined : customRoles.refer(entry.roleRef, `${at}/roleRef`);
    const managed = new Set<Member>();
    for (const [position, ref] of (entry.managedDepartmentRefs ?? []).entries()) {
      const place = `${at}/managedDepartmentRefs/${position}`;
      const department = departments.refer(ref, place);
      if (department && managed.has(department)) complaints.add(place, 'duplicate', 'It is managed already.');
      if (department) managed.add(department);
    }
    if (entry.role === 'learner') continue;
    const key = `${entry.role} ${customRole?.id}`;
    const known = asked.get(key) ?? { role: entry.role, customRole, departments: new Set() };
    for (const department of managed) known.departments.add(department);
    asked.set(key, known);
  }
  return [...asked.values()];
}

/** The role as stored; numbers are 0 for what is not there yet. */
export function heldRole({ role, customRole, departments }: AskedRole): HeldRole {
  return {
    role,
    customRoleNo: customRole?.no ?? null,
    departmentNos: [...departments].map((department) => department.no),
    groupNos: [],
  };
}

/** Whether two lists of roles mean the same; their order means nothing. */
export function sameRoles(a: readonly HeldRole[], b: readonly HeldRole[]): boolean {
  return textOf(a) === textOf(b);
}

function textOf(roles: readonly HeldRole[]): string {
  const inOrder = (nos: readonly number[]) => [...nos].sort((a, b) => a - b);
  const texts = roles.map(({ role, customRoleNo, departmentNos, groupNos }) =>
    JSON.stringify([role, customRoleNo, inOrder(departmentNos), inOrder(groupNos)]),
  );
  return texts.sort().join();
}
