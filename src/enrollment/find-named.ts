import type { Activities, Activity } from '../catalog/activities.js';
import { quoted } from '../contract/quoted.js';
import type { Names } from '../contract/selection.js';
import type { Users } from '../organization/users.js';
import { unusable } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Reach } from '../permission/reach.js';
import { type Failed, failedName } from './failed.js';

/**
 * The numbers of the learners named, each once, in the order of the names, with the place of its first name. For a
 * caller of limited reach, unknown and out of reach are the same failure; an account-wide caller is told that a name is
 * unknown.
 */
export async function findLearners(
  users: Users,
  names: Names,
  reach: Reach,
  caller: Caller,
  failures: Failed[],
): Promise<ReadonlyMap<number, number>> {
  const places = new Map<number, number>();
  const seen = new Set<string>();
  for (const [place, no] of (await users.find(names, reach)).entries()) {
    const name = names.values[place] ?? '';
    if (no !== 0) {
      if (!places.has(no)) places.set(no, place);
      continue;
    }
    if (seen.has(name)) continue;
    seen.add(name);
    failures.push(failedName('learner', names, place, unusable(caller, 'learner', name)));
  }
  return places;
}

/**
 * The courses named, each once, in the order of the names; `open`: only those that take new enrollments. Unknown
 * names, trainings and, if so asked, archived courses are failures.
 */
export async function findCourses(
  activities: Activities,
  names: Names,
  which: 'open' | 'any',
  failures: Failed[],
): Promise<readonly Activity[]> {
  const found = new Map<number, Activity>();
  const seen = new Set<string>();
  for (const [place, activity] of (await activities.find(names)).entries()) {
    const name = names.values[place] ?? '';
    const cause = unusableCourse(activity, name, which);
    if (!cause && activity) found.set(activity.no, activity);
    if (!cause || seen.has(name)) continue;
    seen.add(name);
    failures.push(failedName('course', names, place, cause));
  }
  return [...found.values()];
}

function unusableCourse(activity: Activity | undefined, name: string, which: 'open' | 'any') {
  if (!activity) {
    return { code: 'invalid', rule: 'unknown', message: `There is no course ${quoted(name)}.` } as const;
  }
  if (activity.kind !== 'course') {
    return {
      code: 'invalid',
      rule: 'not_a_course',
      message: `${quoted(name)} is a training, not a course.`,
    } as const;
  }
  if (activity.archived && which === 'open') {
    const message = `The course ${quoted(name)} is archived and takes no new enrollments.`;
    return { code: 'conflict', rule: 'archived', message } as const;
  }
  return undefined;
}
