import type { Permission } from '../contract/permission.js';
import type { UserCaller } from './caller.js';
import { type Allowance, policy } from './policy.js';
import { permissionsOf } from './role-permission.js';
import type { RoleOfUser } from './roles.js';

type Theirs = Pick<RoleOfUser, 'role' | 'custom' | 'departments' | 'groups'>;

/**
 * Whether a role that somebody holds goes beyond what the caller may: whether it allows anything, anywhere, that the
 * caller's own roles do not allow there. Whoever could change or delete such a person would act on more than they
 * were trusted with.
 */
export function goesBeyond(caller: UserCaller, theirs: Theirs): boolean {
  if (caller.roles.some(({ role }) => role === 'owner')) return false;
  if (theirs.role === 'owner') return true;
  if (caller.roles.some(({ role }) => role === 'administrator')) return false;
  if (theirs.role === 'administrator') return true;
  return allowedBy(theirs).some(
    (permission) =>
      theirs.departments.some(({ path }) => !mayIn(caller, permission, path)) ||
      theirs.groups.some(({ no }) => !mayAmong(caller, permission, no)),
  );
}

function allowedBy({ role, custom }: Theirs): readonly Permission[] {
  return custom?.permissions ?? permissionsOf(role);
}

/** Whether one of the caller's roles allows it in a department, and so in all below. */
function mayIn({ roles }: UserCaller, permission: Permission, path: string): boolean {
  return roles.some(
    (held) =>
      'departments' in held &&
      allows(held, permission) &&
      held.departments.some((top) => path.startsWith(top)),
  );
}

function mayAmong({ roles }: UserCaller, permission: Permission, groupNo: number): boolean {
  return roles.some((held) => 'groups' in held && allows(held, permission) && held.groups.includes(groupNo));
}

function allows(held: UserCaller['roles'][number], permission: Permission): boolean {
  const allowance: Allowance = policy[permission];
  if (allowance[held.role] === undefined) return false;
  return held.role !== 'custom' || held.permissions.some((one) => one === permission);
}
