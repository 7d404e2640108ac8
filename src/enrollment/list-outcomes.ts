import type { Activity } from '../catalog/activities.js';
import { outcomesListed } from '../contract/outcome.js';
import type { Work } from '../work.js';

/** What happened to one pair that did not fail. */
export interface Outcome<W extends string> {
  readonly outcome: W;
  readonly enrollmentId: string | null;
  readonly learnerId: string;
  readonly learnerRef: string | null;
  readonly courseId: string;
  readonly courseRef: string | null;
}

/**
 * The outcomes of the pairs of these learners and courses, as many as still fit into the answer: read from what is
 * stored, so that a second attempt after a commit of unknown outcome answers what the first had done.
 */
export async function listOutcomes(
  work: Work,
  learners: readonly number[],
  courses: readonly Activity[],
  listedAlready: number,
): Promise<readonly Outcome<'enrolled' | 'already_enrolled'>[]> {
  const room = Math.max(0, outcomesListed - listedAlready);
  if (room === 0 || courses.length === 0 || work.brief) return [];
  const some = learners.slice(0, Math.ceil(room / courses.length));
  const byNo = new Map(courses.map((course) => [course.no, course]));
  const pairs = await work.enrollments.pairs(some, [...byNo.keys()]);
  return pairs.slice(0, room).map((pair) => {
    const course = byNo.get(pair.activityNo);
    return {
      outcome: pair.mine ? 'enrolled' : 'already_enrolled',
      enrollmentId: pair.mine && work.dryRun ? null : pair.enrollmentId,
      learnerId: pair.learnerId,
      learnerRef: pair.learnerRef,
      courseId: course?.id ?? '',
      courseRef: course?.ref ?? null,
    };
  });
}
