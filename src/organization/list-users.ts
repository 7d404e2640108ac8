import type { InputOf, OutputOf } from '../contract/operations.js';
import { pagingOf } from '../contract/page.js';
import type { NamedBy, Names } from '../contract/selection.js';
import { authorize } from '../permission/authorize.js';
import { authorizeSeeing } from '../permission/authorize-seeing.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

type Input = InputOf<'listUsers'>;

/** The users that the caller may see, page by page. */
export async function listUsers(work: Work, caller: Caller, input: Input): Promise<OutputOf<'listUsers'>> {
  const reach = authorize(caller, 'user.read');
  const departments = given('id', input.departmentIds) ?? given('ref', input.departmentRefs);
  const people = [
    given('id', input.userIds),
    given('ref', input.userRefs),
    given('email', input.emails),
    given('login', input.logins),
  ];
  const filter = {
    departments: departments && { names: departments, below: input.below ?? true },
    groups: given('id', input.groupIds) ?? given('ref', input.groupRefs),
    people: people.filter((names) => names !== undefined),
    status: input.status,
    active: input.active,
    profileFields: valuesByField(input.profileFields ?? []),
    search: input.search,
  };
  const sight = authorizeSeeing(caller);
  return await work.users.list(filter, reach, sight, pagingOf(input));
}

function given(by: NamedBy, values: readonly string[] | undefined): Names | undefined {
  return values && { by, path: '', values };
}

/** Each is `name=value`. */
function valuesByField(pairs: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>();
  for (const pair of pairs) {
    const end = pair.indexOf('=');
    const name = pair.slice(0, end).toLowerCase();
    values.set(name, [...(values.get(name) ?? []), pair.slice(end + 1)]);
  }
  return values;
}
