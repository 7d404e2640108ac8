import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { authorizeCatalogueReading } from './authorize-catalogue-reading.js';
import { showVersionedTraining } from './catalogue-entry.js';
import { trainingNamed } from './named-thing.js';
import { unknownTraining } from './unknown-thing.js';

/** One training by id or ref; what the caller may not see is absent. */
export async function getTraining(
  work: Work,
  caller: Caller,
  input: InputOf<'getTraining'>,
): Promise<OutputOf<'getTraining'>> {
  const ofLearner = authorizeCatalogueReading(caller, 'training.read');
  const training = await work.trainings.get(trainingNamed(input), ofLearner);
  if (!training) throw unknownTraining();
  return showVersionedTraining(training, work);
}
