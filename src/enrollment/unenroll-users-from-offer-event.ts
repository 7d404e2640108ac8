import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/** To be built. */
export async function unenrollUsersFromOfferEvent(
  _work: Work,
  _caller: Caller,
  _input: InputOf<'unenrollUsersFromOfferEvent'>,
): Promise<OutputOf<'unenrollUsersFromOfferEvent'>> {
  throw new Error('unenrollUsersFromOfferEvent is not built');
}
