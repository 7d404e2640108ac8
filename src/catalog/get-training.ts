import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { showVersionedTraining } from './catalogue-entry.js';
import { findTraining } from './find-training.js';

/** One training by id or ref; what the caller may not see is absent. */
export async function getTraining(
  work: Work,
  caller: Caller,
  input: InputOf<'getTraining'>,
): Promise<OutputOf<'getTraining'>> {
  const training = await findTraining(work, caller, input);
  return showVersionedTraining(training, work);
}
