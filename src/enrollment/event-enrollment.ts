import type { OutputOf } from '../contract/operations.js';
import { versionOf } from '../contract/version.js';
import type { EventEnrollmentState } from './event-enrollments.js';
import { writeInstant } from './instant.js';

type Shown = OutputOf<'listOfferEventEnrollments'>['items'][number];

/** An enrollment in an event as answered, with instants in the zone of the account. */
export function showEventEnrollment(state: EventEnrollmentState, zone: string): Shown {
  const { id, userId, userRef, offerEventId, offerEventRef, status, position } = state;
  return {
    id,
    userId,
    userRef,
    offerEventId,
    offerEventRef,
    status,
    position,
    enrolledAt: writeInstant(state.enrolledAt, zone),
    changedAt: writeInstant(state.changedAt, zone),
  };
}

/** The same with its version, in which the place in the line does not count: others change it. */
export function showVersionedEventEnrollment(
  state: EventEnrollmentState,
  zone: string,
): OutputOf<'getOfferEventEnrollment'> {
  return { ...showEventEnrollment(state, zone), version: versionOfEventEnrollment(state) };
}

export function versionOfEventEnrollment({
  id,
  status,
  enrolledAt,
  changedAt,
}: EventEnrollmentState): string {
  return versionOf({ id, status, enrolledAt, changedAt });
}
