import { pointer } from '../contract/failure.js';
import { quoted } from '../contract/quoted.js';
import { courseNames, learnerNames, type Names } from '../contract/selection.js';
import { isAccountWide } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Reach } from '../permission/reach.js';
import type { Work } from '../work.js';
import { checkPairs } from './check-input.js';
import { type Failed, failedName } from './failed.js';
import { findCourses, findLearners } from './find-named.js';
import type { HeldEnrollment } from './grants.js';
import { holdEnrollment } from './hold-enrollment.js';
import type { MissingPair } from './tally.js';

type Lists = Parameters<typeof learnerNames>[0] & Parameters<typeof courseNames>[0];

/** How an operation was told which enrollments to act on. */
export type Selection = Lists & {
  readonly enrollmentId?: string | undefined;
  readonly enrollmentIds?: readonly string[] | undefined;
  readonly ifVersion?: readonly string[] | undefined;
};

/** Some of the enrollments selected, locked; `missing` are pairs that were never enrolled. */
export interface Portion {
  readonly held: readonly HeldEnrollment[];
  readonly missing: readonly MissingPair[];
  /** How many pairs are missing beyond those listed. */
  readonly moreMissing: number;
  /** The place in the input that selected one of them: its own entry, or that of its learner. */
  placeOf(held: HeldEnrollment): string;
}

const pairsAtOnce = 2_000;
const missingListed = 1_000;

/** The selection, judged before permission as far as it can be. */
export function checkSelection(input: Selection, work: Pick<Work, 'limits'>): void {
  if (input.enrollmentId === undefined && !input.enrollmentIds) {
    checkPairs(learnerNames(input), courseNames(input), work.limits);
  }
}

/**
 * The enrollments selected, portion by portion and in key order, so that all writers lock in the same one; names that
 * cannot be acted on become failures.
 */
export async function* selectEnrollments(
  work: Work,
  caller: Caller,
  reach: Reach,
  input: Selection,
  failures: Failed[],
): AsyncGenerator<Portion> {
  if (input.enrollmentId !== undefined) {
    const held = await holdEnrollment(work, input.enrollmentId, reach, input.ifVersion);
    yield { held: [held], missing: [], moreMissing: 0, placeOf: () => '/enrollmentId' };
  } else if (input.enrollmentIds) {
    const names: Names = { by: 'id', path: '/enrollmentIds', values: input.enrollmentIds };
    yield await holdNamed(work, caller, reach, names, failures);
  } else {
    yield* holdPairs(work, caller, reach, input, failures);
  }
}

async function holdNamed(
  work: Work,
  caller: Caller,
  reach: Reach,
  names: Names,
  failures: Failed[],
): Promise<Portion> {
  const held = await work.grants.lock({ ids: names.values }, reach);
  const found = new Set(held.map((one) => one.id));
  const places = new Map<string, number>();
  for (const [place, text] of names.values.entries()) {
    const id = text.toLowerCase();
    if (places.has(id)) continue;
    places.set(id, place);
    if (found.has(id)) continue;
    const unknown = {
      code: 'invalid',
      rule: 'unknown',
      message: `There is no enrollment ${quoted(text)}.`,
    } as const;
    failures.push(failedName('enrollment', names, place, isAccountWide(caller) ? unknown : beyondReach));
  }
  const placeOf = ({ id }: HeldEnrollment) => names.path + pointer(places.get(id) ?? 0);
  return { held, missing: [], moreMissing: 0, placeOf };
}

const beyondReach = {
  code: 'forbidden',
  rule: 'out_of_reach',
  message: 'You may not act on this enrollment, or there is none of this id.',
} as const;

async function* holdPairs(
  work: Work,
  caller: Caller,
  reach: Reach,
  input: Lists,
  failures: Failed[],
): AsyncGenerator<Portion> {
  const named = learnerNames(input);
  const places = await findLearners(work.users, named, reach, caller, failures);
  const placeOf = ({ userNo }: HeldEnrollment) => named.path + pointer(places.get(userNo) ?? 0);
  const learners = [...places.keys()].sort((a, b) => a - b);
  const courses = await findCourses(work.activities, courseNames(input), 'any', failures);
  const activityNos = courses.map((course) => course.no);
  const size = Math.max(1, Math.floor(pairsAtOnce / Math.max(1, courses.length)));
  let listed = 0;
  for (let start = 0; start < learners.length; start += size) {
    const userNos = learners.slice(start, start + size);
    const held = await work.grants.lock({ userNos, activityNos }, reach);
    const known = new Set(held.map((one) => `${one.userNo} ${one.activityNo}`));
    const absent = userNos.flatMap((userNo) =>
      courses.flatMap((course) => (known.has(`${userNo} ${course.no}`) ? [] : [{ userNo, course }])),
    );
    const shown = absent.slice(0, missingListed - listed);
    listed += shown.length;
    const names = await work.users.names(shown.map((one) => one.userNo));
    const missing = shown.map(({ userNo, course }) => ({
      enrollmentId: null,
      learnerId: names.get(userNo)?.id ?? '',
      learnerRef: names.get(userNo)?.ref ?? null,
      courseId: course.id,
      courseRef: course.ref,
    }));
    yield { held, missing, moreMissing: absent.length - shown.length, placeOf };
  }
}
