import type { InputOf, OutputOf } from '../contract/operations.js';
import { userListNames } from '../contract/selection.js';
import { settleFailures } from '../enrollment/failed.js';
import { authorizeWriting } from '../permission/authorize-writing.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { findUnableToLeave } from './check-leaving.js';
import { type FailedUser, failedUser, toldOutcomes } from './failed-user.js';
import { holdPeople } from './hold-people.js';
import { statusOf } from './user-entry.js';

/** Gives all people named the same status; enrollments stay. */
export async function changeUserStatus(
  work: Work,
  caller: Caller,
  input: InputOf<'changeUserStatus'>,
): Promise<OutputOf<'changeUserStatus'>> {
  const reach = authorizeWriting(caller);
  const names = userListNames(input);
  const failures: FailedUser[] = [];
  const held = await holdPeople(work, caller, reach, names, failures);
  const due = held.filter(({ record }) => statusOf(record) !== input.status);
  const leaving = input.status === 'active' ? [] : due.filter(({ record }) => record.active);
  const unable = await findUnableToLeave(work, caller, leaving);
  for (const { record, place } of leaving) {
    const cause = unable.get(record.no);
    if (cause) failures.push(failedUser(names, place, cause));
  }
  settleFailures(failures, input.mode);

  const changed = due.filter(({ record }) => !unable.has(record.no)).map(({ record }) => record);
  await work.users.setStatus(
    changed.map(({ no }) => no),
    input.status,
  );
  await work.events.note({
    status: input.status,
    userIds: changed.slice(0, 1_000).map(({ id }) => id),
    changed: changed.length,
  });
  const unchanged = held.length - due.length;
  const summary = { changed: changed.length, unchanged, failed: failures.length };
  return { summary, outcomes: toldOutcomes(failures) };
}
