import type { InputOf, OutputOf } from '../contract/operations.js';
import { checkVersion, versioned } from '../contract/version.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { showTraining } from './catalogue-entry.js';
import { changedFields } from './changed-fields.js';
import { findPerson } from './find-person.js';
import { ofId, trainingNamed } from './named-thing.js';
import { unknownTraining } from './unknown-thing.js';

/** Changes what differs of a training; where nothing does, nothing is written, no event either. */
export async function updateTraining(
  work: Work,
  caller: Caller,
  input: InputOf<'updateTraining'>,
): Promise<OutputOf<'updateTraining'>> {
  authorize(caller, 'training.update');
  await work.organization.lock();
  const before = await work.trainings.get(trainingNamed(input), undefined);
  if (!before) throw unknownTraining();
  const { ref, title, description, trainingType, archived, organizerId } = input;
  const authorNo =
    organizerId === undefined ? undefined : await findPerson(work, caller, organizerId, '/organizerId');
  if (!work.events.happened) checkVersion(input.ifVersion, showTraining(before, work));
  const asked = { ref, title, description, trainingType, archived, authorNo };
  const changes = changedFields({ ...before, authorNo: before.organizerNo }, asked);
  if (Object.keys(changes).length > 0) await work.activities.change(before.no, changes);
  await work.events.note({ trainingId: before.id, fields: Object.keys(changes) });
  const after = (await work.trainings.get(ofId(before.id), undefined)) ?? before;
  return versioned(showTraining(after, work));
}
