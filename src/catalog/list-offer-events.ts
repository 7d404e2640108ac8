import type { InputOf, OutputOf } from '../contract/operations.js';
import { pagingOf } from '../contract/page.js';
import type { Names } from '../contract/selection.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { authorizeOfferReading } from './authorize-offer-reading.js';
import { showEvent } from './offer.js';

/** The events that the caller may see, page by page. */
export async function listOfferEvents(
  work: Work,
  caller: Caller,
  input: InputOf<'listOfferEvents'>,
): Promise<OutputOf<'listOfferEvents'>> {
  const ofLearner = authorizeOfferReading(caller);
  const { offerIds, offerRefs, offerEventIds, archived } = input;
  const offers: Names | undefined = offerIds
    ? { by: 'id', path: '/offerIds', values: offerIds }
    : offerRefs && { by: 'ref', path: '/offerRefs', values: offerRefs };
  const offerNos = offers && (await work.offers.find(offers)).flatMap((offer) => (offer ? [offer.no] : []));
  const events: Names | undefined = offerEventIds && { by: 'id', path: '', values: offerEventIds };
  const eventNos = events && (await work.offerEvents.numbers(events)).filter((no) => no !== 0);
  const page = await work.offerEvents.list({ offerNos, eventNos, archived, ofLearner }, pagingOf(input));
  return { ...page, items: page.items.map((event) => showEvent(event, work.zone)) };
}
