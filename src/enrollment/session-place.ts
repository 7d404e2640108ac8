import type { OutputOf } from '../contract/operations.js';
import { writeInstant } from './instant.js';
import type { PlaceState } from './session-places.js';

/** A place as answered, with instants in the zone of the account. */
export function showPlace(place: PlaceState, zone: string): OutputOf<'chooseSession'>['place'] {
  const { sessionId, trainingId, userId, userRef, status, position } = place;
  return { sessionId, trainingId, userId, userRef, status, position, since: writeInstant(place.since, zone) };
}
