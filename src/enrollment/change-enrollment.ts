import { Failure, failureAt } from '../contract/failure.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { checkTerms, given } from './check-input.js';
import { showVersioned } from './enrollment.js';
import { unknownEnrollment } from './get-enrollment.js';
import type { HeldEnrollment } from './grants.js';
import { directGrant, heldOtherwise, holdEnrollment, linksOf, momentAfter } from './hold-enrollment.js';
import { writeInstant } from './instant.js';
import { type AskedReading, type AskedTerms, decideTerms, mergeTerms } from './terms.js';

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

/** Ends the direct grant, if there is one, and begins another. */
export async function giveNewTerms(
  work: Work,
  held: HeldEnrollment,
  reading: AskedReading,
  continues: boolean,
): Promise<void> {
  const [course] = await work.activities.find({ by: 'id', path: '', values: [held.courseId] });
  const moment = momentAfter(work.now, [held]);
  const terms = decideTerms(reading, course?.ownPolicy);
  if (directGrant(held)) await work.grants.end([held], moment);
  await work.grants.begin([held], [{ activityNo: held.activityNo, terms, givenAt: moment, continues }]);
  await work.events.note({
    enrollmentIds: [held.id],
    learnerId: held.learnerId,
    courseId: held.courseId,
    asked: terms.asked,
    accessAt: writeInstant(terms.accessAt, work.zone),
    dueAt: terms.dueAt === null ? null : writeInstant(terms.dueAt, work.zone),
    lockAfterDueDate: terms.lockAfterDueDate,
  });
}

/** Why there is nothing to act on: held for other reasons, or not at all. */
export function refuse(work: Work, held: HeldEnrollment): Failure {
  const linkedVia = linksOf(held, work.zone);
  if (linkedVia.length === 0) {
    return failureAt(
      'conflict',
      '/enrollmentId',
      'ended',
      'The enrollment has ended; enroll or re-enroll instead.',
    );
  }
  return new Failure('conflict', heldOtherwise, {
    violations: [{ path: '/enrollmentId', rule: 'linked_via', message: heldOtherwise }],
    linkedVia,
  });
}
