import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/** To be built. */
export async function addOfferEventDate(
  _work: Work,
  _caller: Caller,
  _input: InputOf<'addOfferEventDate'>,
): Promise<OutputOf<'addOfferEventDate'>> {
  throw new Error('addOfferEventDate is not built');
}
