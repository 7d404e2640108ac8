import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/** To be built. */
export async function archiveOfferEvents(
  _work: Work,
  _caller: Caller,
  _input: InputOf<'archiveOfferEvents'>,
): Promise<OutputOf<'archiveOfferEvents'>> {
  throw new Error('archiveOfferEvents is not built');
}
