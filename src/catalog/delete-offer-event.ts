import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/** To be built. */
export async function deleteOfferEvent(
  _work: Work,
  _caller: Caller,
  _input: InputOf<'deleteOfferEvent'>,
): Promise<OutputOf<'deleteOfferEvent'>> {
  throw new Error('deleteOfferEvent is not built');
}
