import type { InputOf, OutputOf } from '../contract/operations.js';
import { pagingOf } from '../contract/page.js';
import type { Names } from '../contract/selection.js';
import { trainingRoles } from '../contract/training-role.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { authorizeCatalogueReading } from './authorize-catalogue-reading.js';
import { showTraining } from './catalogue-entry.js';

/** The trainings that the caller may see, page by page. */
export async function listTrainings(
  work: Work,
  caller: Caller,
  input: InputOf<'listTrainings'>,
): Promise<OutputOf<'listTrainings'>> {
  const ofLearner = authorizeCatalogueReading(caller, 'training.read');
  const { search, archived, userRoles: roles = trainingRoles } = input;
  const named = personNamed(input);
  const ofPerson = named && { names: named, roles, reach: authorize(caller, 'participant.read') };
  const page = await work.trainings.list({ search, archived, ofLearner, ofPerson }, pagingOf(input));
  return { ...page, items: page.items.map((training) => showTraining(training, work)) };
}

function personNamed({ userId, userRef }: InputOf<'listTrainings'>): Names | undefined {
  if (userId !== undefined) return { by: 'id', path: '/userId', values: [userId] };
  return userRef === undefined ? undefined : { by: 'ref', path: '/userRef', values: [userRef] };
}
