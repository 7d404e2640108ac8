import { builtInRole } from '../contract/built-in-role.js';
import type { OutputOf } from '../contract/operations.js';
import { builtInFields } from '../contract/profile-fields.js';
import { foreignRoleWord } from '../vendor/role-word.js';
import { ids, List, type Shown } from './reply.js';

export type User = OutputOf<'listUsers'>['items'][number];

/** The two generations of the vendor's user: the first knows no ended employment. */
export type Generation = 'v1' | 'v2';

const statuses: Readonly<Record<Generation, Readonly<Record<User['status'], number>>>> = {
  v1: { active: 1, inactive: 3, terminated: 3 },
  v2: { active: 1, inactive: 3, terminated: 5 },
};

/** Fields that the vendor always answers, empty where nothing is known. */
const always: readonly string[] = ['login', 'email', 'first_name', 'last_name'];

/** Nobody has a second supervisor. */
export const noSupervisor: Shown = { subordinationType: 'no_supervisor' };

export function showUser(user: User, generation: Generation): Shown {
  const [first] = user.roles;
  const role = first?.role ?? 'learner';
  return {
    userId: user.id,
    role: foreignRoleWord(role),
    roleId: first?.roleId ?? learnerId,
    departmentId: user.departmentId,
    status: statuses[generation][user.status],
    fields: new List('field', fieldsOf(user)),
    addedDate: user.addedDate ?? '',
    // Nobody signs in here.
    lastLoginDate: '',
    manageableDepartmentIds: ids([...new Set(user.roles.flatMap((held) => held.managedDepartmentIds))]),
    userRoles: new List('userRole', rolesOf(user)),
    groups: ids(user.groups.map(({ id }) => id)),
    subordination:
      user.managerId === null ? noSupervisor : { subordinationType: 'manual', supervisorId: user.managerId },
    coSubordination: noSupervisor,
  };
}

const learnerId = builtInRole('learner')?.id ?? '';

function rolesOf({ roles }: User): Shown[] {
  if (roles.length === 0)
    return [{ roleId: learnerId, roleType: 'learner', manageableDepartmentIds: ids([]) }];
  return roles.map(({ role, roleId, managedDepartmentIds }) => ({
    roleId,
    roleType: foreignRoleWord(role),
    manageableDepartmentIds: ids(managedDepartmentIds),
  }));
}

/** Names in upper case, as the vendor reads them out. */
function fieldsOf(user: User): Shown[] {
  const builtIn = Object.entries(builtInFields).map(([name, field]) => [name, user[field]] as const);
  const shown = builtIn.filter(([name, value]) => value !== null || always.includes(name));
  return [...shown, ...Object.entries(user.profileFields)].map(([name, value]) => ({
    name: name.toUpperCase(),
    value: value ?? '',
  }));
}
