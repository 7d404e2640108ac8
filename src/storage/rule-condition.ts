import { type Criterion, criteriaOf, type Rule } from '../contract/rule.js';
import { toBinary, toUuid } from './binary-id.js';
import { hasBuiltIn, holdsValue } from './profile-condition.js';
import { below } from './reach-condition.js';
import { allOf, anyOf, type Fragment, raw, type Sql, sql } from './sql.js';

/** What rules name, as the database knows it. What is not there catches nobody. */
export interface RuleTerms {
  readonly departments: ReadonlyMap<string, { readonly no: number; readonly path: string }>;
  readonly groups: ReadonlyMap<string, number>;
  readonly fields: ReadonlyMap<string, number>;
}

/** Looks up all that some rules name, at once. */
export async function readRuleTerms(db: Sql, rules: readonly Rule[]): Promise<RuleTerms> {
  const criteria = rules.flatMap(criteriaOf);
  const named = (pick: (criterion: Criterion) => string | undefined) => [
    ...new Set(criteria.flatMap((criterion) => pick(criterion) ?? [])),
  ];
  const departmentIds = named((one) => (one.criterion === 'department' ? one.departmentId : undefined));
  const groupIds = named((one) => (one.criterion === 'group' ? one.groupId : undefined));
  const names = named((one) => (one.criterion === 'profile_field' ? one.name : undefined));
  const departments =
    departmentIds.length === 0
      ? []
      : await db.all<{ no: number; id: Buffer; path: string }>(
          sql`SELECT no, id, path FROM departments WHERE ${db.dialect.inIds('id', departmentIds.map(toBinary))}`,
        );
  const groups =
    groupIds.length === 0
      ? []
      : await db.all<{ no: number; id: Buffer }>(
          sql`SELECT no, id FROM units WHERE deleted_at IS NULL AND ${db.dialect.inIds('id', groupIds.map(toBinary))}`,
        );
  const fields =
    names.length === 0
      ? []
      : await db.all<{ no: number; name: string }>(
          sql`SELECT no, name FROM profile_fields WHERE ${db.dialect.inTexts('name', names)}`,
        );
  return {
    departments: new Map(departments.map(({ id, no, path }) => [toUuid(id), { no, path }])),
    groups: new Map(groups.map(({ id, no }) => [toUuid(id), no])),
    fields: new Map(fields.map(({ name, no }) => [name, no])),
  };
}

/**
 * Whom a rule catches, as one condition over users `u`. It is true or false of everybody, never unknown, so that `not`
 * catches whoever has no value at all.
 */
export function ruleCondition(rule: Rule, terms: RuleTerms): Fragment {
  if ('and' in rule) return sql`(${allOf(rule.and.map((branch) => ruleCondition(branch, terms)))})`;
  if ('or' in rule) return anyOf(rule.or.map((branch) => ruleCondition(branch, terms)));
  if ('not' in rule) return sql`NOT ${ruleCondition(rule.not, terms)}`;
  return sql`(${criterionCondition(rule, terms)})`;
}

const nobody = raw('1 = 0');

function criterionCondition(criterion: Criterion, terms: RuleTerms): Fragment {
  switch (criterion.criterion) {
    case 'department': {
      const found = terms.departments.get(criterion.departmentId);
      if (!found) return nobody;
      if (criterion.below === false) return sql`u.department_no = ${found.no}`;
      return sql`u.department_no IN (SELECT r_dep.no FROM departments r_dep WHERE ${below('r_dep.path', found.path)})`;
    }
    case 'group': {
      const no = terms.groups.get(criterion.groupId);
      if (no === undefined) return nobody;
      return sql`EXISTS (SELECT 1 FROM unit_members r_mem WHERE r_mem.unit_no = ${no} AND r_mem.user_no = u.no)`;
    }
    case 'profile_field':
      return fieldCondition(criterion.name, criterion.value, terms);
  }
}

function fieldCondition(name: string, value: string, { fields }: RuleTerms): Fragment {
  const builtIn = hasBuiltIn(name, value);
  if (builtIn) return builtIn;
  const no = fields.get(name);
  if (no === undefined) return nobody;
  return sql`EXISTS (SELECT 1 FROM profile_values r_val WHERE r_val.user_no = u.no AND r_val.field_no = ${no}
    AND ${holdsValue('r_val', value)})`;
}
