import { authorize, unusableAt } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/**
 * The number of a person named as author, organiser or instructor: anybody whom the caller may read, and the caller.
 * Fails at the place as design rule 8 says: for a caller of limited reach, unknown and out of reach are the same.
 */
export async function findPerson(work: Work, caller: Caller, id: string, path: string): Promise<number> {
  const reach = authorize(caller, 'user.read');
  const [no = 0] = await work.users.find({ by: 'id', path, values: [id] }, reach);
  if (no !== 0) return no;
  throw unusableAt(path, caller, 'user', id);
}
