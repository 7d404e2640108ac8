import type { Names } from '../contract/selection.js';
import { unusable } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Reach } from '../permission/reach.js';
import { type FailedUser, failedUser } from './failed-user.js';
import type { Users } from './users.js';

/**
 * The numbers of the people named, each once, in the order of the names, with the place of its first name. Names of
 * nobody within reach become failures, each name one.
 */
export async function findPeople(
  users: Users,
  names: Names,
  reach: Reach,
  caller: Caller,
  failures: FailedUser[],
): Promise<ReadonlyMap<number, number>> {
  const places = new Map<number, number>();
  const seen = new Set<string>();
  for (const [place, no] of (await users.find(names, reach)).entries()) {
    const name = names.values[place] ?? '';
    if (no !== 0) {
      if (!places.has(no)) places.set(no, place);
      continue;
    }
    if (seen.has(name)) continue;
    seen.add(name);
    failures.push(failedUser(names, place, unusable(caller, 'user', name)));
  }
  return places;
}
