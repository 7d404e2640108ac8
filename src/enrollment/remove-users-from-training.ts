import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/** To be built. */
export async function removeUsersFromTraining(
  _work: Work,
  _caller: Caller,
  _input: InputOf<'removeUsersFromTraining'>,
): Promise<OutputOf<'removeUsersFromTraining'>> {
  throw new Error('removeUsersFromTraining is not built');
}
