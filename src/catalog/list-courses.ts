import { Failure } from '../contract/failure.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { pageSize } from '../contract/page.js';
import { authorize } from '../permission/authorize.js';
import { type Caller, callerNo } from '../permission/caller.js';
import type { Work } from '../work.js';

/** The courses that the caller may see, page by page. */
export function listCourses(
  work: Work,
  caller: Caller,
  input: InputOf<'listCourses'>,
): Promise<OutputOf<'listCourses'>> {
  const filter = { search: input.search, archived: input.archived, ofLearner: onlyOf(caller) };
  return work.activities.list(filter, input.limit ?? pageSize.usual, input.cursor);
}

/** Whoever may enroll, or read courses for others, sees all of them; a learner those that they are enrolled in. */
export function onlyOf(caller: Caller): number | undefined {
  const reach = authorize(caller, 'course.read');
  const forOthers = reach.everyone || reach.departments.length > 0 || reach.reportsOf !== null;
  return forOthers || mayEnroll(caller) ? undefined : (callerNo(caller) ?? undefined);
}

function mayEnroll(caller: Caller): boolean {
  try {
    authorize(caller, 'enrollment.create');
    return true;
  } catch (error) {
    if (error instanceof Failure) return false;
    throw error;
  }
}
