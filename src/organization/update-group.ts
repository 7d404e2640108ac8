import { failureAt } from '../contract/failure.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { checkVersion, versioned } from '../contract/version.js';
import { followSources } from '../enrollment/follow-sources.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { checkRule } from './check-rule.js';
import { checkGroupRef, lockGroup, viewGroup } from './find-group.js';

/** Renames a group, changes what front ends keep with it, or gives a SMART one another rule. */
export async function updateGroup(
  work: Work,
  caller: Caller,
  input: InputOf<'updateGroup'>,
): Promise<OutputOf<'updateGroup'>> {
  const reach = authorize(caller, 'group.update');
  await work.organization.lock();
  const before = await lockGroup(work, reach, input);
  checkVersion(input.ifVersion, await viewGroup(work, caller, before, reach));
  await checkGroupRef(work, input.ref, before.id);
  if (input.rule !== undefined && before.rule === null)
    throw failureAt('conflict', '/rule', 'not_smart', 'Its members are named: it takes no rule.');
  const rule = input.rule === undefined ? undefined : await checkRule(work, caller, input.rule, before.id);

  const { name, ref, editable, enableChat } = input;
  const asked = { name, ref, rule, editable, enableChat };
  const changed = (['name', 'ref', 'rule', 'editable', 'enableChat'] as const).filter(
    (field) => asked[field] !== undefined && JSON.stringify(asked[field]) !== JSON.stringify(before[field]),
  );
  if (changed.length > 0) await work.groups.change(before.no, asked);
  if (changed.includes('rule')) {
    await work.groups.refreshSmart('everyone');
    await followSources(work, { kind: 'unit' });
  }
  if (changed.length > 0) await work.events.note({ groupId: before.id, changed });
  const after = {
    ...before,
    name: asked.name ?? before.name,
    ref: asked.ref === undefined ? before.ref : asked.ref,
    rule: asked.rule ?? before.rule,
    editable: editable ?? before.editable,
    enableChat: enableChat ?? before.enableChat,
  };
  return versioned(await viewGroup(work, caller, after, reach));
}
