import { type Violation, violationsTold } from '../contract/failure.js';
import { isUuid } from '../contract/identifier.js';
import type { Rule } from '../contract/rule.js';
import type { Known, Said, SaidCriterion, Shaped } from './said.js';

/** Fields are known by name: who names one by its id has to be asked for. */
export function ruleAsks({ rule }: Said): readonly 'listProfileFields'[] {
  const byId = rule
    ?.flat(2)
    .some(({ attributeType, attributeId }) => attributeType === '3' && isUuid(attributeId ?? ''));
  return byId ? ['listProfileFields'] : [];
}

/** The tree of the core: and of or of criteria. */
export function shapeRule({ rule }: Said, { listProfileFields }: Known): Shaped {
  if (!rule) return { input: {}, violations: [] };
  const violations: Violation[] = [];
  const names = new Map(listProfileFields?.items.map(({ id, name }) => [id, name]));
  const tree: Rule = {
    and: rule.map((alternatives, place) => ({
      or: oneByOne(alternatives, `/rule/and/${place}/or`, violations).map((criterion, choice) =>
        criterionOf(criterion, `/rule/and/${place}/or/${choice}`, names, violations),
      ),
    })),
  };
  return { input: { rule: tree }, violations };
}

/**
 * The choices of one `and`. Whether several `rule` in one `or` beside another `or` would mean any of them or all is
 * nowhere said, and the difference is who belongs to the group: such a request is not guessed at.
 */
function oneByOne(
  alternatives: readonly (readonly SaidCriterion[])[],
  path: string,
  violations: Violation[],
): readonly SaidCriterion[] {
  if (alternatives.length > 1 && alternatives.some((choice) => choice.length > 1)) {
    const message =
      'An <or> that stands beside another one holds one <rule>; write an <and> for each set of which any will do.';
    tell(violations, { path, rule: 'ambiguous', message });
  }
  return alternatives.flat();
}

function criterionOf(
  { attributeType, attributeId, operator, value }: SaidCriterion,
  path: string,
  names: ReadonlyMap<string, string>,
  violations: Violation[],
): Rule {
  const id = value ?? attributeId ?? needed('value', path, violations);
  if (operator !== undefined && operator !== '1' && operator !== '2') {
    const message = 'The operator is 1 (only this) or 2 (this and what lies below).';
    tell(violations, { path: `${path}/operator`, rule: 'one_of', message });
  }
  switch (attributeType) {
    case '1':
      return { criterion: 'department', departmentId: id, below: operator === '2' };
    case '2':
      return { criterion: 'group', groupId: id };
    case '3': {
      const field = attributeId ?? needed('attributeId', path, violations);
      const name = names.get(field.toLowerCase()) ?? field.toLowerCase();
      return { criterion: 'profile_field', name, value: value ?? needed('value', path, violations) };
    }
    default: {
      const message = 'The attributeType is 1 (department), 2 (group) or 3 (profile field).';
      tell(violations, { path: `${path}/attributeType`, rule: 'one_of', message });
      return { criterion: 'group', groupId: id };
    }
  }
}

function needed(element: string, path: string, violations: Violation[]): string {
  tell(violations, { path: `${path}/${element}`, rule: 'required', message: `<${element}> is needed.` });
  return '';
}

function tell(violations: Violation[], violation: Violation): void {
  const told = violations.some(({ path, rule }) => path === violation.path && rule === violation.rule);
  if (!told && violations.length < violationsTold) violations.push(violation);
}
