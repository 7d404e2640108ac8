import { findSession } from '../catalog/find-session.js';
import { sessionNamed } from '../catalog/named-thing.js';
import { hasEnded } from '../catalog/session-day.js';
import { failureAt } from '../contract/failure.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { findAttendee } from './find-attendee.js';
import { showPlace } from './session-place.js';

/** Takes a seat in a session, or a place at the end of its waiting list, and gives up one in another of the training. */
export async function chooseSession(
  work: Work,
  caller: Caller,
  input: InputOf<'chooseSession'>,
): Promise<OutputOf<'chooseSession'>> {
  authorize(caller, 'session.choose');
  const named = await findSession(work, caller, input);
  const { trainingNo } = named;
  const user = await findAttendee(work, caller, trainingNo, input);
  await work.sessionPlaces.holdRight(user.no, trainingNo);
  await work.sessionPlaces.hold([trainingNo]);
  const session =
    (await work.trainingSessions.get({ by: 'id', path: '', values: [named.id] }, undefined)) ?? named;
  const before = await work.sessionPlaces.find(trainingNo, user.no);
  if (before?.sessionNo === session.no) {
    const noted = await work.events.noted();
    const left = noted?.['leftSessionId'];
    return { place: showPlace(before, work.zone), leftSessionId: typeof left === 'string' ? left : null };
  }
  const { path } = sessionNamed(input);
  const refuse = (rule: string, message: string) => failureAt('conflict', path, rule, message);
  if (!(await work.participations.mayAttend(user.no, trainingNo)))
    throw refuse(
      'not_enrolled',
      'Only who is enrolled in the training, or in a course that contains it, may attend.',
    );
  const { archived } = await work.activities.hold(trainingNo);
  if (session.archived || archived) throw refuse('archived', 'The session is archived and takes nobody.');
  if (user.isSelf && hasEnded(session.days, work.now)) throw refuse('over', 'The session is over.');
  const full = (await work.sessionPlaces.fullness([session.no], null)).get(session.no);
  const isFull = session.capacity !== null && (full?.attending ?? 0) >= session.capacity;
  if (isFull && !session.waitingList) throw refuse('full', 'All seats of the session are taken.');

  if (before) await work.sessionPlaces.giveUp(trainingNo, user.no);
  await work.sessionPlaces.take(session, user.no, isFull ? 'waiting' : 'attending', work.now);
  if (before) await work.sessionPlaces.promote({ sessionNos: [before.sessionNo] });
  const place = await work.sessionPlaces.find(trainingNo, user.no);
  if (!place) throw new Error('the place that was taken is not there');
  const leftSessionId = before?.sessionId ?? null;
  const { sessionId, userId, status } = place;
  await work.events.note({ sessionId, userId, status, leftSessionId });
  return { place: showPlace(place, work.zone), leftSessionId };
}
