import type { OutputOf } from '../contract/operations.js';
import { writeInstant } from '../enrollment/instant.js';
import type { Work } from '../work.js';
import type { CourseState } from './activities.js';
import type { ItemState } from './content-items.js';
import type { ModuleState } from './course-modules.js';
import type { TrainingState } from './trainings.js';

type ItemOf<N extends 'listCourses' | 'listCourseModules' | 'listContentItems' | 'listTrainings'> =
  OutputOf<N>['items'][number];

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

export function showTraining(
  { no, organizerNo, ...training }: TrainingState,
  { now, zone }: Pick<Work, 'now' | 'zone'>,
): ItemOf<'listTrainings'> {
  const { accessibleFrom, accessibleUntil } = training;
  return {
    ...training,
    addedAt: shownInstant(training.addedAt, zone),
    accessibleFrom: shownInstant(accessibleFrom, zone),
    accessibleUntil: shownInstant(accessibleUntil, zone),
    accessible: (accessibleFrom ?? now) <= now && now < (accessibleUntil ?? now) + 1_000,
  };
}

function shownInstant(instant: number | null, zone: string): string | null {
  return instant === null ? null : writeInstant(instant, zone);
}
