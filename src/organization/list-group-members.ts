import type { InputOf, OutputOf } from '../contract/operations.js';
import { pagingOf } from '../contract/page.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { findGroup } from './find-group.js';

/** The members of a group within reach, page by page. */
export async function listGroupMembers(
  work: Work,
  caller: Caller,
  input: InputOf<'listGroupMembers'>,
): Promise<OutputOf<'listGroupMembers'>> {
  const reach = authorize(caller, 'group.read');
  const { no } = await findGroup(work, reach, input);
  return await work.groups.listMembers(no, reach, pagingOf(input));
}
