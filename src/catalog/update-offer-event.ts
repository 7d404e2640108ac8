import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/** To be built. */
export async function updateOfferEvent(
  _work: Work,
  _caller: Caller,
  _input: InputOf<'updateOfferEvent'>,
): Promise<OutputOf<'updateOfferEvent'>> {
  throw new Error('updateOfferEvent is not built');
}
