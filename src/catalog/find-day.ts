import { noSuch } from '../contract/no-such.js';
import { ofId } from '../contract/selection.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { authorizeCatalogueReading } from './authorize-catalogue-reading.js';

/** The day of this id and its session; fails `absent` where the caller sees none of this id. */
export async function findDay(work: Work, caller: Caller, dayId: string) {
  const ofLearner = authorizeCatalogueReading(caller, 'training.read');
  const session = await work.trainingSessions.ofDay(dayId, ofLearner);
  const day = session?.days.find(({ id }) => id === dayId.toLowerCase());
  if (!session || !day) throw noSuch('day', ofId(dayId, '/dayId'));
  return { session, day };
}
