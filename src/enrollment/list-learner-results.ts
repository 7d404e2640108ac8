import type { InputOf, OutputOf } from '../contract/operations.js';
import { pageSize } from '../contract/page.js';
import type { NamedBy, Names } from '../contract/selection.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import type { EnrollmentState } from './enrollment.js';
import type { Standing } from './enrollments.js';
import { writeInstant } from './instant.js';
import { isOverdue } from './terms.js';

/** How learners stand in the courses that they are enrolled in, as far as the caller sees it, page by page. */
export async function listLearnerResults(
  work: Work,
  caller: Caller,
  input: InputOf<'listLearnerResults'>,
): Promise<OutputOf<'listLearnerResults'>> {
  const filter = {
    learners: [...named('id', '/userIds', input.userIds), ...named('ref', '/userRefs', input.userRefs)],
    courses: [
      ...named('id', '/courseIds', input.courseIds),
      ...named('ref', '/courseRefs', input.courseRefs),
    ],
    active: true,
    results: true,
    standing: input.statuses,
    dueBefore: undefined,
    dueFrom: undefined,
  };
  const reach = authorize(caller, 'enrollment.read');
  const page = await work.enrollments.list(filter, reach, input.limit ?? pageSize.usual, input.cursor);
  return { ...page, items: page.items.map((state) => show(state, work.now, work.zone)) };
}

function named(by: NamedBy, path: string, values: readonly string[] | undefined): readonly Names[] {
  return values ? [{ by, path, values }] : [];
}

function show(state: EnrollmentState, now: number, zone: string) {
  const { terms } = state;
  return {
    enrollmentId: state.id,
    userId: state.learnerId,
    userRef: state.learnerRef,
    courseId: state.courseId,
    courseRef: state.courseRef,
    courseTitle: state.courseTitle,
    accessAt: writeInstant(terms.accessAt, zone),
    dueAt: terms.dueAt === null ? null : writeInstant(terms.dueAt, zone),
    lockAfterDueDate: terms.lockAfterDueDate,
    status: standing(state.progress),
    progress: state.progress ?? 0,
    completedAt: state.completedAt === null ? null : writeInstant(state.completedAt, zone),
    overdue: isOverdue(terms, now),
  };
}

function standing(progress: number | null): Standing {
  if (progress === null || progress === 0) return 'not_started';
  return progress < 100 ? 'in_progress' : 'completed';
}
