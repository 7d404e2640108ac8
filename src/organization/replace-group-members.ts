import type { InputOf, OutputOf } from '../contract/operations.js';
import { userListNames } from '../contract/selection.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { changeMembers } from './change-members.js';
import { checkPlain, lockGroup } from './find-group.js';

/** The users named, and of those within the reach of the caller only they, belong to a group from now on. */
export async function replaceGroupMembers(
  work: Work,
  caller: Caller,
  input: InputOf<'replaceGroupMembers'>,
): Promise<OutputOf<'replaceGroupMembers'>> {
  const reach = authorize(caller, 'group.assign');
  if (input.name !== undefined) {
    authorize(caller, 'group.update');
    await work.organization.lock();
  }
  const names = userListNames(input);
  const group = await lockGroup(work, reach, input);
  checkPlain(group, names.path);
  const answer = await changeMembers(work, caller, reach, group, {
    names,
    mode: input.mode,
    tellAll: input.tellAll,
    how: 'replace',
  });
  const { name } = input;
  const renamed = name !== undefined && name !== group.name;
  if (renamed) await work.groups.change(group.no, { name, ref: undefined, rule: undefined });
  await work.events.note({ groupId: group.id, ...answer.summary, changed: renamed ? ['name'] : [] });
  return answer;
}
