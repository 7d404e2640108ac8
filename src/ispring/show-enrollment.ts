import type { OutputOf } from '../contract/operations.js';
import type { Shown } from './reply.js';

type Enrollment = OutputOf<'listEnrollments'>['items'][number];

/** Assigned by an administrator, as the vendor numbers it; taking courses from a catalogue does not exist here. */
const assigned = 0;

/** Days are those of the account's zone, in which instants are shown. */
export function showEnrollment(enrollment: Enrollment): Shown {
  const { id, courseId, learnerId, accessAt, dueAt, lockAfterDueDate } = enrollment;
  return {
    enrollmentId: id,
    courseId,
    learnerId,
    accessDate: dayOf(accessAt),
    ...dueFields(dueAt, lockAfterDueDate),
    shouldLockAfterDueDate: lockAfterDueDate,
    enrollmentTypeGroup: assigned,
  };
}

/** When it is due, and when it closes where it does. */
export function dueFields(dueAt: string | null, lock: boolean): Readonly<Record<string, Shown | undefined>> {
  if (dueAt === null) return {};
  return { dueDate: dayOf(dueAt), expirationDate: lock ? dayOf(dueAt) : undefined };
}

function dayOf(instant: string): string {
  return instant.slice(0, 10);
}
