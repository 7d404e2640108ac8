import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/** To be built. */
export async function getOfferEvent(
  _work: Work,
  _caller: Caller,
  _input: InputOf<'getOfferEvent'>,
): Promise<OutputOf<'getOfferEvent'>> {
  throw new Error('getOfferEvent is not built');
}
