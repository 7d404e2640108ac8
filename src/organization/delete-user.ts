import type { InputOf, OutputOf } from '../contract/operations.js';
import { userNames } from '../contract/selection.js';
import { checkVersion } from '../contract/version.js';
import { authorize } from '../permission/authorize.js';
import { authorizeSeeing } from '../permission/authorize-seeing.js';
import type { Caller } from '../permission/caller.js';
import { checkRank } from '../permission/check-rank.js';
import type { Work } from '../work.js';
import { findRemoved, removeUser } from './remove-user.js';

/** Deletes somebody: what they have ends, what happened stays, and their names are free for others. */
export async function deleteUser(
  work: Work,
  caller: Caller,
  input: InputOf<'deleteUser'>,
): Promise<OutputOf<'deleteUser'>> {
  const reach = authorize(caller, 'user.delete');
  const names = userNames(input);
  await work.organization.lock();
  const [no = 0] = await work.users.find(names, reach);
  const [user] = no === 0 ? [] : await work.users.lock([no], reach);
  if (!user) {
    const gone = await findRemoved(work, names);
    return { userId: gone.id, ...(await removeUser(work, caller, { ...gone, path: names.path })) };
  }
  if (input.ifVersion) {
    const view = await work.users.view(no, authorizeSeeing(caller));
    checkVersion(input.ifVersion, view ?? {});
  }
  await checkRank(work, caller, [{ no, path: names.path }]);
  return { userId: user.id, ...(await removeUser(work, caller, { no, id: user.id, path: names.path })) };
}
