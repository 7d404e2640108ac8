import { failureAt } from '../contract/failure.js';
import { noSuch } from '../contract/no-such.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { checkVersion } from '../contract/version.js';
import type { Work } from '../work.js';
import { authorize } from './authorize.js';
import type { Caller } from './caller.js';
import { checkOwnRole, customView, roleNames } from './role-view.js';

/** Deletes a custom role that nobody holds. */
export async function deleteRole(
  work: Work,
  caller: Caller,
  input: InputOf<'deleteRole'>,
): Promise<OutputOf<'deleteRole'>> {
  authorize(caller, 'role.manage');
  checkOwnRole(input);
  const names = roleNames(input);
  await work.organization.lock();
  const role = await work.roles.lock(names);
  if (!role) throw noSuch('role', roleNames(input));
  checkVersion(input.ifVersion, customView(role));
  const holders = await work.roles.holders(role.no);
  if (holders > 0) {
    const message = holders === 1 ? 'One user holds this role.' : `${holders} users hold this role.`;
    throw failureAt('conflict', names.path, 'held', message);
  }
  await work.roles.remove(role.no);
  await work.events.note({ roleId: role.id });
  return { roleId: role.id };
}
