import type { InputOf, OutputOf } from '../contract/operations.js';
import { pagingOf } from '../contract/page.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/** The groups that the caller may see, page by page. */
export async function listGroups(
  work: Work,
  caller: Caller,
  input: InputOf<'listGroups'>,
): Promise<OutputOf<'listGroups'>> {
  const reach = authorize(caller, 'group.read');
  const { search, smart, kind = 'group' } = input;
  return await work.groups.list(
    { search, smart, kind: kind === 'any' ? undefined : kind },
    reach,
    pagingOf(input),
  );
}
