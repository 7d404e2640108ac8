import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/** To be built. */
export async function listOffers(
  _work: Work,
  _caller: Caller,
  _input: InputOf<'listOffers'>,
): Promise<OutputOf<'listOffers'>> {
  throw new Error('listOffers is not built');
}
