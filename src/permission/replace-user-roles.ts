import { noSuch } from '../contract/no-such.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { userNames } from '../contract/selection.js';
import type { Work } from '../work.js';
import { authorize } from './authorize.js';
import { authorizeSeeing } from './authorize-seeing.js';
import type { Caller } from './caller.js';
import { giveRoles } from './give-roles.js';

/** Gives a user other roles; the same ones change nothing. */
export async function replaceUserRoles(
  work: Work,
  caller: Caller,
  input: InputOf<'replaceUserRoles'>,
): Promise<OutputOf<'replaceUserRoles'>> {
  const reach = authorize(caller, 'role.assign');
  const [named = 0] = await work.users.find(userNames(input), reach);
  const [user] = named === 0 ? [] : await work.users.lock([named], reach);
  if (!user) throw noSuch('user', userNames(input));
  const changed = await giveRoles(work, caller, user.no, input.roles, '/roles');
  const roles = (await work.users.view(user.no, authorizeSeeing(caller)))?.roles ?? [];
  if (changed) {
    const held = roles.map(({ role, roleId, managedDepartmentIds, managedGroupIds }) => ({
      role,
      ...(role === 'custom' ? { roleId } : {}),
      ...(managedDepartmentIds.length > 0
        ? { managedDepartmentIds: managedDepartmentIds.slice(0, 100) }
        : {}),
      ...(managedGroupIds.length > 0 ? { managedGroupIds: managedGroupIds.slice(0, 100) } : {}),
    }));
    await work.events.note({ userId: user.id, roles: held });
  }
  return { userId: user.id, roles };
}
