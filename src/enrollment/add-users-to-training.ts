import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/** To be built. */
export async function addUsersToTraining(
  _work: Work,
  _caller: Caller,
  _input: InputOf<'addUsersToTraining'>,
): Promise<OutputOf<'addUsersToTraining'>> {
  throw new Error('addUsersToTraining is not built');
}
