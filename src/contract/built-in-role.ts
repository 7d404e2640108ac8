import type { assignableRoles } from './user.js';

export type BuiltInRole = Exclude<(typeof assignableRoles)[number], 'custom'> | 'learner';

/** The roles that every account has, from the highest down, with ids that are the same everywhere. */
export const builtInRoles = [
  { role: 'owner', id: '6d617472-6963-4f01-8000-000000000001', title: 'Account owner' },
  { role: 'administrator', id: '6d617472-6963-4f01-8000-000000000002', title: 'Account administrator' },
  {
    role: 'department_administrator',
    id: '6d617472-6963-4f01-8000-000000000003',
    title: 'Department administrator',
  },
  { role: 'planner', id: '6d617472-6963-4f01-8000-000000000004', title: 'Planner' },
  { role: 'group_manager', id: '6d617472-6963-4f01-8000-000000000005', title: 'Group manager' },
  { role: 'learner', id: '6d617472-6963-4f01-8000-000000000006', title: 'Learner' },
] as const satisfies readonly { readonly role: BuiltInRole; readonly id: string; readonly title: string }[];

/** The built-in role of this name. */
export function builtInRole(name: string): (typeof builtInRoles)[number] | undefined {
  return builtInRoles.find(({ role }) => role === name);
}

/** The built-in role of this id, in any case. */
export function builtInRoleById(id: string): (typeof builtInRoles)[number] | undefined {
  return builtInRoles.find((role) => role.id === id.toLowerCase());
}
