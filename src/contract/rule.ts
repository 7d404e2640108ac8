import Type from 'typebox';
import { pointer } from './failure.js';
import { builtInFields } from './profile-fields.js';

/** What a rule asks of a user; `below` (usual: true) counts what lies below the department. */
export type Criterion =
  | { readonly criterion: 'department'; readonly departmentId: string; readonly below?: boolean }
  | { readonly criterion: 'group'; readonly groupId: string }
  | { readonly criterion: 'profile_field'; readonly name: string; readonly value: string };

/**
 * Whom a rule catches: a tree of and/or/not over criteria. `and` and `or` have at least one branch; at most 50
 * criteria, at most 10 levels.
 */
export type Rule =
  | { readonly and: readonly Rule[] }
  | { readonly or: readonly Rule[] }
  | { readonly not: Rule }
  | Criterion;

/** Fields that every user has which a criterion may name, beside those that the account has added. */
export const ruleFields: readonly string[] = Object.keys(builtInFields);

/** How large a rule may be. */
export const ruleBounds = { criteria: 50, levels: 10 } as const;

/** Its form is judged by the keyword `ruleForm` of the input check, which names each place that is wrong. */
export const RuleSchema = Type.Unsafe<Rule>(
  Type.Object(
    {},
    {
      ruleForm: true,
      description:
        'Whom the group has: a tree of {"and": […]}, {"or": […]} and {"not": …} over criteria, at most 50 of them and 10 levels deep. Criteria: {"criterion": "department", "departmentId", "below"}, where below (usual: true) counts what lies below; {"criterion": "group", "groupId"}; {"criterion": "profile_field", "name", "value"}, where the field is one that the account has added, or login, email, first_name, last_name, mobile, language, time_zone, user_type or preferred_channel. Values are compared without regard to case. Inactive users belong to groups as others do; deleted ones to none.',
      examples: [
        {
          and: [
            { criterion: 'department', departmentId: 'nl', below: true },
            { not: { criterion: 'profile_field', name: 'user_type', value: 'contractor' } },
          ],
        },
      ],
    },
  ),
);

export interface PlacedCriterion {
  readonly criterion: Criterion;
  /** JSON pointer, beginning with that of the rule. */
  readonly path: string;
}

/** All criteria of a rule, from left to right, each with its place. */
export function placedCriteria(rule: Rule, path: string): readonly PlacedCriterion[] {
  if ('criterion' in rule) return [{ criterion: rule, path }];
  if ('not' in rule) return placedCriteria(rule.not, path + pointer('not'));
  const [word, branches] = 'and' in rule ? (['and', rule.and] as const) : (['or', rule.or] as const);
  return branches.flatMap((branch, place) => placedCriteria(branch, path + pointer(word, place)));
}

/** All criteria of a rule; none where there is no rule. */
export function criteriaOf(rule: Rule | null): readonly Criterion[] {
  return rule === null ? [] : placedCriteria(rule, '').map(({ criterion }) => criterion);
}

/** The same tree over other criteria. */
export function withCriteria(rule: Rule, change: (criterion: Criterion) => Criterion): Rule {
  if ('criterion' in rule) return change(rule);
  if ('not' in rule) return { not: withCriteria(rule.not, change) };
  if ('and' in rule) return { and: rule.and.map((branch) => withCriteria(branch, change)) };
  return { or: rule.or.map((branch) => withCriteria(branch, change)) };
}
