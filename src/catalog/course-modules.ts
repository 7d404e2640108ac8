import type { OutputOf } from '../contract/operations.js';
import type { Page } from '../contract/page.js';

type ModuleView = OutputOf<'listCourseModules'>['items'][number];

/** A module as it stands; instants are epoch milliseconds. */
export interface ModuleState extends Omit<ModuleView, 'addedAt'> {
  readonly no: number;
  readonly courseNo: number;
  readonly addedAt: number | null;
}

/** What can be set of a material. */
export interface MaterialFields {
  readonly title: string;
  readonly description: string | null;
  readonly contentType: ModuleView['contentType'];
  readonly viewUrl: string | null;
}

export interface NewModule {
  readonly id: string;
  readonly courseNo: number;
  /** Those from there on move down. */
  readonly position: number;
  readonly authorNo: number | null;
  readonly addedAt: number;
  readonly content: MaterialFields | { readonly trainingNo: number };
}

/** Courses by number, each with the trainings that are to be inside, in order. */
export interface TrainingsInside {
  readonly no: number;
  readonly inside: readonly number[];
}

/** What is inside courses: at each course the positions run from 0 without a gap. */
export interface CourseModules {
  get(moduleId: string): Promise<ModuleState | undefined>;
  /** In order of position; a page goes on behind the last module of the one before, wherever that has moved. */
  list(courseNo: number, limit: number, cursor: string | undefined): Promise<Page<ModuleState>>;
  /** How many a course has. */
  count(courseNo: number): Promise<number>;
  /** Whether the training is inside the course. */
  holds(courseNo: number, trainingNo: number): Promise<boolean>;
  add(module: NewModule): Promise<void>;
  /** Moves one to a position that its course has; those in between give way. */
  move(module: ModuleState, position: number): Promise<void>;
  change(no: number, fields: Partial<MaterialFields>): Promise<void>;
  /** Those behind it move up. */
  remove(module: ModuleState): Promise<void>;
  /** Gives courses other trainings; a training that stays keeps its module, and materials their places in between. */
  replaceTrainings(courses: readonly TrainingsInside[], newId: () => string): Promise<void>;
}
