import type { InputOf, OutputOf } from '../contract/operations.js';
import { userListNames } from '../contract/selection.js';
import type { FailedUser } from '../organization/failed-user.js';
import { findPeople } from '../organization/find-people.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { settleFailures } from './failed.js';
import { findNamedGroups } from './find-named-groups.js';
import { followSources } from './follow-sources.js';
import { releaseSeats } from './release-seats.js';

/** Begins automatic grants that are missing and ends those that nothing justifies, whatever had gone wrong. */
export async function reconcileEnrollments(
  work: Work,
  caller: Caller,
  input: InputOf<'reconcileEnrollments'>,
): Promise<OutputOf<'reconcileEnrollments'>> {
  const userNos = input.due ? await findDue(work, caller) : await findUsers(work, caller, input);
  if (input.due && userNos?.length === 0) return { summary: { begun: 0, ended: 0, seatsTaken: 0 } };
  const ofGroups = input.groupIds ?? input.groupRefs;
  const unitNos = ofGroups && (await findNamedGroups(work, caller, input));
  await work.organization.lock();
  await work.unitLinks.hold();
  const ofUnits = { kind: 'unit', nos: unitNos, userNos, whole: true } as const;
  const units = await followSources(work, ofUnits);
  const events = unitNos
    ? { begun: 0, ended: 0 }
    : await followSources(work, { kind: 'offer_event', userNos, whole: true });
  const taken = unitNos ? 0 : await releaseSeats(work, userNos);
  if (input.due && userNos) await work.grants.forgetKept(userNos);
  const begun = units.begun + events.begun;
  const ended = units.ended + events.ended;
  const earlier = await work.events.noted();
  const seatsTaken = earlier ? Number(earlier['seatsTaken']) : taken;
  await work.events.record({ begun, ended, seatsTaken });
  return { summary: { begun, ended, seatsTaken } };
}

/** At most so many people are looked at by one request that asks for what has come due. */
const dueAtOnce = 10_000;

async function findDue(work: Work, caller: Caller): Promise<readonly number[]> {
  authorize(caller, 'enrollment.reconcile');
  return await work.grants.keptTooLong(dueAtOnce);
}

/** The users named, if any are; fails with every one who is unknown. */
async function findUsers(
  work: Work,
  caller: Caller,
  input: InputOf<'reconcileEnrollments'>,
): Promise<readonly number[] | undefined> {
  const reach = authorize(caller, 'enrollment.reconcile');
  const names = userListNames(input);
  if (names.values.length === 0) return undefined;
  const failures: FailedUser[] = [];
  const found = await findPeople(work.users, names, reach, caller, failures);
  settleFailures(failures, 'atomic');
  return [...found.keys()];
}
