import type { InputOf, OutputOf } from '../contract/operations.js';
import { versioned } from '../contract/version.js';
import { authorize } from '../permission/authorize.js';
import { type Caller, callerNo } from '../permission/caller.js';
import type { Work } from '../work.js';
import { showTraining } from './catalogue-entry.js';
import { findPerson } from './find-person.js';
import { ofId } from './named-thing.js';

/** Adds a training, organised by the caller unless told otherwise. */
export async function createTraining(
  work: Work,
  caller: Caller,
  input: InputOf<'createTraining'>,
): Promise<OutputOf<'createTraining'>> {
  const { title, ref = null, description = null, trainingType = null, organizerId } = input;
  authorize(caller, 'training.create');
  // Loads of an organisation, which rewrite trainings, wait.
  await work.organization.lock();
  const authorNo =
    organizerId === undefined
      ? callerNo(caller)
      : await findPerson(work, caller, organizerId, '/organizerId');
  const id = work.newId('training');
  const ofCourses = { viewUrl: null, ownPolicy: null };
  const fields = { ref, title, description, trainingType, authorNo, archived: false, ...ofCourses };
  await work.activities.add('training', id, work.now, fields);
  await work.events.note({ trainingId: id });
  const training = await work.trainings.get(ofId(id), undefined);
  if (!training) throw new Error('the training that was added is not there');
  return versioned(showTraining(training, work));
}
