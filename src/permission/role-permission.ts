import { accountPermissions, assignablePermissions, type Permission } from '../contract/permission.js';
import { type Allowance, policy } from './policy.js';

/** What the policy allows to the holder of a role, wherever its reach ends. */
export function permissionsOf(role: keyof Allowance): readonly Permission[] {
  return [...assignablePermissions, ...accountPermissions].filter((permission) => {
    const allowance: Allowance = policy[permission];
    return allowance[role] !== undefined;
  });
}
