import type { OutputOf } from '../contract/operations.js';
import type { Page } from '../contract/page.js';
import type { Names } from '../contract/selection.js';
import type { OwnPolicy } from '../enrollment/terms.js';

export type CourseView = OutputOf<'listCourses'>['items'][number];

/** A course or a training as needed to enroll somebody in it. */
export interface Activity {
  readonly no: number;
  readonly id: string;
  readonly ref: string | null;
  readonly kind: 'course' | 'training';
  readonly archived: boolean;
  /** What `default` takes; undefined: no policy of its own. */
  readonly ownPolicy: OwnPolicy | undefined;
  /** Grows with every change of the above. */
  readonly revision: number;
}

export interface CourseFilter {
  readonly search: string | undefined;
  readonly archived: boolean | undefined;
  /** Only courses in which the user of this number is enrolled. */
  readonly ofLearner: number | undefined;
}

/** Courses and trainings. */
export interface Activities {
  /** The activities named, in the order of the names, undefined where there is none; a course wins over a training. */
  find(names: Names): Promise<readonly (Activity | undefined)[]>;
  /**
   * The one activity named, as it was lately seen: up to a minute old. Good only for writes that check the revision
   * again (`Grants.beginOne`).
   */
  recall(names: Names): Promise<Activity | undefined>;
  get(names: Names, ofLearner: number | undefined): Promise<CourseView | undefined>;
  list(filter: CourseFilter, limit: number, cursor: string | undefined): Promise<Page<CourseView>>;
}
