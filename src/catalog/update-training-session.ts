import { failureAt } from '../contract/failure.js';
import { noSuch } from '../contract/no-such.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { ofId } from '../contract/selection.js';
import { checkVersion } from '../contract/version.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { changedFields } from './changed-fields.js';
import { checkDays } from './check-days.js';
import { findInstructor } from './find-instructor.js';
import { sessionNamed } from './named-thing.js';
import { recogniseDays } from './session-day.js';
import { showVersionedSession } from './show-sessions.js';
import { showPlanned } from './training-session.js';
import type { DayState, SessionFields } from './training-sessions.js';

/** Changes what differs of a session; where nothing does, nothing is written, no event either. */
export async function updateTrainingSession(
  work: Work,
  caller: Caller,
  input: InputOf<'updateTrainingSession'>,
): Promise<OutputOf<'updateTrainingSession'>> {
  const planned = input.days && checkDays(input.days, work.zone);
  authorize(caller, 'training.update');
  await work.organization.lock();
  const named = await work.trainingSessions.get(sessionNamed(input), undefined);
  if (!named) throw noSuch('session', sessionNamed(input));
  const instructor = await findInstructor(work, caller, input);
  await work.sessionPlaces.hold([named.trainingNo]);
  await work.trainingSessions.lock(named.no);
  const before = (await work.trainingSessions.get(ofId(named.id), undefined)) ?? named;
  if (!work.events.happened) checkVersion(input.ifVersion, showPlanned(before, work.zone));
  const { ref, title, place, capacity, waitingList, archived } = input;
  if (capacity !== undefined && capacity !== null) await checkCapacity(work, before.no, capacity);
  const asked = { ref, title, place, capacity, waitingList, archived, ...instructor };
  const changes = changedFields<SessionFields>(before, asked);
  const fields = Object.keys(changes);
  if (fields.length > 0) await work.trainingSessions.change(before.no, changes);
  if (planned) {
    const days = recogniseDays(before.days, planned, work.anotherId);
    await checkAttended(work, before.days, days);
    await work.trainingSessions.replaceDays(before, days);
    if (JSON.stringify(days) !== JSON.stringify(before.days)) fields.push('days');
  }
  if (changes.capacity !== undefined || changes.archived === false)
    await work.sessionPlaces.promote({ sessionNos: [before.no] });
  await work.events.note({ trainingId: before.trainingId, sessionId: before.id, fields });
  const after = (await work.trainingSessions.get(ofId(before.id), undefined)) ?? before;
  return await showVersionedSession(work, caller, after);
}

/** Seats that are taken cannot be taken away. */
async function checkCapacity(work: Work, sessionNo: number, capacity: number): Promise<void> {
  const attending = (await work.sessionPlaces.fullness([sessionNo], null)).get(sessionNo)?.attending ?? 0;
  if (attending > capacity)
    throw failureAt('conflict', '/capacity', 'below_attending', `${attending} attend already.`);
}

/** Days of which attendance is recorded stay. */
async function checkAttended(
  work: Work,
  before: readonly DayState[],
  after: readonly DayState[],
): Promise<void> {
  const stay = new Set(after.map(({ no }) => no));
  const gone = before.filter(({ no }) => !stay.has(no));
  const recorded = gone.length > 0 ? await work.attendance.recorded(gone.map(({ no }) => no)) : new Set();
  const day = gone.find(({ no }) => recorded.has(no));
  if (day)
    throw failureAt(
      'conflict',
      '/days',
      'attended',
      `Attendance of the day ${day.id} is recorded: it stays.`,
    );
}
