import Type, { type Static } from 'typebox';

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

/** Fields that every user has which a criterion `profile_field` may name, beside those that the account has added. */
export const ruleFields: readonly string[] = [
  'login',
  'email',
  'first_name',
  'last_name',
  'language',
  'user_type',
];

/** Its form is judged by the keyword `rule` of the input check, which names each place that is wrong. */
export const RuleSchema = Type.Unsafe<Rule>(
  Type.Object(
    {},
    {
      rule: true,
      description:
        'A tree: {"and": […]}, {"or": […]}, {"not": …} over criteria: {"criterion": "department", "departmentId", "below"}, {"criterion": "group", "groupId"}, {"criterion": "profile_field", "name", "value"}. A profile field also matches login, email, first_name, last_name, language, user_type. Values are compared without regard to case.',
      examples: [
        {
          and: [
            { criterion: 'department', departmentId: 'nl', below: true },
            { not: { criterion: 'profile_field', name: 'contract', value: 'intern' } },
          ],
        },
      ],
    },
  ),
);

export type RuleText = Static<typeof RuleSchema>;

/** All criteria of a rule, from left to right. */
export function criteriaOf(rule: Rule | null): readonly Criterion[] {
  if (rule === null) return [];
  if ('and' in rule) return rule.and.flatMap(criteriaOf);
  if ('or' in rule) return rule.or.flatMap(criteriaOf);
  if ('not' in rule) return criteriaOf(rule.not);
  return [rule];
}
