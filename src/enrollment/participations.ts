import type { CountedPage, Paging } from '../contract/page.js';
import type { TrainingRole } from '../contract/training-role.js';
import type { Reach } from '../permission/reach.js';
import type { GrantKind } from './grant.js';
import type { Terms } from './terms.js';

/** A reason for which somebody is in a training, in force. */
export interface LiveReason {
  readonly kind: GrantKind;
  readonly sourceNo: number;
  readonly givenAt: number;
  readonly dueAt: number | null;
  readonly terms: Terms;
}

/** One person in one role of one training; instants are epoch milliseconds. */
export interface ParticipationState {
  readonly enrollmentId: string;
  readonly trainingNo: number;
  readonly trainingId: string;
  readonly trainingRef: string | null;
  readonly accessibleFrom: number | null;
  readonly accessibleUntil: number | null;
  readonly userNo: number;
  readonly userId: string;
  readonly userRef: string | null;
  readonly role: TrainingRole;
  readonly live: readonly LiveReason[];
  /** The terms that hold, or that held last. */
  readonly terms: Terms;
  readonly progress: number | null;
  readonly completedAt: number | null;
  readonly nextEventAt: number | null;
}

export interface ParticipationFilter {
  readonly trainingNos: readonly number[] | undefined;
  readonly userNos: readonly number[] | undefined;
  readonly roles: readonly TrainingRole[];
  /** Undefined: active and ended ones. */
  readonly active: boolean | undefined;
  /** At most so many of each training. */
  readonly perTraining: number | undefined;
  /** Trainings of which everybody is seen, whoever they are. */
  readonly wholly: readonly number[];
}

/** Who is in which training. */
export interface Participations {
  /**
   * By training, user and role. A page takes the same few statements whatever its size. `totals`: with `perTraining` how
   * many each training of the page has, by its id.
   */
  list(
    filter: ParticipationFilter,
    reach: Reach,
    paging: Paging,
    now: number,
  ): Promise<CountedPage<ParticipationState> & { readonly totals: ReadonlyMap<string, number> }>;
  /** The trainings that somebody is a trainer in. */
  trainingsOf(trainerNo: number): Promise<readonly number[]>;
  /** The training and the courses that contain it: whoever is enrolled in one of them may attend its sessions. */
  waysInto(trainingNo: number): Promise<readonly number[]>;
  /** Whether somebody may attend the sessions of a training. */
  mayAttend(userNo: number, trainingNo: number): Promise<boolean>;
}
