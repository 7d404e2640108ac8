import type { InputOf, OutputOf } from '../contract/operations.js';
import { versioned } from '../contract/version.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { authorizeCatalogueReading } from './authorize-catalogue-reading.js';
import { showDay } from './training-session.js';
import { unknownDay } from './unknown-thing.js';

/** One day of a session; what the caller may not see is absent. */
export async function getSessionDay(
  work: Work,
  caller: Caller,
  { dayId }: InputOf<'getSessionDay'>,
): Promise<OutputOf<'getSessionDay'>> {
  const ofLearner = authorizeCatalogueReading(caller, 'training.read');
  const session = await work.trainingSessions.ofDay(dayId, ofLearner);
  const day = session?.days.find(({ id }) => id === dayId.toLowerCase());
  if (!session || !day) throw unknownDay();
  return versioned(showDay(session, day, work.zone));
}
