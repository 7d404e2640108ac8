import type { OutputOf } from '../contract/operations.js';
import type { XmlNode } from '../xml/write-xml.js';
import { node } from './encode-values.js';

type Enrollment = OutputOf<'listEnrollments'>['items'][number];

/** Assigned by an administrator, as the vendor numbers it; taking courses from a catalogue does not exist here. */
const assigned = '0';

/** The answer to GetEnrollment. */
export function getEnrollmentResult(enrollment: Enrollment, element = 'GetEnrollmentResult'): XmlNode {
  return [element, [oneEnrollment(enrollment)]];
}

/** One enrollment by itself: the lock as `true` or `false`. */
export function oneEnrollment(enrollment: Enrollment): XmlNode {
  const content = [
    ...beginning(enrollment),
    node('shouldLockAfterDueDate', String(enrollment.lockAfterDueDate)),
    node('enrollmentTypeGroup', assigned),
  ];
  return ['enrollment', content];
}

/** Enrollments in a list: the lock as 0 or 1. */
export function listedEnrollments(enrollments: readonly Enrollment[]): XmlNode[] {
  return enrollments.map((enrollment) => [
    'enrollment',
    [
      ...beginning(enrollment),
      node('shouldLockAfterDueDate', enrollment.lockAfterDueDate ? '1' : '0'),
      node('enrollmentTypeGroup', assigned),
    ],
  ]);
}

export function nextPageToken(cursor: string | null): XmlNode[] {
  return cursor === null ? [] : [node('nextPageToken', cursor)];
}

/** Days are those of the account's zone, in which instants are shown. */
function beginning(enrollment: Enrollment): XmlNode[] {
  const { id, courseId, learnerId, accessAt, dueAt, lockAfterDueDate } = enrollment;
  const due = dueAt === null ? [] : [node('dueDate', dueAt.slice(0, 10))];
  const expiration = dueAt !== null && lockAfterDueDate ? [node('expirationDate', dueAt.slice(0, 10))] : [];
  return [
    node('enrollmentId', id),
    node('courseId', courseId),
    node('learnerId', learnerId),
    node('accessDate', accessAt.slice(0, 10)),
    ...due,
    ...expiration,
  ];
}
