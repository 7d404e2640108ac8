import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/** To be built. */
export async function createOfferEvent(
  _work: Work,
  _caller: Caller,
  _input: InputOf<'createOfferEvent'>,
): Promise<OutputOf<'createOfferEvent'>> {
  throw new Error('createOfferEvent is not built');
}
