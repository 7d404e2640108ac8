import type { InputOf, OutputOf } from '../contract/operations.js';
import { checkVersion, versioned } from '../contract/version.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { changedFields } from './changed-fields.js';
import { checkDays } from './check-days.js';
import { findInstructor } from './find-instructor.js';
import { ofId, sessionNamed } from './named-thing.js';
import { recogniseDays } from './session-day.js';
import { showSession } from './training-session.js';
import type { SessionFields } from './training-sessions.js';
import { unknownSession } from './unknown-thing.js';

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
  if (!named) throw unknownSession();
  const instructor = await findInstructor(work, caller, input);
  await work.trainingSessions.lock(named.no);
  const before = (await work.trainingSessions.get(ofId(named.id), undefined)) ?? named;
  if (!work.events.happened) checkVersion(input.ifVersion, showSession(before, work.zone));
  const { ref, title, place, capacity, archived } = input;
  const asked = { ref, title, place, capacity, archived, ...instructor };
  const changes = changedFields<SessionFields>(before, asked);
  const fields = Object.keys(changes);
  if (fields.length > 0) await work.trainingSessions.change(before.no, changes);
  if (planned) {
    const days = recogniseDays(before.days, planned, work.anotherId);
    await work.trainingSessions.replaceDays(before, days);
    if (JSON.stringify(days) !== JSON.stringify(before.days)) fields.push('days');
  }
  await work.events.note({ trainingId: before.trainingId, sessionId: before.id, fields });
  const after = (await work.trainingSessions.get(ofId(before.id), undefined)) ?? before;
  return versioned(showSession(after, work.zone));
}
