import type { EventStatus } from '../contract/offer-event-enrollments.js';
import type { Page } from '../contract/page.js';
import type { Reach } from '../permission/reach.js';

/** What one user is in one event of an offer; instants are epoch milliseconds. */
export interface EventEnrollmentState {
  readonly no: number;
  readonly id: string;
  readonly userNo: number;
  readonly userId: string;
  readonly userRef: string | null;
  readonly eventNo: number;
  readonly offerEventId: string;
  readonly offerEventRef: string | null;
  readonly status: EventStatus;
  /** Of who waits: 1 for the first. */
  readonly position: number | null;
  readonly enrolledAt: number;
  readonly changedAt: number;
  /** Whether this very request gave it its status. */
  readonly mine: boolean;
}

/** Who gets a status now. */
export interface NewStatus {
  readonly userNo: number;
  readonly status: EventStatus;
}

/** Who has got a seat. */
export interface Promoted {
  readonly eventNo: number;
  readonly userNo: number;
}

export interface EventEnrollmentFilter {
  readonly eventNos: readonly number[] | undefined;
  readonly userNos: readonly number[] | undefined;
  readonly statuses: readonly EventStatus[] | undefined;
}

/**
 * Enrollments in events of offers. Whatever changes one holds the event first (`OfferEvents.hold`); then nobody else
 * changes any of them until the transaction ends. Grants follow by `Grants.follow`.
 */
export interface EventEnrollments {
  /** Keeps people from being deleted until the transaction ends. To be called before the event is held. */
  holdPeople(userNos: readonly number[]): Promise<void>;
  /** What these users are in an event; who never was anything is missing. */
  find(eventNo: number, userNos: readonly number[]): Promise<ReadonlyMap<number, EventEnrollmentState>>;
  /** Puts people into the line of an event, in this order, behind all who are in it, each with a status. */
  enter(eventNo: number, people: readonly NewStatus[], at: number): Promise<void>;
  /** Takes people out of the lines of events. */
  end(
    eventNos: readonly number[],
    userNos: readonly number[],
    status: 'CANCELLED' | 'DECLINED',
    at: number,
  ): Promise<void>;
  /** The numbers of all who are enrolled or wait. */
  present(eventNo: number): Promise<readonly number[]>;
  /**
   * Enrolls those who wait, in their order, as far as there are seats, and answers whom; nobody where the event is
   * cancelled, or it or its offer is archived.
   */
  promote(eventNos: readonly number[], at: number): Promise<readonly Promoted[]>;
  /** Events that somebody is enrolled in or waits for, by number. */
  eventsOf(userNo: number): Promise<readonly number[]>;
  get(enrollmentId: string, reach: Reach): Promise<EventEnrollmentState | undefined>;
  /** By event, and then in the order in which they first came in. */
  list(
    filter: EventEnrollmentFilter,
    reach: Reach,
    limit: number,
    cursor: string | undefined,
  ): Promise<Page<EventEnrollmentState>>;
}
