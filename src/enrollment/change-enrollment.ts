import { failureAt } from '../contract/failure.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { checkTerms, given } from './check-input.js';
import { showVersioned } from './enrollment.js';
import { giveNewTerms } from './give-new-terms.js';
import { directGrant, holdEnrollment, refuse } from './hold-enrollment.js';
import { type AskedReading, type AskedTerms, mergeTerms } from './terms.js';
import { unknownEnrollment } from './unknown-enrollment.js';

/** Gives the direct grant of one enrollment new terms; its occurrence goes on. */
export async function changeEnrollment(
  work: Work,
  caller: Caller,
  input: InputOf<'changeEnrollment'>,
): Promise<OutputOf<'changeEnrollment'>> {
  const whole = checkAlone(work, input);
  const reach = authorize(caller, 'enrollment.update');
  const held = await holdEnrollment(work, input.enrollmentId, reach, input.ifVersion);
  const direct = directGrant(held);
  if (!direct) throw refuse(work, held);
  if (!direct.mine) {
    const reading = whole ?? checkTerms(mergeTerms(direct.terms, given(input)), work);
    await giveNewTerms(work, held, reading, true);
  }
  const state = await work.enrollments.get(input.enrollmentId, reach);
  if (!state) throw unknownEnrollment();
  return showVersioned(state, work.now, work.zone);
}

/**
 * The fields of the input, judged before permission as far as they stand alone; undefined where they mean something
 * only beside the terms that are kept.
 */
function checkAlone(work: Work, input: InputOf<'changeEnrollment'>): AskedReading | undefined {
  if (input.omitted === 'reset') {
    if (input.dueDateType === undefined) {
      throw failureAt('invalid', '/dueDateType', 'required', 'The due date policy is needed.');
    }
    return checkTerms({ ...given(input), dueDateType: input.dueDateType }, work);
  }
  const { accessDate, dueDate } = input;
  const alone: AskedTerms =
    dueDate === undefined ? { dueDateType: 'unlimited' } : { dueDateType: 'due_date', dueDate };
  checkTerms(accessDate === undefined ? alone : { ...alone, accessDate }, work);
  return undefined;
}
