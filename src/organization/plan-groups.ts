import type { InputOf } from '../contract/operations.js';
import type { Rule } from '../contract/rule.js';
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
      rule: rules.get(entry) ?? before?.rule ?? null,
    }),
  });
  planned.judge();
  return planned;
}
