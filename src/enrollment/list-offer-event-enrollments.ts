import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/** To be built. */
export async function listOfferEventEnrollments(
  _work: Work,
  _caller: Caller,
  _input: InputOf<'listOfferEventEnrollments'>,
): Promise<OutputOf<'listOfferEventEnrollments'>> {
  throw new Error('listOfferEventEnrollments is not built');
}
