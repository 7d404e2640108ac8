import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/** To be built. */
export async function getOfferEventEnrollment(
  _work: Work,
  _caller: Caller,
  _input: InputOf<'getOfferEventEnrollment'>,
): Promise<OutputOf<'getOfferEventEnrollment'>> {
  throw new Error('getOfferEventEnrollment is not built');
}
