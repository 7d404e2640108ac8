import { failureAt } from '../contract/failure.js';
import { noSuch } from '../contract/no-such.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { ofId } from '../contract/selection.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { checkDays } from './check-days.js';
import { findInstructor } from './find-instructor.js';
import { trainingNamed } from './named-thing.js';
import { recogniseDays } from './session-day.js';
import { showVersionedSession } from './show-sessions.js';

/** Plans a session of a training that is not archived, and stays so meanwhile. */
export async function createTrainingSession(
  work: Work,
  caller: Caller,
  input: InputOf<'createTrainingSession'>,
): Promise<OutputOf<'createTrainingSession'>> {
  const { ref = null, title = null, place = null, capacity = null, waitingList = true } = input;
  const planned = checkDays(input.days, work.zone);
  authorize(caller, 'training.update');
  await work.organization.lock();
  const names = trainingNamed(input);
  const training = await work.trainings.get(names, undefined);
  if (!training) throw noSuch('training', trainingNamed(input));
  const instructor = await findInstructor(work, caller, input);
  const { archived } = await work.activities.hold(training.no);
  if (archived && !work.events.happened)
    throw failureAt('conflict', names.path, 'archived', 'The training is archived and gets no new sessions.');
  const id = work.newId('session');
  const fields = { ref, title, place, capacity, waitingList, archived: false };
  const none = { instructorNo: null, instructorName: null };
  const days = recogniseDays([], planned, work.anotherId);
  await work.trainingSessions.add(training.no, id, { ...none, ...fields, ...instructor }, days);
  await work.events.note({ trainingId: training.id, sessionId: id, days: days.length });
  const session = await work.trainingSessions.get(ofId(id), undefined);
  if (!session) throw new Error('the session that was added is not there');
  return await showVersionedSession(work, caller, session);
}
