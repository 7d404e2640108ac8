import { failureAt } from '../contract/failure.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { criteriaOf } from '../contract/rule.js';
import { groupNames } from '../contract/selection.js';
import { checkVersion } from '../contract/version.js';
import { followSources } from '../enrollment/follow-sources.js';
import { authorize, isAccountWide } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { lockGroup, viewGroup } from './find-group.js';

/** Deletes a group that no rule names; its members stay who they are. */
export async function deleteGroup(
  work: Work,
  caller: Caller,
  input: InputOf<'deleteGroup'>,
): Promise<OutputOf<'deleteGroup'>> {
  const reach = authorize(caller, 'group.delete');
  await work.organization.lock();
  const group = await lockGroup(work, reach, input);
  checkVersion(input.ifVersion, await viewGroup(work, caller, group, reach));
  const path = groupNames(input)?.path ?? '';
  if (group.rule && !isAccountWide(caller))
    throw failureAt('forbidden', path, 'smart', 'Only owner and administrators delete SMART groups.');
  const naming = (await work.groups.smart()).find(({ rule }) =>
    criteriaOf(rule).some((one) => one.criterion === 'group' && one.groupId === group.id),
  );
  if (naming) throw failureAt('conflict', path, 'in_rule', `The rule of the group ${naming.id} names it.`);
  await work.unitLinks.hold();
  const unlinked = await work.unitLinks.removeAll(group.no);
  await work.groups.remove(group.no);
  await followSources(work, { kind: 'unit', nos: [group.no], unlinked });
  await work.events.note({ groupId: group.id });
  return { groupId: group.id };
}
