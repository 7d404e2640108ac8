import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/** To be built. */
export async function updateOffer(
  _work: Work,
  _caller: Caller,
  _input: InputOf<'updateOffer'>,
): Promise<OutputOf<'updateOffer'>> {
  throw new Error('updateOffer is not built');
}
