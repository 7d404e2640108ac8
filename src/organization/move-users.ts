import type { InputOf, OutputOf } from '../contract/operations.js';
import { departmentNames, userListNames } from '../contract/selection.js';
import { settleFailures } from '../enrollment/failed.js';
import { followSources } from '../enrollment/follow-sources.js';
import { authorizeWriting } from '../permission/authorize-writing.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { type FailedUser, toldOutcomes } from './failed-user.js';
import { findNamedDepartment } from './find-department.js';
import { holdPeople } from './hold-people.js';

/** Puts all people named into one department. */
export async function moveUsers(
  work: Work,
  caller: Caller,
  input: InputOf<'moveUsers'>,
): Promise<OutputOf<'moveUsers'>> {
  const reach = authorizeWriting(caller);
  const department = await findNamedDepartment(work, caller, reach, departmentNames(input));
  const failures: FailedUser[] = [];
  const held = await holdPeople(work, caller, reach, userListNames(input), failures);
  settleFailures(failures, input.mode);

  const moved = held.map(({ record }) => record).filter((one) => one.departmentNo !== department?.no);
  const nos = moved.map(({ no }) => no);
  if (department && nos.length > 0) {
    await work.users.move(nos, department.no);
    await work.groups.refreshSmart(nos);
    await followSources(work, { kind: 'unit', userNos: nos });
    await work.events.note({
      departmentId: department.id,
      userIds: moved.slice(0, 1_000).map(({ id }) => id),
      moved: nos.length,
    });
  }
  const summary = { moved: nos.length, unchanged: held.length - nos.length, failed: failures.length };
  return { summary, outcomes: toldOutcomes(failures) };
}
