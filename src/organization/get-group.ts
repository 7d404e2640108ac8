import type { InputOf, OutputOf } from '../contract/operations.js';
import { versioned } from '../contract/version.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { findGroup, viewGroup } from './find-group.js';

/** One group; what the caller may not see is absent. */
export async function getGroup(
  work: Work,
  caller: Caller,
  input: InputOf<'getGroup'>,
): Promise<OutputOf<'getGroup'>> {
  const reach = authorize(caller, 'group.read');
  return versioned(await viewGroup(work, caller, await findGroup(work, reach, input), reach));
}
