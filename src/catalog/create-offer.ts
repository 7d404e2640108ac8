import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/** To be built. */
export async function createOffer(
  _work: Work,
  _caller: Caller,
  _input: InputOf<'createOffer'>,
): Promise<OutputOf<'createOffer'>> {
  throw new Error('createOffer is not built');
}
