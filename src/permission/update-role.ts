import { noSuch } from '../contract/no-such.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { checkVersion, versioned } from '../contract/version.js';
import type { Work } from '../work.js';
import { authorize } from './authorize.js';
import type { Caller } from './caller.js';
import { checkOwnRole, customView, roleNames } from './role-view.js';

/** Changes a custom role; whoever holds it may do what it says from then on. */
export async function updateRole(
  work: Work,
  caller: Caller,
  input: InputOf<'updateRole'>,
): Promise<OutputOf<'updateRole'>> {
  authorize(caller, 'role.manage');
  checkOwnRole(input);
  await work.organization.lock();
  const before = await work.roles.lock(roleNames(input));
  if (!before) throw noSuch('role', roleNames(input));
  if (!work.events.happened) checkVersion(input.ifVersion, customView(before));
  const after = {
    ...before,
    ref: input.ref === undefined ? before.ref : input.ref,
    title: input.title ?? before.title,
    description: input.description === undefined ? before.description : input.description,
    permissions: input.permissions ?? before.permissions,
  };
  const changed = (['ref', 'title', 'description', 'permissions'] as const).filter(
    (field) => JSON.stringify(after[field]) !== JSON.stringify(before[field]),
  );
  if (changed.length > 0) {
    await work.roles.change(after);
    const permissions = changed.includes('permissions') ? { permissions: after.permissions } : {};
    await work.events.note({ roleId: after.id, changed, ...permissions });
  }
  return versioned(customView(after));
}
