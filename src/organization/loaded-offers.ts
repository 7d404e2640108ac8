import type { EventDate, EventFields } from '../catalog/offer-events.js';
import type { OfferFields } from '../catalog/offers.js';
import type { EventStatus } from '../contract/offer-event-enrollments.js';
import type { Catalogue, Thing } from './organization.js';

export interface OfferRecord extends Thing, OfferFields {
  readonly ref: string | null;
  readonly archivedAt: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** An event with all that it names; numbers ascend, dates are ordered by time. */
export interface OfferEventRecord extends Thing, EventFields {
  readonly ref: string | null;
  readonly offerNo: number;
  /** Of a deleted event only the id counts: no other one gets it. */
  readonly deleted: boolean;
  readonly dates: readonly EventDate[];
  readonly trainingNos: readonly number[];
  readonly courseNos: readonly number[];
  readonly trainerNos: readonly number[];
}

/** How many are enrolled in an event, and how many wait. */
export interface SeatsTaken {
  readonly enrolled: number;
  readonly waiting: number;
}

export interface RegistrationKey {
  readonly eventNo: number;
  readonly userNo: number;
}

export interface Registration extends RegistrationKey {
  readonly status: EventStatus;
}

/** Offers and who registered for their events, as a file brings them in: in sets. */
export interface LoadedOffers {
  readonly offers: Catalogue<OfferRecord>;
  readonly offerEvents: Catalogue<OfferEventRecord>;
  /** Of those of the events that somebody is enrolled in or waits for. */
  seatsTaken(eventNos: readonly number[]): Promise<ReadonlyMap<number, SeatsTaken>>;
  /** What there is of these; who never was anything in an event is missing. */
  registrations(keys: readonly RegistrationKey[]): Promise<readonly Registration[]>;
  /** Puts people into the lines of held events, in this order, behind all who are in them. */
  register(people: readonly Registration[], at: number): Promise<void>;
  /** Declines everybody who is enrolled in these held events or waits. */
  declineEverybody(eventNos: readonly number[], at: number): Promise<void>;
}
