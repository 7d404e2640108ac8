import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/** To be built. */
export async function removeGroupsFromTraining(
  _work: Work,
  _caller: Caller,
  _input: InputOf<'removeGroupsFromTraining'>,
): Promise<OutputOf<'removeGroupsFromTraining'>> {
  throw new Error('removeGroupsFromTraining is not built');
}
