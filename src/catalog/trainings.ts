import type { OutputOf } from '../contract/operations.js';
import type { CountedPage, Paging } from '../contract/page.js';
import type { Names } from '../contract/selection.js';
import type { TrainingRole } from '../contract/training-role.js';
import type { Reach } from '../permission/reach.js';
import type { CourseFilter } from './activities.js';

type TrainingView = OutputOf<'listTrainings'>['items'][number];

/** A training as it stands; instants are epoch milliseconds. */
export interface TrainingState
  extends Omit<TrainingView, 'addedAt' | 'accessible' | 'accessibleFrom' | 'accessibleUntil'> {
  readonly no: number;
  readonly organizerNo: number | null;
  readonly addedAt: number | null;
  readonly accessibleFrom: number | null;
  readonly accessibleUntil: number | null;
}

/** A training as needed to put it into a course. */
export interface TrainingKey {
  readonly no: number;
  readonly id: string;
  readonly archived: boolean;
}

/** Only trainings that somebody within reach is in, in one of some roles. */
export interface OfPerson {
  readonly names: Names;
  readonly roles: readonly TrainingRole[];
  readonly reach: Reach;
}

export interface TrainingFilter extends CourseFilter {
  readonly ofPerson: OfPerson | undefined;
}

/**
 * Trainings; they are written as activities. `ofLearner`: only those that this user is in, or that are
 * inside courses that they are enrolled in.
 */
export interface Trainings {
  /** The trainings named, in the order of the names, undefined where there is none. */
  find(names: Names): Promise<readonly (TrainingKey | undefined)[]>;
  get(names: Names, ofLearner: number | undefined): Promise<TrainingState | undefined>;
  /** Ordered by number: stable while others insert. */
  list(filter: TrainingFilter, paging: Paging): Promise<CountedPage<TrainingState>>;
}
