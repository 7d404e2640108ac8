import type { Work } from '../work.js';
import type { HeldEnrollment } from './grants.js';
import { directGrant, momentAfter } from './hold-enrollment.js';
import { writeInstant } from './instant.js';
import { type AskedReading, decideTerms } from './terms.js';

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
