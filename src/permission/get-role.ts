import { noSuch } from '../contract/no-such.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { versioned } from '../contract/version.js';
import type { Work } from '../work.js';
import { authorize } from './authorize.js';
import type { Caller } from './caller.js';
import { builtInAddressed, customView, roleNames } from './role-view.js';

/** One role, built in or not. */
export async function getRole(
  work: Work,
  caller: Caller,
  input: InputOf<'getRole'>,
): Promise<OutputOf<'getRole'>> {
  authorize(caller, 'role.read');
  const builtIn = builtInAddressed(input);
  if (builtIn) return versioned(builtIn);
  const [role] = await work.roles.find(roleNames(input));
  if (!role) throw noSuch('role', roleNames(input));
  return versioned(customView(role));
}
