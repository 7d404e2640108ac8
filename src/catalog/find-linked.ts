import { Failure, pointer, type Violation } from '../contract/failure.js';
import { quoted } from '../contract/quoted.js';
import type { NamedBy } from '../contract/selection.js';
import { authorize, unusable } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { findTrainings } from './find-trainings.js';
import type { LinkedActivity } from './offer-events.js';

interface Lists {
  readonly trainingIds?: readonly string[] | undefined;
  readonly trainingRefs?: readonly string[] | undefined;
  readonly courseIds?: readonly string[] | undefined;
  readonly courseRefs?: readonly string[] | undefined;
  readonly trainerIds?: readonly string[] | undefined;
  readonly trainerRefs?: readonly string[] | undefined;
}

/**
 * The numbers of the trainings and courses that an event is to give access to; of a kind that is not named, those before
 * stay. Undefined where neither is named. Fails with every name of none, else with every one that is archived and not
 * linked already.
 */
export async function findLinked(
  work: Work,
  input: Lists,
  before: readonly LinkedActivity[],
): Promise<readonly number[] | undefined> {
  const kept = (kind: LinkedActivity['kind']) => before.filter((one) => one.kind === kind);
  const trainings = await findTrainings(work, input, kept('training'));
  const courses = await findCourses(work, input, kept('course'));
  if (!trainings && !courses) return undefined;
  const numbers = (kind: LinkedActivity['kind']) => kept(kind).map(({ no }) => no);
  return [...(trainings ?? numbers('training')), ...(courses ?? numbers('course'))].sort((a, b) => a - b);
}

async function findCourses(work: Work, { courseIds, courseRefs }: Lists, inside: readonly LinkedActivity[]) {
  const values = courseIds ?? courseRefs;
  if (!values) return undefined;
  const [by, path]: readonly [NamedBy, string] = courseIds ? ['id', '/courseIds'] : ['ref', '/courseRefs'];
  const known = new Set(inside.map(({ no }) => no));
  const nos = new Set<number>();
  const wrong: Violation[] = [];
  const archived: Violation[] = [];
  for (const [place, course] of (await work.activities.find({ by, path, values })).entries()) {
    const at = path + pointer(place);
    const name = quoted(values[place] ?? '');
    if (course?.kind !== 'course')
      wrong.push({ path: at, rule: 'unknown', message: `There is no course ${name}.` });
    else if (course.archived && !known.has(course.no))
      archived.push({ path: at, rule: 'archived', message: `The course ${name} is archived.` });
    else nos.add(course.no);
  }
  for (const [code, violations] of [
    ['invalid', wrong],
    ['conflict', archived],
  ] as const)
    if (violations.length > 0) throw new Failure(code, violations[0]?.message ?? '', { violations });
  return [...nos];
}

/** The numbers of the people who give an event: anybody whom the caller may read. Undefined where none are named. */
export async function findTrainers(
  work: Work,
  caller: Caller,
  { trainerIds, trainerRefs }: Lists,
): Promise<readonly number[] | undefined> {
  const values = trainerIds ?? trainerRefs;
  if (!values) return undefined;
  const [by, path]: readonly [NamedBy, string] = trainerIds ? ['id', '/trainerIds'] : ['ref', '/trainerRefs'];
  const found = await work.users.find({ by, path, values }, authorize(caller, 'user.read'));
  const causes = found.flatMap((no, place) => {
    if (no !== 0) return [];
    return [{ path: path + pointer(place), ...unusable(caller, 'user', values[place] ?? '') }];
  });
  const [first] = causes;
  if (first) {
    const violations = causes.map(({ path: at, rule, message }) => ({ path: at, rule, message }));
    throw new Failure(first.code, first.message, { violations });
  }
  return [...new Set(found)].sort((a, b) => a - b);
}
