import { Failure } from '../contract/failure.js';
import { authorize } from '../permission/authorize.js';
import { type Caller, callerNo } from '../permission/caller.js';

/** Whoever may enroll, or read courses for others, sees all of them; a learner those that they are enrolled in. */
export function onlyOf(caller: Caller): number | undefined {
  const reach = authorize(caller, 'course.read');
  const forOthers =
    reach.everyone || reach.departments.length > 0 || reach.groups.length > 0 || reach.reportsOf !== null;
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
