import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/** To be built. */
export async function changeOfferEventEnrollment(
  _work: Work,
  _caller: Caller,
  _input: InputOf<'changeOfferEventEnrollment'>,
): Promise<OutputOf<'changeOfferEventEnrollment'>> {
  throw new Error('changeOfferEventEnrollment is not built');
}
