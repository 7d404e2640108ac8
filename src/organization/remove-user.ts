import { noSuch } from '../contract/no-such.js';
import { declineRegistrations } from '../enrollment/decline-registrations.js';
import { releaseSeats } from '../enrollment/release-seats.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { checkLeaving } from './check-leaving.js';

/** Somebody to be deleted, and where the request names them. */
interface Leaver {
  readonly no: number;
  readonly id: string;
  readonly path: string;
}

/** What ended with somebody. */
export interface Ended {
  readonly grantsEnded: number;
  readonly tokensRevoked: number;
}

/** Deletes somebody whose row is locked; in an attempt after one that was committed, tells what that did. */
export async function removeUser(work: Work, caller: Caller, { no, id, path }: Leaver): Promise<Ended> {
  if (!work.events.happened) await checkLeaving(work, caller, { no, path });
  const grantsEnded = await work.grants.endAll(no, work.now);
  await declineRegistrations(work, no);
  await releaseSeats(work, [no]);
  const tokensRevoked = await work.access.revoke({ userNo: no }, work.now);
  if (work.events.happened) return { grantsEnded, tokensRevoked };
  await work.profileFields.release([no]);
  await work.messages.drop(no);
  await work.users.remove(no, work.now);
  await work.events.note({ userId: id, grantsEnded, tokensRevoked });
  return { grantsEnded, tokensRevoked };
}

/** Fails unless an earlier attempt of this very request deleted the person named; else answers whom. */
export async function findRemoved(work: Work, names: Parameters<Work['users']['departed']>[0]) {
  const gone = work.events.happened ? await work.users.departed(names, work.now) : undefined;
  if (!gone) throw noSuch('user', names);
  return gone;
}
