import type { InputOf, OutputOf } from '../contract/operations.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { checkTerms } from './check-input.js';
import { settleFailures } from './failed.js';
import type { HeldEnrollment } from './grants.js';
import { directGrant, heldOtherwise, linksOf, momentAfter } from './hold-enrollment.js';
import { writeInstant } from './instant.js';
import { checkSelection, selectEnrollments } from './select-enrollments.js';
import { Tally } from './tally.js';
import { type AskedReading, decideTerms } from './terms.js';

/** Gives the direct grants of many enrollments the same new terms; their occurrences go on. */
export async function changeEnrollments(
  work: Work,
  caller: Caller,
  input: InputOf<'changeEnrollments'>,
): Promise<OutputOf<'changeEnrollments'>> {
  checkSelection(input, work);
  const reading = checkTerms(input, work);
  const reach = authorize(caller, 'enrollment.update');
  const tally = new Tally<'changed'>();
  const changed: string[] = [];
  for await (const { held, missing, moreMissing, placeOf } of selectEnrollments(
    work,
    caller,
    reach,
    input,
    tally.failures,
  )) {
    for (const one of held) {
      const links = linksOf(one, work.zone);
      if (directGrant(one)) tally.tell('changed', one, links);
      else if (links.length > 0) tally.fail(one, placeOf(one), heldOtherwise, links);
      else tally.tell('not_enrolled', one);
    }
    tally.missing(missing, moreMissing);
    settleFailures(tally.failures, input.mode);
    const due = held.filter((one) => directGrant(one)?.mine === false);
    if (due.length > 0) await giveAll(work, due, reading);
    if (changed.length < 100) changed.push(...due.slice(0, 100 - changed.length).map((one) => one.id));
  }
  settleFailures(tally.failures, input.mode);
  await work.events.note({
    enrollmentIds: changed,
    changed: tally.done,
    asked: reading.asked,
    accessAt: writeInstant(reading.accessAt, work.zone),
  });
  return {
    summary: { changed: tally.done, notEnrolled: tally.notEnrolled, failed: tally.failures.length },
    ...tally.answer(),
  };
}

async function giveAll(work: Work, held: readonly HeldEnrollment[], reading: AskedReading): Promise<void> {
  const moment = momentAfter(work.now, held);
  const courseIds = [...new Map(held.map((one) => [one.activityNo, one.courseId])).values()];
  const courses = await work.activities.find({ by: 'id', path: '', values: courseIds });
  const decisions = courses.flatMap((course) =>
    course
      ? [
          {
            activityNo: course.no,
            terms: decideTerms(reading, course.ownPolicy),
            givenAt: moment,
            continues: true,
          },
        ]
      : [],
  );
  await work.grants.end(held, moment);
  await work.grants.begin(held, decisions);
}
