import type { InputOf, OutputOf } from '../contract/operations.js';
import { userListNames } from '../contract/selection.js';
import { settleFailures } from '../enrollment/failed.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import { checkRank } from '../permission/check-rank.js';
import type { RoleOfUser, RoleToHold } from '../permission/roles.js';
import type { Work } from '../work.js';
import type { FailedUser } from './failed-user.js';
import { lockGroup } from './find-group.js';
import { findPeople } from './find-people.js';
import { outcomesOf } from './list-member-outcomes.js';

/** Gives the role of group manager over one group to people, or takes it from them; other roles stay. */
export async function changeManagers(
  work: Work,
  caller: Caller,
  input: InputOf<'addGroupManagers'>,
  how: 'add' | 'remove',
): Promise<OutputOf<'addGroupManagers'>> {
  const reach = authorize(caller, 'role.assign');
  const names = userListNames(input);
  const group = await lockGroup(work, reach, input);
  const failures: FailedUser[] = [];
  const places = await findPeople(work.users, names, reach, caller, failures);
  settleFailures(failures, input.mode);
  const nos = [...places.keys()];
  await work.users.lock(nos, reach);
  await checkRank(
    work,
    caller,
    nos.map((no) => ({ no, path: `${names.path}/${places.get(no) ?? 0}` })),
  );

  const held = new Map<number, RoleOfUser[]>(nos.map((no) => [no, []]));
  for (const role of await work.roles.heldBy(nos)) held.get(role.userNo)?.push(role);
  const changed = nos.filter((no) => manages(held.get(no) ?? [], group.no) === (how === 'remove'));
  if (changed.length > 0) {
    await work.organization.replaceRoles(
      changed.map((no) => ({ no, inside: rolesAfter(held.get(no) ?? [], group.no, how) })),
    );
  }
  const noted = await work.events.noted();
  const done = noted ? Number(noted['changed']) : changed.length;
  const people = await work.users.names(changed.slice(0, 1_000));
  await work.events.note({
    groupId: group.id,
    managers: how,
    userIds: [...people.values()].map(({ id }) => id),
    changed: done,
  });
  return {
    groupId: group.id,
    summary: { changed: done, unchanged: nos.length - done, failed: failures.length },
    outcomes: await outcomesOf(work, failures, input.tellAll ? nos : [], new Set(changed)),
  };
}

function manages(roles: readonly RoleOfUser[], groupNo: number): boolean {
  return roles.some(
    ({ role, groups }) => role === 'group_manager' && groups.some(({ no }) => no === groupNo),
  );
}

/** The same roles, with or without this group among those managed; a manager of none is no manager. */
function rolesAfter(roles: readonly RoleOfUser[], groupNo: number, how: 'add' | 'remove'): RoleToHold[] {
  const plain = roles.map(({ role, custom, departments, groups }): RoleToHold => {
    const groupNos = groups.map(({ no }) => no);
    return {
      role,
      customRoleNo: custom?.no ?? null,
      departmentNos: departments.map(({ no }) => no),
      groupNos: role === 'group_manager' ? groupNos.filter((no) => no !== groupNo) : groupNos,
    };
  });
  if (how === 'remove')
    return plain.filter(({ role, groupNos }) => role !== 'group_manager' || groupNos.length > 0);
  if (!plain.some(({ role }) => role === 'group_manager'))
    plain.push({ role: 'group_manager', customRoleNo: null, departmentNos: [], groupNos: [] });
  return plain.map((one) =>
    one.role === 'group_manager' ? { ...one, groupNos: [...one.groupNos, groupNo] } : one,
  );
}
