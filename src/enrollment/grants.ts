import type { Activity } from '../catalog/activities.js';
import type { Names } from '../contract/selection.js';
import type { TrainingRole } from '../contract/training-role.js';
import type { Reach } from '../permission/reach.js';
import type { GrantKind } from './grant.js';
import type { Terms } from './terms.js';

/** Terms decided once for everybody who gets them in one activity; never changed afterwards. */
export interface Decision {
  readonly activityNo: number;
  readonly terms: Terms;
  /** When: not before any moment that the grants replaced by it have seen. Epoch milliseconds. */
  readonly givenAt: number;
  /** `true` where the occurrence goes on under new terms, `false` where one begins. */
  readonly continues: boolean;
}

/** A pair of learner and activity, by private numbers. */
export interface Pair {
  readonly userNo: number;
  readonly activityNo: number;
}

/** A grant in force. */
export interface LiveGrant {
  readonly kind: GrantKind;
  /** Which unit, offer event and so on; of a direct grant 0. */
  readonly sourceNo: number;
  readonly givenAt: number;
  readonly dueAt: number | null;
  readonly terms: Terms;
  /** Whether an earlier attempt of this very request began it: a commit of unknown outcome had happened. */
  readonly mine: boolean;
}

/** An enrollment whose row is locked until the end of the transaction, with what holds it up. */
export interface HeldEnrollment extends Pair {
  readonly id: string;
  readonly learnerId: string;
  readonly learnerRef: string | null;
  readonly courseId: string;
  readonly courseRef: string | null;
  readonly live: readonly LiveGrant[];
  /** The latest moment at which a grant of this pair began or ended. */
  readonly lastMoment: number;
  /** Whether an earlier attempt of this very request ended its direct grant. */
  readonly endedByMe: boolean;
}

/** Enrollments by id, or those of all pairs of learners and activities. */
export type EnrollmentsNamed =
  | { readonly ids: readonly string[] }
  | { readonly userNos: readonly number[]; readonly activityNos: readonly number[] };

/** Units, rules among them, or offer events whose people hold grants of what is linked to them. */
export interface Sources {
  readonly kind: 'unit' | 'offer_event';
  /** Only these units or events, by number. */
  readonly nos?: readonly number[] | undefined;
  /** Only what concerns these users. */
  readonly userNos?: readonly number[] | undefined;
  /** What is no longer linked, and is to be looked at as well. */
  readonly unlinked?: readonly number[];
  /** Whether to look at every activity in which such a grant lives, linked or not. */
  readonly whole?: boolean;
}

/** What a link asks of grants that begin. */
export interface Wish {
  readonly activityNo: number;
  readonly asked: Terms['asked'];
  /** From when a period runs: an instant (epoch ms), a day or date-time of the account; null: from the beginning. */
  readonly countsFrom: number | string | null;
}

/** What bringing grants into line did. */
export interface Followed {
  readonly begun: number;
  readonly ended: number;
}

/** One learner and one course. */
export interface OneWish {
  readonly learner: Names;
  readonly reach: Reach;
  readonly course: Activity;
  readonly terms: Terms;
  /** For an enrollment that comes into being; one that there has been keeps its own id. */
  readonly enrollmentId: string;
  /** What the audit event tells, where anything is changed. */
  readonly detail: object;
}

export interface OneEnrolled {
  readonly enrolled: boolean;
  /** Null where a dry run undid the enrollment. */
  readonly enrollmentId: string | null;
  readonly learnerId: string;
  readonly learnerRef: string | null;
}

/**
 * Grants: why somebody is enrolled. They begin and, once, end; none is ever overwritten, and none begins twice for
 * one reason while it lives: the database guarantees it.
 */
export interface Grants {
  /**
   * The whole work of enrolling one learner in one course, in one exchange with the database: it commits by itself
   * (or undoes itself in a dry run) and nothing may follow it. Undefined: it declined and changed nothing, because
   * the learner is not within reach, the course is no longer as given, or the engine gains nothing by it.
   */
  beginOne(wish: OneWish): Promise<OneEnrolled | undefined>;

  /**
   * Makes the direct grants of all pairs of these learners and the activities of these decisions that are missing.
   * Enrollment rows come into being, or are locked, in key order first. Answers how many pairs this request enrolled;
   * the others were held directly before.
   */
  beginAll(
    learnerNos: readonly number[],
    decisions: readonly Decision[],
    role?: TrainingRole,
  ): Promise<number>;

  /** Begins a direct grant for each pair, under the decision of its activity. None of them may have a live one. */
  begin(pairs: readonly Pair[], decisions: readonly Decision[]): Promise<void>;

  /** Ends the live direct grants of these pairs at a moment that is later than all that they have seen. */
  end(pairs: readonly Pair[], at: number, role?: TrainingRole): Promise<void>;

  /**
   * Locks enrollments in key order and tells what holds them up; those unknown or out of reach are missing. By id they are
   * those in courses, as pairs those in one role.
   */
  lock(which: EnrollmentsNamed, reach: Reach, role?: TrainingRole): Promise<readonly HeldEnrollment[]>;

  /**
   * Brings the automatic grants of these sources into line with what is linked now: members of a unit, and whoever is
   * ENROLLED in an offer event, hold one of each activity linked, in the role of the link, and nobody else holds one.
   * Nothing begins in an archived activity. What becomes of grants of those who leave, the link says. In sets, on rows locked in key order; what is in line is left alone.
   * `decide`: the terms of new grants, in the order of what is wished for. To be called when those sources cannot
   * change any more until the transaction ends.
   */
  follow(
    sources: Sources,
    decide: (wishes: readonly Wish[]) => Promise<readonly Decision[]>,
  ): Promise<Followed>;

  /** Users with grants that were kept for a time that has passed, at most so many. */
  keptTooLong(most: number): Promise<readonly number[]>;
  /** Forgets what was kept of these users for a time that has passed; to be called after they were followed. */
  forgetKept(userNos: readonly number[]): Promise<void>;

  /** Ends all live automatic grants of one source in one activity, but for kept ones of who left; answers how many. */
  endAutomatic(kind: Sources['kind'], sourceNo: number, activityNo: number): Promise<number>;

  /** Ends everything that lives for this user, of any kind; answers how much that was. */
  endAll(userNo: number, at: number): Promise<number>;
}
