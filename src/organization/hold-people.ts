import { pointer } from '../contract/failure.js';
import type { Names } from '../contract/selection.js';
import { beyondReach, unusable } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import { findBeyondRank } from '../permission/check-rank.js';
import type { Reach } from '../permission/reach.js';
import type { Work } from '../work.js';
import { type FailedUser, failedUser } from './failed-user.js';
import { findPeople } from './find-people.js';
import type { UserRecord } from './organization.js';

/** Somebody whose row is locked, and where the request names them. */
export interface Held {
  readonly record: UserRecord;
  readonly place: number;
  readonly path: string;
}

/**
 * The people named, locked in the order of their numbers; names of nobody, or of somebody whom the caller may not act
 * on, become failures.
 */
export async function holdPeople(
  work: Work,
  caller: Caller,
  reach: Reach,
  names: Names,
  failures: FailedUser[],
): Promise<readonly Held[]> {
  const places = await findPeople(work.users, names, reach, caller, failures);
  const records = await work.users.lock([...places.keys()], reach);
  const held = new Map(records.map((record) => [record.no, record]));
  const beyond = await findBeyondRank(work, caller, [...held.keys()]);
  return [...places].flatMap(([no, place]) => {
    const record = held.get(no);
    if (record && !beyond.has(no)) return [{ record, place, path: names.path + pointer(place) }];
    failures.push(
      failedUser(
        names,
        place,
        record ? beyondReach('user') : unusable(caller, 'user', names.values[place] ?? ''),
      ),
    );
    return [];
  });
}
