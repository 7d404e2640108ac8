import { noSuch } from '../contract/no-such.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { userNames } from '../contract/selection.js';
import { versioned } from '../contract/version.js';
import { authorize } from '../permission/authorize.js';
import { authorizeSeeing } from '../permission/authorize-seeing.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/** One user; what the caller may not see is absent. */
export async function getUser(
  work: Work,
  caller: Caller,
  input: InputOf<'getUser'>,
): Promise<OutputOf<'getUser'>> {
  const reach = authorize(caller, 'user.read');
  const user = await work.users.get(userNames(input), reach, authorizeSeeing(caller));
  if (!user) throw noSuch('user', userNames(input));
  return versioned(user);
}
