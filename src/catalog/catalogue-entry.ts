import type { OutputOf } from '../contract/operations.js';
import { versionOf } from '../contract/version.js';
import { writeInstant } from '../enrollment/instant.js';
import { isWithin } from '../enrollment/participation.js';
import type { CourseState } from './activities.js';
import type { ItemState } from './content-items.js';
import type { ModuleState } from './course-modules.js';
import type { TrainingState } from './trainings.js';

type ItemOf<N extends 'listCourses' | 'listCourseModules' | 'listContentItems' | 'listTrainings'> =
  OutputOf<N>['items'][number];

/** When it is, and in which zone that is told. */
interface Moment {
  readonly now: number;
  readonly zone: string;
}

/** Courses, and what is inside them, as answered: instants in the zone of the account, numbers left inside. */
export function showCourse({ no, ...course }: CourseState, zone: string): ItemOf<'listCourses'> {
  return { ...course, addedAt: shownInstant(course.addedAt, zone) };
}

export function showModule(
  { no, courseNo, ...module }: ModuleState,
  zone: string,
): ItemOf<'listCourseModules'> {
  return { ...module, addedAt: shownInstant(module.addedAt, zone) };
}

export function showItem(item: ItemState, zone: string): ItemOf<'listContentItems'> {
  return { ...item, addedAt: shownInstant(item.addedAt, zone) };
}

/** A training but for what time alone changes: what its version is made of. */
export function plainTraining(
  { no, organizerNo, ...training }: TrainingState,
  { zone }: Pick<Moment, 'zone'>,
): Omit<ItemOf<'listTrainings'>, 'accessible'> {
  return {
    ...training,
    addedAt: shownInstant(training.addedAt, zone),
    accessibleFrom: shownInstant(training.accessibleFrom, zone),
    accessibleUntil: shownInstant(training.accessibleUntil, zone),
  };
}

export function showTraining(training: TrainingState, work: Moment): ItemOf<'listTrainings'> {
  const accessible = isWithin(training.accessibleFrom, training.accessibleUntil, work.now);
  return { ...plainTraining(training, work), accessible };
}

export function showVersionedTraining(training: TrainingState, work: Moment): OutputOf<'getTraining'> {
  return { ...showTraining(training, work), version: versionOf(plainTraining(training, work)) };
}

function shownInstant(instant: number | null, zone: string): string | null {
  return instant === null ? null : writeInstant(instant, zone);
}
