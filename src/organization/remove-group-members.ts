import type { InputOf, OutputOf } from '../contract/operations.js';
import { userListNames } from '../contract/selection.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { changeMembers } from './change-members.js';
import { checkPlain, lockGroup } from './find-group.js';

/** Takes users out of a group. */
export async function removeGroupMembers(
  work: Work,
  caller: Caller,
  input: InputOf<'removeGroupMembers'>,
): Promise<OutputOf<'removeGroupMembers'>> {
  const reach = authorize(caller, 'group.assign');
  const names = userListNames(input);
  const group = await lockGroup(work, reach, input);
  checkPlain(group, names.path);
  const answer = await changeMembers(work, caller, reach, group, {
    names,
    mode: input.mode,
    tellAll: input.tellAll,
    how: 'remove',
  });
  await work.events.note({ groupId: group.id, ...answer.summary });
  return answer;
}
