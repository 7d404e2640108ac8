import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/** To be built. */
export async function listParticipations(
  _work: Work,
  _caller: Caller,
  _input: InputOf<'listParticipations'>,
): Promise<OutputOf<'listParticipations'>> {
  throw new Error('listParticipations is not built');
}
