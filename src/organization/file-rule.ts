import { type Criterion, type Rule, ruleFields } from '../contract/rule.js';
import type { Directory } from './directory.js';

/** What rules may name. */
export interface RuleNames {
  readonly departments: Directory;
  readonly groups: Directory;
  readonly profileFields: Directory;
}

/** The rule of a file with everything named by id, as it is kept; complains about what there is not. */
export function resolvedRule(rule: Rule, path: string, names: RuleNames): Rule {
  const branches = (rules: readonly Rule[], at: string) =>
    rules.map((branch, index) => resolvedRule(branch, `${at}/${index}`, names));
  if ('and' in rule) return { and: branches(rule.and, `${path}/and`) };
  if ('or' in rule) return { or: branches(rule.or, `${path}/or`) };
  if ('not' in rule) return { not: resolvedRule(rule.not, `${path}/not`, names) };
  return resolvedCriterion(rule, path, names);
}

function resolvedCriterion(
  criterion: Criterion,
  path: string,
  { departments, groups, profileFields }: RuleNames,
): Criterion {
  switch (criterion.criterion) {
    case 'department': {
      const department = departments.refer(criterion.departmentId, `${path}/departmentId`);
      const { below } = criterion;
      const departmentId = department?.id ?? criterion.departmentId;
      return { criterion: 'department', departmentId, ...(below !== undefined && { below }) };
    }
    case 'group': {
      const group = groups.refer(criterion.groupId, `${path}/groupId`);
      return { criterion: 'group', groupId: group?.id ?? criterion.groupId };
    }
    case 'profile_field': {
      const name = criterion.name.toLowerCase();
      if (!ruleFields.includes(name)) profileFields.refer(name, `${path}/name`);
      return { criterion: 'profile_field', name, value: criterion.value };
    }
  }
}
