import type { InputOf } from '../contract/operations.js';
import { criteriaOf, type Rule } from '../contract/rule.js';
import { type RuleNames, resolvedRule } from './file-rule.js';
import type { GroupRecord } from './organization.js';
import type { Loading } from './plan.js';
import { type PlannedThings, planThings } from './plan-things.js';

export type GroupEntry = NonNullable<InputOf<'loadOrganization'>['groups']>[number];

/** Judges the groups of a file, but for who belongs to them: people are judged later, as their roles name groups. */
export async function planGroups(
  loading: Loading,
  entries: readonly GroupEntry[],
  names: Omit<RuleNames, 'groups'>,
): Promise<PlannedThings<GroupRecord>> {
  const { complaints } = loading;
  const rules = new Map<GroupEntry, Rule>();
  const planned = await planThings<GroupEntry, GroupRecord>(loading, {
    array: 'groups',
    what: 'group',
    things: loading.work.organization.groups,
    entries,
    complain(entry, path, before) {
      if (!before && entry.name === undefined)
        complaints.add(`${path}/name`, 'required', 'A new group needs a name.');
      if (before && entry.kind !== undefined && entry.kind !== before.kind)
        complaints.add(`${path}/kind`, 'not_allowed', `It is a ${before.kind}: that never changes.`);
      const isSmart = before ? before.rule !== null : entry.rule !== undefined;
      if (entry.rule !== undefined && !isSmart)
        complaints.add(
          `${path}/rule`,
          'not_allowed',
          'A group whose members are named does not become SMART.',
        );
      if (entry.memberRefs !== undefined && isSmart)
        complaints.add(
          `${path}/memberRefs`,
          'not_allowed',
          'The rule of a SMART group decides who belongs to it.',
        );
      if (entry.rule === undefined) return;
      const all = { ...names, groups: planned.directory };
      rules.set(entry, resolvedRule(entry.rule, `${path}/rule`, all));
    },
    after: (entry, { no, id, ref }, before) => ({
      no,
      id,
      ref,
      name: entry.name ?? before?.name ?? '',
      kind: before?.kind ?? entry.kind ?? 'group',
      rule: rules.get(entry) ?? before?.rule ?? null,
    }),
  });
  planned.judge();
  const all = new Map(planned.all().map((group) => [group.id, group]));
  for (const [place, { rule }] of entries.entries()) {
    const member = planned.members[place];
    if (rule === undefined || !member || !reachesItself(member.id, all)) continue;
    complaints.add(
      `/groups/${place}/rule`,
      'cycle',
      'The rule would name its own group, perhaps by way of others.',
    );
  }
  return planned;
}

/** Whether the rule of a group names it, or a SMART group whose rule does, and so on. */
function reachesItself(id: string, groups: ReadonlyMap<string, GroupRecord>): boolean {
  const seen = new Set<string>();
  const open = [id];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const criterion of criteriaOf(groups.get(next)?.rule ?? null)) {
      if (criterion.criterion !== 'group') continue;
      const { groupId } = criterion;
      if (groupId === id) return true;
      if (!seen.has(groupId)) open.push(groupId);
      seen.add(groupId);
    }
  }
  return false;
}
