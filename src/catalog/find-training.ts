import { noSuch } from '../contract/no-such.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { authorizeCatalogueReading } from './authorize-catalogue-reading.js';
import { trainingNamed } from './named-thing.js';
import type { TrainingState } from './trainings.js';

/** The training that is addressed; fails `absent` where the caller sees none of this name. */
export async function findTraining(
  work: Work,
  caller: Caller,
  input: Parameters<typeof trainingNamed>[0],
): Promise<TrainingState> {
  const ofLearner = authorizeCatalogueReading(caller, 'training.read');
  const training = await work.trainings.get(trainingNamed(input), ofLearner);
  if (!training) throw noSuch('training', trainingNamed(input));
  return training;
}
