import type { InputOf, OutputOf } from '../contract/operations.js';
import { versioned } from '../contract/version.js';
import type { Work } from '../work.js';
import { authorize } from './authorize.js';
import type { Caller } from './caller.js';
import { customView } from './role-view.js';

/** A named set of permissions, to be held over departments. */
export async function createRole(
  work: Work,
  caller: Caller,
  input: InputOf<'createRole'>,
): Promise<OutputOf<'createRole'>> {
  authorize(caller, 'role.manage');
  await work.organization.lock();
  const { title, ref = null, description = null, permissions } = input;
  const role = { no: 0, id: work.newId('role'), title, ref, description, permissions };
  await work.roles.add(role);
  await work.events.note({ roleId: role.id, permissions });
  return versioned(customView(role));
}
