import { builtInRoleById, builtInRoles } from '../contract/built-in-role.js';
import { failureAt } from '../contract/failure.js';
import { isUuid } from '../contract/identifier.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Names } from '../contract/selection.js';
import { permissionsOf } from './role-permission.js';
import type { CustomRole } from './roles.js';

export type RoleView = OutputOf<'listRoles'>['items'][number];

/** A role of the account as answered. */
export function customView({ id, ref, title, description, permissions }: CustomRole): RoleView {
  return { id, ref, role: 'custom', title, description, permissions: [...permissions] };
}

/** The built-in roles as answered, the highest first. */
export const builtInViews: readonly RoleView[] = builtInRoles.map(({ id, role, title }) => ({
  id,
  ref: null,
  role,
  title,
  description: null,
  permissions: [...permissionsOf(role)],
}));

/** The built-in role that is addressed, if it is one. */
export function builtInAddressed({ roleId }: Pick<InputOf<'getRole'>, 'roleId'>): RoleView | undefined {
  if (roleId === undefined || !isUuid(roleId)) return undefined;
  const role = builtInRoleById(roleId);
  return builtInViews.find((view) => view.id === role?.id);
}

/** How a role is addressed. */
export function roleNames({ roleId, roleRef }: Pick<InputOf<'getRole'>, 'roleId' | 'roleRef'>): Names {
  if (roleRef !== undefined) return { by: 'ref', path: '/roleRef', values: [roleRef] };
  return { by: 'id', path: '/roleId', values: [roleId ?? ''] };
}

/** Fails `conflict` where a built-in role is to be changed. */
export function checkOwnRole(input: Pick<InputOf<'getRole'>, 'roleId'>): void {
  if (builtInAddressed(input))
    throw failureAt('conflict', '/roleId', 'built_in', 'It is a built-in role: it stays as it is.');
}
