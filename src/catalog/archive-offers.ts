import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/** To be built. */
export async function archiveOffers(
  _work: Work,
  _caller: Caller,
  _input: InputOf<'archiveOffers'>,
): Promise<OutputOf<'archiveOffers'>> {
  throw new Error('archiveOffers is not built');
}
