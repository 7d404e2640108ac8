import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/** To be built. */
export async function enrollUsersInOfferEvent(
  _work: Work,
  _caller: Caller,
  _input: InputOf<'enrollUsersInOfferEvent'>,
): Promise<OutputOf<'enrollUsersInOfferEvent'>> {
  throw new Error('enrollUsersInOfferEvent is not built');
}
