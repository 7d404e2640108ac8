import { Failure, failureAt, type LinkedVia } from '../contract/failure.js';
import type { Reach } from '../permission/reach.js';
import type { Work } from '../work.js';
import { showVersioned } from './enrollment.js';
import type { HeldEnrollment, LiveGrant } from './grants.js';
import { writeInstant } from './instant.js';
import { unknownEnrollment } from './unknown-enrollment.js';

/**
 * Locks one enrollment and tells what holds it up. Fails `absent` where the caller does not reach it, `stale` where
 * its version is none of those that the caller saw.
 */
export async function holdEnrollment(
  work: Work,
  enrollmentId: string,
  reach: Reach,
  versions: readonly string[] | undefined,
): Promise<HeldEnrollment> {
  const [held] = await work.grants.lock({ ids: [enrollmentId] }, reach);
  if (!held) throw unknownEnrollment();
  const repeated = held.endedByMe || held.live.some((grant) => grant.mine);
  if (versions && !repeated) {
    const state = await work.enrollments.get(enrollmentId, reach);
    if (!state || !versions.includes(showVersioned(state, work.now, work.zone).version)) {
      throw new Failure('stale', 'The enrollment has changed since you read it.');
    }
  }
  return held;
}

export function directGrant(held: HeldEnrollment): LiveGrant | undefined {
  return held.live.find((grant) => grant.kind === 'direct');
}

/** The reasons other than a direct grant that hold an enrollment up. */
export function linksOf(held: HeldEnrollment, zone: string): LinkedVia[] {
  return held.live.flatMap(({ kind, givenAt }) =>
    kind === 'direct' ? [] : [{ kind, since: writeInstant(givenAt, zone) }],
  );
}

export const heldOtherwise = 'There is no direct grant to act on: the learner is enrolled for other reasons.';

/** A moment for a change: now, but later than all that these enrollments have seen. */
export function momentAfter(now: number, held: readonly HeldEnrollment[]): number {
  return held.reduce((moment, { lastMoment }) => Math.max(moment, lastMoment + 1), now);
}

/** Why there is nothing to act on: held for other reasons, or not at all. */
export function refuse(work: Work, held: HeldEnrollment): Failure {
  const linkedVia = linksOf(held, work.zone);
  if (linkedVia.length === 0) {
    return failureAt(
      'conflict',
      '/enrollmentId',
      'ended',
      'The enrollment has ended; enroll or re-enroll instead.',
    );
  }
  return new Failure('conflict', heldOtherwise, {
    violations: [{ path: '/enrollmentId', rule: 'linked_via', message: heldOtherwise }],
    linkedVia,
  });
}
