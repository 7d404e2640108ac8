import { criteriaOf, type Rule } from '../contract/rule.js';

/** Groups in an order in which those come first whose members the rules of others look at. */
export function inRuleOrder<G extends { readonly id: string; readonly rule: Rule }>(
  groups: readonly G[],
): readonly G[] {
  const left = new Map(groups.map((group) => [group.id, group]));
  const ordered: G[] = [];
  const take = (group: G) => {
    if (!left.delete(group.id)) return;
    for (const one of criteriaOf(group.rule)) {
      const named = one.criterion === 'group' ? left.get(one.groupId) : undefined;
      if (named) take(named);
    }
    ordered.push(group);
  };
  for (const group of groups) take(group);
  return ordered;
}
