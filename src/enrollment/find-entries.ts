import { pointer } from '../contract/failure.js';
import type { NamedBy } from '../contract/selection.js';
import { userNames } from '../contract/selection.js';
import { type FailedUser, failedUser } from '../organization/failed-user.js';
import { unusable } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Reach } from '../permission/reach.js';
import type { Work } from '../work.js';

type Entry = Parameters<typeof userNames>[0];

/**
 * The numbers of the users whom the entries of `/entries` name, each in a way of its own: 0 of those who cannot be acted
 * on, which become failures. As many statements as there are ways to name somebody.
 */
export async function findEntries(
  work: Work,
  caller: Caller,
  reach: Reach,
  entries: readonly Entry[],
  failures: FailedUser[],
): Promise<readonly number[]> {
  const named = entries.map((entry) => userNames(entry));
  const found = new Array<number>(entries.length).fill(0);
  const ways: readonly NamedBy[] = ['id', 'ref', 'email', 'login'];
  for (const by of ways) {
    const places = named.flatMap((names, place) => (names.by === by ? [place] : []));
    if (places.length === 0) continue;
    const values = places.map((place) => named[place]?.values[0] ?? '');
    const numbers = await work.users.find({ by, path: '/entries', values }, reach);
    for (const [index, place] of places.entries()) found[place] = numbers[index] ?? 0;
  }
  for (const [place, no] of found.entries()) {
    const names = named[place];
    if (no !== 0 || !names) continue;
    const cause = unusable(caller, 'user', names.values[0] ?? '');
    failures.push(failureOfEntry(names, place, cause, names.path));
  }
  return found;
}

/** A failure of one entry, at a place inside it. */
export function failureOfEntry(
  { by, values }: ReturnType<typeof userNames>,
  place: number,
  cause: Parameters<typeof failedUser>[2],
  inside = '',
): FailedUser {
  const path = `/entries${pointer(place)}${inside}`;
  const failure = failedUser({ by, path: '', values }, 0, cause);
  return { ...failure, place, path, outcome: { ...failure.outcome, path } };
}
