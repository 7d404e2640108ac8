import { findSession } from '../catalog/find-session.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { pageSize } from '../contract/page.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { authorizeInTraining } from './authorize-in-training.js';
import { showPlace } from './session-place.js';

/** Who attends a session, and who waits, as far as the caller sees them. */
export async function listSessionPlaces(
  work: Work,
  caller: Caller,
  input: InputOf<'listSessionPlaces'>,
): Promise<OutputOf<'listSessionPlaces'>> {
  const session = await findSession(work, caller, input);
  const reach = await authorizeInTraining(work, caller, 'participant.read', session.trainingNo);
  const { status, limit = pageSize.usual, cursor } = input;
  const page = await work.sessionPlaces.list(session.no, status, reach, limit, cursor);
  return { ...page, items: page.items.map((place) => showPlace(place, work.zone)) };
}
