import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Work } from '../work.js';
import { authorize } from './authorize.js';
import type { Caller } from './caller.js';
import { builtInViews, customView } from './role-view.js';

/** The built-in roles, then those of the account. */
export async function listRoles(
  work: Work,
  caller: Caller,
  _input: InputOf<'listRoles'>,
): Promise<OutputOf<'listRoles'>> {
  authorize(caller, 'role.read');
  return { items: [...builtInViews, ...(await work.roles.list()).map(customView)] };
}
