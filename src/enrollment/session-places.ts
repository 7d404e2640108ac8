import type { OutputOf } from '../contract/operations.js';
import type { Page } from '../contract/page.js';
import type { Reach } from '../permission/reach.js';

export type PlaceStatus = OutputOf<'chooseSession'>['place']['status'];

/** The place of one user in one session. */
export interface PlaceState {
  readonly sessionNo: number;
  readonly sessionId: string;
  readonly trainingId: string;
  readonly userId: string;
  readonly userRef: string | null;
  readonly status: PlaceStatus;
  /** Of who waits: 1 for the first. */
  readonly position: number | null;
  /** Epoch milliseconds. */
  readonly since: number;
}

/** How full a session is. */
export interface Fullness {
  readonly attending: number;
  readonly waiting: number;
  /** The place of the user who was asked for. */
  readonly own: { readonly status: PlaceStatus; readonly position: number | null } | null;
}

/**
 * Seats in sessions and the lines of those who wait. One person has one place in a training. Whatever changes places, or
 * how many there are, holds the training first; then nobody else changes any of them until the transaction ends.
 */
export interface SessionPlaces {
  hold(trainingNos: readonly number[]): Promise<void>;
  /** Keeps the enrollments of somebody that open the sessions of a training as they are until the transaction ends. */
  holdRight(userNo: number, trainingNo: number): Promise<void>;
  /** The place that somebody has in any session of a training. */
  find(trainingNo: number, userNo: number): Promise<PlaceState | undefined>;
  /** By the number of the session; one statement for all of them. */
  fullness(sessionNos: readonly number[], userNo: number | null): Promise<ReadonlyMap<number, Fullness>>;
  /** Gives somebody who has none a place; who waits stands behind all others. */
  take(
    session: { readonly no: number; readonly trainingNo: number },
    userNo: number,
    status: PlaceStatus,
    at: number,
  ): Promise<void>;
  giveUp(trainingNo: number, userNo: number): Promise<void>;
  /**
   * Gives free seats to those who wait, in their order; not where the session is over, or it or its training
   * is archived. Of these
   * sessions, or of all of these trainings.
   */
  promote(
    of: { readonly sessionNos: readonly number[] } | { readonly trainingNos: readonly number[] } | 'all',
  ): Promise<void>;
  /**
   * The places of people who may not attend any more: who are neither enrolled in the training nor in a course that
   * contains it. Only of these users, and in these trainings, where told.
   */
  unentitled(of: {
    readonly userNos?: readonly number[] | undefined;
    readonly trainingNos?: readonly number[] | undefined;
  }): Promise<readonly { readonly no: number; readonly trainingNo: number; readonly sessionNo: number }[]>;
  remove(nos: readonly number[]): Promise<void>;
  /** First those who attend, then those who wait, each in their order; positions count people out of reach. */
  list(
    sessionNo: number,
    status: PlaceStatus | undefined,
    reach: Reach,
    limit: number,
    cursor: string | undefined,
  ): Promise<Page<PlaceState>>;
  /** Which of these users have a seat. */
  attending(sessionNo: number, userNos: readonly number[]): Promise<ReadonlySet<number>>;
}
