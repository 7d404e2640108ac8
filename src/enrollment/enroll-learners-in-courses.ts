import type { Activity } from '../catalog/activities.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { courseNames, learnerNames, type Names } from '../contract/selection.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { checkPairs, checkTerms } from './check-input.js';
import { type Failed, settleFailures } from './failed.js';
import { findCourses, findLearners } from './find-named.js';
import { writeInstant } from './instant.js';
import { listOutcomes, type Outcome } from './list-outcomes.js';
import { type AskedReading, decideTerms } from './terms.js';

type Answer = OutputOf<'enrollLearnersInCourses'>;

/** Gives every learner named a direct grant of every course named, unless there is one already. */
export async function enrollLearnersInCourses(
  work: Work,
  caller: Caller,
  input: InputOf<'enrollLearnersInCourses'>,
): Promise<Answer> {
  const learnersNamed = learnerNames(input);
  const coursesNamed = courseNames(input);
  checkPairs(learnersNamed, coursesNamed, work.limits);
  const asked = checkTerms(input, work);
  const reach = authorize(caller, 'enrollment.create');

  const single = coursesNamed.values.length === 1 && learnersNamed.values.length === 1;
  const course = single ? await work.activities.recall(coursesNamed) : undefined;
  if (course?.kind === 'course' && !course.archived) {
    const terms = decideTerms(asked, course.ownPolicy);
    const one = await work.grants.beginOne({
      learner: learnersNamed,
      reach,
      course,
      terms,
      enrollmentId: work.newId('enrollment'),
      detail: detailOf(work, learnersNamed, [course], asked, {
        learners: 1,
        enrolled: 1,
        alreadyEnrolled: 0,
      }),
    });
    if (one) {
      const { enrolled, ...names } = one;
      const outcome = enrolled ? 'enrolled' : 'already_enrolled';
      return answer(
        Number(enrolled),
        Number(!enrolled),
        [],
        [{ outcome, ...names, courseId: course.id, courseRef: course.ref }],
      );
    }
  }

  const failures: Failed[] = [];
  const learners = [...(await findLearners(work.users, learnersNamed, reach, caller, failures)).keys()];
  const courses = await findCourses(work.activities, coursesNamed, 'open', failures);
  settleFailures(failures, input.mode);

  const decisions = courses.map((one) => ({
    activityNo: one.no,
    terms: decideTerms(asked, one.ownPolicy),
    givenAt: work.now,
    continues: false,
  }));
  const enrolled = await work.grants.beginAll(learners, decisions);
  const alreadyEnrolled = learners.length * courses.length - enrolled;
  if (enrolled > 0) {
    const counts = { learners: learners.length, enrolled, alreadyEnrolled };
    await work.events.note(detailOf(work, learnersNamed, courses, asked, counts));
  }
  const outcomes = await listOutcomes(work, learners, courses, failures.length);
  return answer(enrolled, alreadyEnrolled, failures, outcomes);
}

/** Names of learners that the audit keeps, as they were asked for; grants point at the event, however many there are. */
const namesKept = 100;

/** For the audit: what was asked, in what courses, and what came of it. */
function detailOf(
  { zone }: Work,
  learners: Names,
  courses: readonly Activity[],
  { asked, accessAt }: AskedReading,
  counts: Readonly<Record<'learners' | 'enrolled' | 'alreadyEnrolled', number>>,
) {
  const named = { [learners.path.slice(1)]: learners.values.slice(0, namesKept) };
  return {
    courseIds: courses.map((course) => course.id),
    asked: { ...named, ...asked },
    accessAt: writeInstant(accessAt, zone),
    ...counts,
  };
}

function answer(
  enrolled: number,
  alreadyEnrolled: number,
  failures: readonly Failed[],
  pairs: readonly Outcome<'enrolled' | 'already_enrolled'>[],
): Answer {
  const outcomes = [...failures.map((failure) => failure.outcome), ...pairs].slice(0, 1_000);
  const total = enrolled + alreadyEnrolled + failures.length;
  return {
    summary: { enrolled, alreadyEnrolled, failed: failures.length },
    outcomes,
    outcomesOmitted: total - outcomes.length,
  };
}
