import { authorizeCatalogueReading } from '../catalog/authorize-catalogue-reading.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { pageSize } from '../contract/page.js';
import { trainingListNames } from '../contract/selection.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/** Which groups take part in which trainings, as far as the caller sees the groups. */
export async function listTrainingGroups(
  work: Work,
  caller: Caller,
  input: InputOf<'listTrainingGroups'>,
): Promise<OutputOf<'listTrainingGroups'>> {
  const reach = authorize(caller, 'group.read');
  authorizeCatalogueReading(caller, 'training.read');
  const names = trainingListNames(input);
  const found = names && (await work.trainings.find(names));
  const nos = found?.flatMap((training) => (training ? [training.no] : []));
  return await work.unitLinks.list(nos, reach, input.limit ?? pageSize.usual, input.cursor);
}
