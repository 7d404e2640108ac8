import type { InputOf, OutputOf } from '../contract/operations.js';
import { pagingOf } from '../contract/page.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { authorizeOfferReading } from './authorize-offer-reading.js';
import { showOffer } from './offer.js';

/** The offers that the caller may see, page by page. */
export async function listOffers(
  work: Work,
  caller: Caller,
  input: InputOf<'listOffers'>,
): Promise<OutputOf<'listOffers'>> {
  const ofLearner = authorizeOfferReading(caller);
  const { search, archived } = input;
  const page = await work.offers.list({ search, archived, ofLearner }, pagingOf(input));
  return { ...page, items: page.items.map((offer) => showOffer(offer, work.zone)) };
}
