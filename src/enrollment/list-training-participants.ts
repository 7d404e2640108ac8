import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/** To be built. */
export async function listTrainingParticipants(
  _work: Work,
  _caller: Caller,
  _input: InputOf<'listTrainingParticipants'>,
): Promise<OutputOf<'listTrainingParticipants'>> {
  throw new Error('listTrainingParticipants is not built');
}
