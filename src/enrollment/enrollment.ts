import { createHash } from 'node:crypto';
import type { OutputOf } from '../contract/operations.js';
import type { TrainingRole } from '../contract/training-role.js';
import { writeInstant } from './instant.js';
import { isLocked, type Terms } from './terms.js';

/** An enrollment with the terms that hold for it: those of the winning grant, or of the last one that ended. */
export interface EnrollmentState {
  readonly id: string;
  readonly learnerId: string;
  readonly learnerRef: string | null;
  readonly courseId: string;
  readonly courseRef: string | null;
  readonly courseTitle: string;
  /** Of the activity, which usually is a course. */
  readonly kind: 'course' | 'training';
  readonly role: TrainingRole;
  readonly terms: Terms;
  /** As reported; null: nobody has. */
  readonly progress: number | null;
  readonly completedAt: number | null;
  readonly active: boolean;
  /** What tells two grants apart: changes with the grant whose terms hold. */
  readonly grantMark: string;
}

type Shown = OutputOf<'listEnrollments'>['items'][number];

/** The enrollment as answered, with instants in the zone of the account. */
export function showEnrollment(state: EnrollmentState, now: number, zone: string): Shown {
  const { terms } = state;
  return {
    id: state.id,
    learnerId: state.learnerId,
    learnerRef: state.learnerRef,
    courseId: state.courseId,
    courseRef: state.courseRef,
    accessAt: writeInstant(terms.accessAt, zone),
    dueAt: terms.dueAt === null ? null : writeInstant(terms.dueAt, zone),
    dueDateType: terms.asked.dueDateType,
    lockAfterDueDate: terms.lockAfterDueDate,
    locked: isLocked(terms, now),
    status: state.active ? 'active' : 'ended',
  };
}

/** The same with its version, a digest of all that is shown and of the grant behind it. */
export function showVersioned(state: EnrollmentState, now: number, zone: string): OutputOf<'getEnrollment'> {
  const shown = showEnrollment(state, now, zone);
  const version = createHash('sha256')
    .update(JSON.stringify([shown, state.grantMark]))
    .digest('base64url');
  return { ...shown, version: version.slice(0, 22) };
}
