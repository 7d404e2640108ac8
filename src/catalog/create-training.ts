import type { InputOf, OutputOf } from '../contract/operations.js';
import { ofId } from '../contract/selection.js';
import { authorize } from '../permission/authorize.js';
import { type Caller, callerNo } from '../permission/caller.js';
import type { Work } from '../work.js';
import { showVersionedTraining } from './catalogue-entry.js';
import { given } from './changed-fields.js';
import { checkOrder, checkWindow } from './check-window.js';
import { findPerson } from './find-person.js';

/** Adds a training, organised by the caller unless told otherwise. */
export async function createTraining(
  work: Work,
  caller: Caller,
  input: InputOf<'createTraining'>,
): Promise<OutputOf<'createTraining'>> {
  const { title, ref = null, description = null, trainingType = null, organizerId, archived = false } = input;
  const { subtitle, estimatedTime, showParticipants, showSharedFiles, enableChat } = input;
  const window = checkWindow(input, work.zone);
  checkOrder(window.accessibleFrom ?? null, window.accessibleUntil ?? null, '/accessibleUntil');
  authorize(caller, 'training.create');
  // Loads of an organisation, which rewrite trainings, wait.
  await work.organization.lock();
  const authorNo =
    organizerId === undefined
      ? callerNo(caller)
      : await findPerson(work, caller, organizerId, '/organizerId');
  const id = work.newId('training');
  const plain = { ref, title, description, trainingType, authorNo, archived };
  const asked = { subtitle, estimatedTime, showParticipants, showSharedFiles, enableChat, ...window };
  const fields = { ...plain, viewUrl: null, ownPolicy: null, ...given(asked) };
  await work.activities.add('training', id, work.now, fields);
  await work.events.note({ trainingId: id });
  const training = await work.trainings.get(ofId(id), undefined);
  if (!training) throw new Error('the training that was added is not there');
  return showVersionedTraining(training, work);
}
