import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/** To be built. */
export async function listSessionPlaces(
  _work: Work,
  _caller: Caller,
  _input: InputOf<'listSessionPlaces'>,
): Promise<OutputOf<'listSessionPlaces'>> {
  throw new Error('listSessionPlaces is not built');
}
