import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/** To be built. */
export async function getOffer(
  _work: Work,
  _caller: Caller,
  _input: InputOf<'getOffer'>,
): Promise<OutputOf<'getOffer'>> {
  throw new Error('getOffer is not built');
}
