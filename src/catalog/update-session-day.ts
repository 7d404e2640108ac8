import { failureAt } from '../contract/failure.js';
import { noSuch } from '../contract/no-such.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { ofId } from '../contract/selection.js';
import { checkVersion, versioned } from '../contract/version.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { changedFields } from './changed-fields.js';
import { noDateTime, overlapping, readStart } from './session-day.js';
import { showDay } from './training-session.js';

/** Changes what differs of a day; it may move among the days of its session, but not into another one of them. */
export async function updateSessionDay(
  work: Work,
  caller: Caller,
  input: InputOf<'updateSessionDay'>,
): Promise<OutputOf<'updateSessionDay'>> {
  const startAt = input.startAt === undefined ? undefined : readStart(input.startAt, work.zone);
  if (input.startAt !== undefined && startAt === undefined)
    throw failureAt('invalid', '/startAt', 'date_time', noDateTime);
  authorize(caller, 'training.update');
  await work.organization.lock();
  const { session, day: before } = await lockedDay(work, input.dayId);
  if (!work.events.happened) checkVersion(input.ifVersion, showDay(session, before, work.zone));
  const { duration, place, url } = input;
  const changes = changedFields(before, { startAt, duration, place, url });
  const day = { ...before, ...changes };
  const days = session.days
    .map((one) => (one.no === day.no ? day : one))
    .sort((a, b) => a.startAt - b.startAt);
  if (overlapping(days).length > 0) {
    const path = startAt === undefined ? '/duration' : '/startAt';
    throw failureAt('invalid', path, 'overlap', 'It would overlap with another day of the session.');
  }
  await work.trainingSessions.replaceDays(session, days);
  const fields = Object.keys(changes);
  await work.events.note({ sessionId: session.id, dayId: day.id, fields });
  return versioned(showDay(session, day, work.zone));
}

async function lockedDay(work: Work, dayId: string) {
  const named = await work.trainingSessions.ofDay(dayId, undefined);
  if (!named) throw noSuch('day', ofId(dayId, '/dayId'));
  await work.trainingSessions.lock(named.no);
  const session = await work.trainingSessions.ofDay(dayId, undefined);
  const day = session?.days.find(({ id }) => id === dayId.toLowerCase());
  if (!session || !day) throw noSuch('day', ofId(dayId, '/dayId'));
  return { session, day };
}
