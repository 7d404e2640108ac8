import { failureAt } from '../contract/failure.js';
import { isUuid } from '../contract/identifier.js';
import type { Criterion, Rule } from '../contract/rule.js';
import { Repeated, type Shown } from './reply.js';
import { listOf, object, type Shape, scalars } from './shape.js';

/** A profile field, by the id and the name that it has. */
interface Field {
  readonly id: string;
  readonly name: string;
}

interface AskedRule {
  readonly attributeType?: unknown;
  readonly attributeId?: unknown;
  readonly operator?: unknown;
  readonly value?: unknown;
}

const rule = object({ rule: object(scalars('attributeType', 'attributeId', 'operator', 'value')) });

/** The vendor's tree: all of `and`, in each any of `or`. */
export const ruleShape: Shape = object({ and: listOf(object({ or: listOf(rule) })) });

const types = { department: 1, group: 2, profileField: 3 };
const operators = { only: 1, andBelow: 2 };

/** The rule of the core for what was asked; `fields` are those that it may name by their ids. */
export function readRule(asked: unknown, fields: readonly Field[]): Rule {
  const branches = listAt(asked, 'and', '/rules');
  return {
    and: branches.map((branch, no) => {
      const path = `/rules/and/${no}`;
      return {
        or: listAt(branch, 'or', path).map((entry, place) => {
          const { rule: given } = (entry ?? {}) as { rule?: AskedRule };
          return readCriterion(given ?? {}, `${path}/or/${place}/rule`, fields);
        }),
      };
    }),
  };
}

/** Whether a rule names profile fields by their ids, so that somebody has to look these up. */
export function namesFieldsById(asked: unknown): boolean {
  return /"attributeId":"[0-9a-f]{8}-/i.test(JSON.stringify(asked ?? {}));
}

function listAt(value: unknown, field: string, path: string): readonly unknown[] {
  const list = (value as Readonly<Record<string, unknown>> | undefined)?.[field];
  if (Array.isArray(list) && list.length > 0) return list;
  throw failureAt('invalid', `${path}/${field}`, 'required', 'At least one is needed.');
}

function readCriterion(asked: AskedRule, path: string, fields: readonly Field[]): Criterion {
  const type = Number(oneOf(asked.attributeType, ['1', '2', '3'], `${path}/attributeType`));
  const below = oneOf(asked.operator ?? '1', ['1', '2'], `${path}/operator`) === '2';
  // A department or group stands in `value`; where that is left out, the id of the attribute is meant.
  const value = type === types.profileField ? asked.value : (asked.value ?? asked.attributeId);
  if (typeof value !== 'string') throw failureAt('invalid', `${path}/value`, 'required', 'A text is needed.');
  if (type === types.department) return { criterion: 'department', departmentId: value, below };
  if (below) {
    const message = 'Only departments have others nested below them: say 1.';
    throw failureAt('invalid', `${path}/operator`, 'not_supported', message);
  }
  if (type === types.group) return { criterion: 'group', groupId: value };
  const { attributeId } = asked;
  if (typeof attributeId !== 'string')
    throw failureAt('invalid', `${path}/attributeId`, 'required', 'Say which profile field.');
  const name = isUuid(attributeId)
    ? (fields.find(({ id }) => id === attributeId.toLowerCase())?.name ?? attributeId)
    : attributeId.toLowerCase();
  return { criterion: 'profile_field', name, value };
}

/** Numbers are taken as numbers and as texts: the vendor's own samples have both. */
function oneOf(given: unknown, words: readonly string[], path: string): string {
  const word = typeof given === 'number' ? String(given) : given;
  if (typeof word === 'string' && words.includes(word)) return word;
  throw failureAt('invalid', path, 'one_of', `It must be one of ${words.join(', ')}.`);
}

/** The rule in the vendor's tree; undefined where that has no words for it. */
export function showRule(held: Rule, fields: readonly Field[]): Shown | undefined {
  const branches = ('and' in held ? held.and : [held]).map((branch) => {
    const criteria = 'or' in branch ? branch.or : [branch];
    return criteria.every((one): one is Criterion => 'criterion' in one) ? criteria : undefined;
  });
  if (branches.some((branch) => branch === undefined)) return undefined;
  const and = branches.map((criteria = []) => ({
    or: new Repeated(
      'or',
      criteria.map((one) => ({ rule: showCriterion(one, fields) })),
    ),
  }));
  return { and: new Repeated('and', and) };
}

function showCriterion(criterion: Criterion, fields: readonly Field[]): Shown {
  switch (criterion.criterion) {
    case 'department': {
      const { departmentId, below = true } = criterion;
      return {
        attributeType: types.department,
        operator: below ? operators.andBelow : operators.only,
        value: departmentId,
      };
    }
    case 'group':
      return { attributeType: types.group, operator: operators.only, value: criterion.groupId };
    case 'profile_field': {
      const id = fields.find(({ name }) => name === criterion.name.toLowerCase())?.id ?? criterion.name;
      return {
        attributeType: types.profileField,
        attributeId: id,
        operator: operators.only,
        value: criterion.value,
      };
    }
  }
}
