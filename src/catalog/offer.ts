import type { OutputOf } from '../contract/operations.js';
import { writeInstant } from '../enrollment/instant.js';
import type { EventState, LinkedActivity } from './offer-events.js';
import type { OfferState } from './offers.js';

type OfferView = OutputOf<'listOffers'>['items'][number];
type EventView = OutputOf<'listOfferEvents'>['items'][number];

/** Offers and their events as answered: instants in the zone of the account, numbers left inside. */
export function showOffer(offer: OfferState, zone: string): OfferView {
  const { id, ref, title, description, archivedAt } = offer;
  return {
    id,
    ref,
    title,
    description,
    archived: archivedAt !== null,
    archivedAt: archivedAt === null ? null : writeInstant(archivedAt, zone),
    createdAt: writeInstant(offer.createdAt, zone),
    updatedAt: writeInstant(offer.updatedAt, zone),
  };
}

/** An event but for its counts: what its version is made of. */
export function plainEvent(
  event: EventState,
  zone: string,
): Omit<EventView, 'enrolled' | 'waiting' | 'seatsLeft'> {
  return {
    id: event.id,
    ref: event.ref,
    offerId: event.offerId,
    offerRef: event.offerRef,
    title: event.title ?? event.offerTitle,
    type: event.type,
    dates: event.dates.map(({ id, startAt, endAt }) => ({
      id,
      startAt: writeInstant(startAt, zone),
      endAt: writeInstant(endAt, zone),
    })),
    minRegistrations: event.minRegistrations,
    maxRegistrations: event.maxRegistrations,
    waitingList: event.waitingList,
    closingAt: event.closingAt === null ? null : writeInstant(event.closingAt, zone),
    price: event.price,
    cancelled: event.cancelled,
    published: event.published,
    archived: event.archived,
    trainings: event.linked.filter(({ kind }) => kind === 'training').map(linkOf),
    courses: event.linked.filter(({ kind }) => kind === 'course').map(linkOf),
    trainerIds: [...event.trainerIds],
  };
}

export function showEvent(event: EventState, zone: string): EventView {
  const { maxRegistrations, enrolled, waiting } = event;
  const seatsLeft = maxRegistrations === null ? null : Math.max(0, maxRegistrations - enrolled);
  return { ...plainEvent(event, zone), enrolled, waiting, seatsLeft };
}

function linkOf({ id, ref, title }: LinkedActivity) {
  return { id, ref, title };
}
