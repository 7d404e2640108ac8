import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { authorizeCatalogueReading } from './authorize-catalogue-reading.js';
import { sessionNamed } from './named-thing.js';
import { showVersionedSession } from './show-sessions.js';
import { unknownSession } from './unknown-thing.js';

/** One session by id or ref, with its days; what the caller may not see is absent. */
export async function getTrainingSession(
  work: Work,
  caller: Caller,
  input: InputOf<'getTrainingSession'>,
): Promise<OutputOf<'getTrainingSession'>> {
  const ofLearner = authorizeCatalogueReading(caller, 'training.read');
  const session = await work.trainingSessions.get(sessionNamed(input), ofLearner);
  if (!session) throw unknownSession();
  return await showVersionedSession(work, caller, session);
}
