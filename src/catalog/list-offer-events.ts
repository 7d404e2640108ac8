import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/** To be built. */
export async function listOfferEvents(
  _work: Work,
  _caller: Caller,
  _input: InputOf<'listOfferEvents'>,
): Promise<OutputOf<'listOfferEvents'>> {
  throw new Error('listOfferEvents is not built');
}
