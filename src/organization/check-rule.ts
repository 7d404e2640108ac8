import { Failure, failureAt, pointer, type Violation } from '../contract/failure.js';
import { builtInFields } from '../contract/profile-fields.js';
import { quoted } from '../contract/quoted.js';
import {
  type Criterion,
  criteriaOf,
  type PlacedCriterion,
  placedCriteria,
  type Rule,
  withCriteria,
} from '../contract/rule.js';
import { isAccountWide } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import { everyone } from '../permission/reach.js';
import type { Work } from '../work.js';

/**
 * A rule as it is stored for the group with this id: departments and groups by id, fields by their name. Fails
 * `invalid` at each name that is unknown, and where rules would name each other in a circle. The organisation has to
 * be locked, so that what the rule names stays.
 */
export async function checkRule(work: Work, caller: Caller, rule: Rule, groupId: string): Promise<Rule> {
  if (!isAccountWide(caller))
    throw failureAt('forbidden', '/rule', 'account_wide', 'Only owner and administrators write rules.');
  const placed = placedCriteria(rule, '/rule');
  const known = new Map<Criterion, Criterion>();
  const wrong: Violation[] = [];
  const settle = (
    { criterion, path }: PlacedCriterion,
    field: 'departmentId' | 'groupId' | 'name',
    name: string,
    found: Criterion | undefined,
  ) => {
    if (found) known.set(criterion, found);
    else
      wrong.push({ path: path + pointer(field), rule: 'unknown', message: `There is no ${quoted(name)}.` });
  };

  const departments = of(placed, 'department');
  const departmentIds = departments.map(({ criterion }) => criterion.departmentId);
  const nodes = await work.departments.find(byId(departmentIds), everyone);
  for (const [place, one] of departments.entries()) {
    const { departmentId, below = true } = one.criterion;
    const node = nodes[place];
    settle(
      one,
      'departmentId',
      departmentId,
      node && { criterion: 'department', departmentId: node.id, below },
    );
  }
  const groups = of(placed, 'group');
  const records = await work.groups.find(byId(groups.map(({ criterion }) => criterion.groupId)), everyone);
  for (const [place, one] of groups.entries()) {
    const record = records[place];
    settle(one, 'groupId', one.criterion.groupId, record && { criterion: 'group', groupId: record.id });
  }
  const fields = of(placed, 'profile_field');
  const names = new Set(fields.length === 0 ? [] : (await work.profileFields.all()).map(({ name }) => name));
  for (const one of fields) {
    const { name, value } = one.criterion;
    const small = name.toLowerCase();
    const isKnown = Object.hasOwn(builtInFields, small) || names.has(small);
    settle(one, 'name', name, isKnown ? { criterion: 'profile_field', name: small, value } : undefined);
  }
  const circle = await circular(work, groupId, groups, (one) => known.get(one));
  if (circle)
    wrong.push({
      path: `${circle.path}/groupId`,
      rule: 'cycle',
      message: 'Rules would name each other in a circle.',
    });
  const [first] = wrong;
  if (first) throw new Failure('invalid', `${first.path}: ${first.message}`, { violations: wrong });
  return withCriteria(rule, (criterion) => known.get(criterion) ?? criterion);
}

/** The criterion, if any, through which the group would come back to itself. */
async function circular(
  work: Work,
  groupId: string,
  groups: readonly PlacedCriterion[],
  known: (criterion: Criterion) => Criterion | undefined,
): Promise<PlacedCriterion | undefined> {
  if (groups.length === 0) return undefined;
  const smart = new Map((await work.groups.smart()).map(({ id, rule }) => [id, groupsNamed(rule)]));
  const leadsBack = (id: string, seen = new Set<string>()): boolean => {
    if (id === groupId) return true;
    if (seen.has(id)) return false;
    seen.add(id);
    return smart.get(id)?.some((next) => leadsBack(next, seen)) === true;
  };
  return groups.find(({ criterion }) => {
    const found = known(criterion);
    return found?.criterion === 'group' && leadsBack(found.groupId);
  });
}

function groupsNamed(rule: Rule | null): readonly string[] {
  return criteriaOf(rule).flatMap((one) => (one.criterion === 'group' ? [one.groupId] : []));
}

type Of<W extends Criterion['criterion']> = PlacedCriterion & {
  readonly criterion: Extract<Criterion, { criterion: W }>;
};

function of<W extends Criterion['criterion']>(placed: readonly PlacedCriterion[], word: W): readonly Of<W>[] {
  return placed.filter((one): one is Of<W> => one.criterion.criterion === word);
}

function byId(values: readonly string[]) {
  return { by: 'id', path: '/rule', values } as const;
}
