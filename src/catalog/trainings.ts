import type { OutputOf } from '../contract/operations.js';
import type { Page } from '../contract/page.js';
import type { Names } from '../contract/selection.js';
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

/** Trainings; they are written as activities. `ofLearner`: only those inside courses that this user is enrolled in. */
export interface Trainings {
  /** The trainings named, in the order of the names, undefined where there is none. */
  find(names: Names): Promise<readonly (TrainingKey | undefined)[]>;
  get(names: Names, ofLearner: number | undefined): Promise<TrainingState | undefined>;
  /** Ordered by number: stable while others insert. */
  list(filter: CourseFilter, limit: number, cursor: string | undefined): Promise<Page<TrainingState>>;
}
