import type { InputOf, OutputOf } from '../contract/operations.js';
import { pageSize } from '../contract/page.js';
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
  const filter = { search: input.search, archived: input.archived, ofLearner };
  const page = await work.trainings.list(filter, input.limit ?? pageSize.usual, input.cursor);
  return { ...page, items: page.items.map((training) => showTraining(training, work)) };
}
