import type { OutputOf } from '../contract/operations.js';
import { versionOf } from '../contract/version.js';
import { type Caller, callerNo } from '../permission/caller.js';
import type { Work } from '../work.js';
import { showPlanned, showSession } from './training-session.js';
import type { SessionState } from './training-sessions.js';

/** Sessions as answered, with how full they are and the place of whoever asks: one statement for all of them. */
export async function showSessions(work: Work, caller: Caller, sessions: readonly SessionState[]) {
  const full = await work.sessionPlaces.fullness(
    sessions.map(({ no }) => no),
    callerNo(caller),
  );
  return sessions.map((session) => showSession(session, work.zone, full.get(session.no)));
}

/** One of them with its version, in which seats do not count. */
export async function showVersionedSession(
  work: Work,
  caller: Caller,
  session: SessionState,
): Promise<OutputOf<'getTrainingSession'>> {
  const full = await work.sessionPlaces.fullness([session.no], callerNo(caller));
  const version = versionOf(showPlanned(session, work.zone));
  return { ...showSession(session, work.zone, full.get(session.no)), version };
}
