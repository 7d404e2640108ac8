import type { InputOf, OutputOf } from '../contract/operations.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { showVersioned } from './enrollment.js';
import { unknownEnrollment } from './unknown-enrollment.js';

/** One enrollment by id; what the caller may not see is absent. */
export async function getEnrollment(
  work: Work,
  caller: Caller,
  input: InputOf<'getEnrollment'>,
): Promise<OutputOf<'getEnrollment'>> {
  const reach = authorize(caller, 'enrollment.read');
  const state = await work.enrollments.get(input.enrollmentId, reach);
  if (!state) throw unknownEnrollment();
  return showVersioned(state, work.now, work.zone);
}
