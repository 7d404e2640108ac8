import { noSuch } from '../contract/no-such.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { versioned } from '../contract/version.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { authorizeOfferReading } from './authorize-offer-reading.js';
import { offerNamed } from './named-thing.js';
import { showOffer } from './offer.js';

/** One offer by id or ref; what the caller may not see is absent. */
export async function getOffer(
  work: Work,
  caller: Caller,
  input: InputOf<'getOffer'>,
): Promise<OutputOf<'getOffer'>> {
  const offer = await work.offers.get(offerNamed(input), authorizeOfferReading(caller));
  if (!offer) throw noSuch('offer', offerNamed(input));
  return versioned(showOffer(offer, work.zone));
}
