import { noSuch } from '../contract/no-such.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { authorizeCatalogueReading } from './authorize-catalogue-reading.js';
import { sessionNamed } from './named-thing.js';
import type { SessionState } from './training-sessions.js';

/** The session that is addressed; fails `absent` where the caller sees none of this name. */
export async function findSession(
  work: Work,
  caller: Caller,
  input: Parameters<typeof sessionNamed>[0],
): Promise<SessionState> {
  const ofLearner = authorizeCatalogueReading(caller, 'training.read');
  const session = await work.trainingSessions.get(sessionNamed(input), ofLearner);
  if (!session) throw noSuch('session', sessionNamed(input));
  return session;
}
