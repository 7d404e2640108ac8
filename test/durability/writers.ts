import type { Application } from '../../src/compose.js';
import { ask, failureOf } from '../asking.js';

/** What writers were told, added up. */
export interface Told {
  enrolled: number;
  unenrolled: number;
  changed: number;
  reenrolled: number;
  /** Requests of each operation that changed something. */
  readonly changing: Record<'enroll' | 'unenroll', number>;
  readonly failures: string[];
  /** Ids that were told for a pair. */
  readonly ids: Map<string, Set<string>>;
}

export function nothingTold(): Told {
  const changing = { enroll: 0, unenroll: 0 };
  return { enrolled: 0, unenrolled: 0, changed: 0, reenrolled: 0, changing, failures: [], ids: new Map() };
}

interface Playground {
  readonly learners: readonly string[];
  readonly courses: readonly string[];
}

/** Does one thing of many to some of the learners and courses, and notes what it was told. */
export async function writeSomething(
  application: Pick<Application, 'gateway'>,
  { learners, courses }: Playground,
  told: Told,
  chance: () => number,
): Promise<void> {
  const one = <T>(list: readonly T[]) => list[Math.floor(chance() * list.length)] as T;
  const some = (list: readonly string[], most: number) => [
    ...new Set(Array.from({ length: 1 + Math.floor(chance() * most) }, () => one(list))),
  ];
  const terms = { dueDateType: 'due_period', duePeriod: 1 + Math.floor(chance() * 1_000) };
  const dice = chance();
  if (dice < 0.5) {
    const input = { learnerRefs: some(learners, 5), courseRefs: some(courses, 3), ...terms };
    const { summary, outcomes } = await ask(application, 'enrollLearnersInCourses', input);
    told.enrolled += summary.enrolled;
    if (summary.enrolled > 0) told.changing.enroll += 1;
    for (const { learnerRef, courseRef, enrollmentId } of outcomes) {
      const pair = `${learnerRef} ${courseRef}`;
      told.ids.set(pair, (told.ids.get(pair) ?? new Set()).add(String(enrollmentId)));
    }
    return;
  }
  if (dice < 0.7) {
    const input = { learnerRefs: some(learners, 4), courseRefs: some(courses, 2) };
    const { summary } = await ask(application, 'unenroll', input);
    told.unenrolled += summary.unenrolled;
    if (summary.unenrolled > 0) told.changing.unenroll += 1;
    return;
  }
  const [enrollmentId] = one([...told.ids.values()]) ?? [];
  if (enrollmentId === undefined) return;
  const operation = dice < 0.85 ? 'changeEnrollment' : 'reenroll';
  const work = ask(application, operation, { enrollmentId, ...terms });
  const { kind } = await work.then(
    () => ({ kind: 'done' }),
    (error) => failureOf(Promise.reject(error)),
  );
  if (kind === 'done') told[operation === 'reenroll' ? 'reenrolled' : 'changed'] += 1;
  else told.failures.push(`${operation} ${kind}`);
}

/** Numbers from 0 to 1 that look random and are the same every time. */
export function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
