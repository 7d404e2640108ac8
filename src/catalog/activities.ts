import type { OutputOf } from '../contract/operations.js';
import type { Page } from '../contract/page.js';
import type { Names } from '../contract/selection.js';
import type { OwnPolicy } from '../enrollment/terms.js';

type CourseView = OutputOf<'listCourses'>['items'][number];

/** A course as it stands; instants are epoch milliseconds. */
export interface CourseState extends Omit<CourseView, 'addedAt'> {
  readonly no: number;
  readonly addedAt: number | null;
}

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

/** What only trainings have. */
export interface TrainingFields {
  readonly subtitle: string | null;
  readonly estimatedTime: string | null;
  /** Epoch milliseconds, both inclusive, the last one as a whole second. */
  readonly accessibleFrom: number | null;
  readonly accessibleUntil: number | null;
  readonly showParticipants: boolean;
  readonly showSharedFiles: boolean;
  readonly enableChat: boolean;
}

/** What can be set of a course or a training. */
export interface ActivityFields extends Partial<TrainingFields> {
  readonly ref: string | null;
  readonly title: string;
  readonly description: string | null;
  /** Of trainings only. */
  readonly trainingType: string | null;
  /** Who added a course; who organises a training. */
  readonly authorNo: number | null;
  /** Of courses only. */
  readonly viewUrl: string | null;
  readonly archived: boolean;
  /** Of courses only; null: none. */
  readonly ownPolicy: OwnPolicy | null;
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
  byNumber(nos: readonly number[]): Promise<readonly Activity[]>;
  get(names: Names, ofLearner: number | undefined): Promise<CourseState | undefined>;
  list(filter: CourseFilter, limit: number, cursor: string | undefined): Promise<Page<CourseState>>;
  /** Adds one. Fails `conflict` at `/ref` where another one of its kind has that ref, also one added meanwhile. */
  add(kind: Activity['kind'], id: string, addedAt: number, fields: ActivityFields): Promise<void>;
  /** Changes some fields, and with them the revision; fails as `add` does. */
  change(no: number, fields: Partial<ActivityFields>): Promise<void>;
  /** Keeps one as it is until the transaction ends, and tells whether it is archived. */
  hold(no: number): Promise<{ readonly archived: boolean }>;
}
