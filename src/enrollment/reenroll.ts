import { failureAt } from '../contract/failure.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { checkTerms } from './check-input.js';
import { showVersioned } from './enrollment.js';
import { giveNewTerms } from './give-new-terms.js';
import { directGrant, holdEnrollment, refuse } from './hold-enrollment.js';
import { unknownEnrollment } from './unknown-enrollment.js';

/** Begins a new occurrence under the same enrollment id, from active or from ended. */
export async function reenroll(
  work: Work,
  caller: Caller,
  input: InputOf<'reenroll'>,
): Promise<OutputOf<'reenroll'>> {
  const reading = checkTerms(input, work);
  const reach = authorize(caller, 'enrollment.update');
  const held = await holdEnrollment(work, input.enrollmentId, reach, input.ifVersion);
  const direct = directGrant(held);
  if (!direct && held.live.length > 0) throw refuse(work, held);
  if (!direct?.mine) {
    const [course] = await work.activities.find({ by: 'id', path: '', values: [held.courseId] });
    if (course?.archived) {
      throw failureAt(
        'conflict',
        '/enrollmentId',
        'archived',
        'The course is archived and takes no new enrollments.',
      );
    }
    await giveNewTerms(work, held, reading, false);
  }
  const state = await work.enrollments.get(input.enrollmentId, reach);
  if (!state) throw unknownEnrollment();
  return showVersioned(state, work.now, work.zone);
}
