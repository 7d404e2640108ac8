import type { InputOf, OutputOf } from '../contract/operations.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { showVersionedEventEnrollment } from './event-enrollment.js';
import { unknownEnrollment } from './unknown-enrollment.js';

/** One enrollment in an event; what the caller may not see is absent. */
export async function getOfferEventEnrollment(
  work: Work,
  caller: Caller,
  input: InputOf<'getOfferEventEnrollment'>,
): Promise<OutputOf<'getOfferEventEnrollment'>> {
  const reach = authorize(caller, 'registration.read');
  const state = await work.eventEnrollments.get(input.enrollmentId, reach);
  if (!state) throw unknownEnrollment();
  return showVersionedEventEnrollment(state, work.zone);
}
