import type { InputOf, OutputOf } from '../contract/operations.js';
import { userListNames } from '../contract/selection.js';
import { oneUserList } from '../contract/users.js';
import { versioned } from '../contract/version.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { changeMembers } from './change-members.js';
import { checkRule } from './check-rule.js';
import { checkGroupRef, viewGroup } from './find-group.js';

/** Adds a group with the members named, or a SMART one, whose members its rule decides. */
export async function addGroup(
  work: Work,
  caller: Caller,
  input: InputOf<'addGroup'>,
): Promise<OutputOf<'addGroup'>> {
  const reach = authorize(caller, 'group.create');
  await work.organization.lock();
  const id = work.newId('group');
  await checkGroupRef(work, input.ref, id);
  const rule = input.rule === undefined ? null : await checkRule(work, caller, input.rule, id);
  const { ref = null, name, kind = 'group', editable = true, enableChat = false } = input;
  const fields = { id, ref, name, kind, rule, editable, enableChat };
  const group = { ...fields, no: await work.groups.add(fields) };
  if (rule) await work.groups.refreshSmart('everyone');
  else if (oneUserList.some((list) => input[list] !== undefined))
    await changeMembers(work, caller, reach, group, {
      names: userListNames(input),
      mode: 'atomic',
      how: 'replace',
    });
  const view = await viewGroup(work, caller, group, reach);
  await work.events.note({ groupId: id, smart: view.smart, members: view.memberCount });
  return versioned(view);
}
