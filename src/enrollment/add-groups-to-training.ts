import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/** To be built. */
export async function addGroupsToTraining(
  _work: Work,
  _caller: Caller,
  _input: InputOf<'addGroupsToTraining'>,
): Promise<OutputOf<'addGroupsToTraining'>> {
  throw new Error('addGroupsToTraining is not built');
}
