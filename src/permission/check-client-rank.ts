import type { Work } from '../work.js';
import type { Caller } from './caller.js';
import { checkRank } from './check-rank.js';

/** Fails `forbidden` where an API client acts for somebody who may more than the caller: it would be a way around. */
export async function checkClientRank(
  work: Pick<Work, 'users' | 'roles'>,
  caller: Caller,
  userId: string,
  path: string,
): Promise<void> {
  const user = await work.users.key({ by: 'id', path, values: [userId] });
  if (user) await checkRank(work, caller, [{ no: user.no, path }]);
}
