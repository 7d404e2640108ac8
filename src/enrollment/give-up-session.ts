import { findSession } from '../catalog/find-session.js';
import { sessionNamed } from '../catalog/named-thing.js';
import { hasEnded } from '../catalog/session-day.js';
import { failureAt } from '../contract/failure.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { findAttendee } from './find-attendee.js';
import type { PlaceStatus } from './session-places.js';

/**
 * Gives up a seat, which goes to the first who waits, or a place in the waiting list. Of a session that is over people
 * do not take themselves away: who was there stays on record.
 */
export async function giveUpSession(
  work: Work,
  caller: Caller,
  input: InputOf<'giveUpSession'>,
): Promise<OutputOf<'giveUpSession'>> {
  authorize(caller, 'session.choose');
  const session = await findSession(work, caller, input);
  const { trainingNo } = session;
  const user = await findAttendee(work, caller, trainingNo, input);
  await work.sessionPlaces.hold([trainingNo]);
  const place = await work.sessionPlaces.find(trainingNo, user.no);
  const person = (await work.users.names([user.no])).get(user.no);
  const answer = { sessionId: session.id, userId: person?.id ?? '', userRef: person?.ref ?? null };
  if (place?.sessionNo !== session.no) {
    const noted = (await work.events.noted()) as { readonly gaveUp?: PlaceStatus } | undefined;
    return { ...answer, gaveUp: noted?.gaveUp ?? null };
  }
  if (user.isSelf && hasEnded(session.days, work.now))
    throw failureAt('conflict', sessionNamed(input).path, 'over', 'The session is over.');
  await work.sessionPlaces.giveUp(trainingNo, user.no);
  await work.sessionPlaces.promote({ sessionNos: [session.no] });
  await work.events.note({ sessionId: session.id, userId: answer.userId, gaveUp: place.status });
  return { ...answer, gaveUp: place.status };
}
