import type { OutputOf } from '../contract/operations.js';
import { writeInstant } from './instant.js';
import type { LiveReason, ParticipationState } from './participations.js';
import { isLocked } from './terms.js';

type Shown = OutputOf<'listTrainingParticipants'>['items'][number];
type NameOf = (reason: LiveReason) => { id: string; ref: string | null; name: string } | undefined;

/** Whether an instant lies in a window of which both ends are inclusive, the last one as a whole second. */
export function isWithin(from: number | null, until: number | null, now: number): boolean {
  return (from === null || from <= now) && (until === null || now < until + 1_000);
}

/** A participation as answered, with instants in the zone of the account. */
export function showParticipation(
  state: ParticipationState,
  now: number,
  zone: string,
  nameOf: NameOf,
): Shown {
  const at = (instant: number) => writeInstant(instant, zone);
  const atOrNull = (instant: number | null) => (instant === null ? null : at(instant));
  const { terms, live, accessibleFrom, accessibleUntil } = state;
  const isOpen = terms.accessAt <= now && isWithin(accessibleFrom, accessibleUntil, now);
  return {
    enrollmentId: state.enrollmentId,
    trainingId: state.trainingId,
    trainingRef: state.trainingRef,
    userId: state.userId,
    userRef: state.userRef,
    role: state.role,
    status: live.length > 0 ? 'active' : 'ended',
    direct: live.some(({ kind }) => kind === 'direct'),
    linkedVia: live.flatMap((reason) =>
      reason.kind === 'direct' ? [] : [{ kind: reason.kind, since: at(reason.givenAt), ...nameOf(reason) }],
    ),
    accessAt: at(terms.accessAt),
    mayStart: live.length > 0 && isOpen && !isLocked(terms, now),
    progress: state.progress,
    completedAt: atOrNull(state.completedAt),
    nextEventAt: atOrNull(state.nextEventAt),
  };
}
