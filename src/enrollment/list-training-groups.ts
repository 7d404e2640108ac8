import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/** To be built. */
export async function listTrainingGroups(
  _work: Work,
  _caller: Caller,
  _input: InputOf<'listTrainingGroups'>,
): Promise<OutputOf<'listTrainingGroups'>> {
  throw new Error('listTrainingGroups is not built');
}
