import type { InputOf, OutputOf } from '../contract/operations.js';
import { pageSize } from '../contract/page.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { authorizeCatalogueReading } from './authorize-catalogue-reading.js';
import { showItem } from './catalogue-entry.js';

/** Courses that are not archived and the materials inside them, as far as the caller sees them, page by page. */
export async function listContentItems(
  work: Work,
  caller: Caller,
  input: InputOf<'listContentItems'>,
): Promise<OutputOf<'listContentItems'>> {
  const ofLearner = authorizeCatalogueReading(caller, 'course.read');
  const filter = { contentTypes: input.contentTypes, ofLearner };
  const page = await work.contentItems.list(filter, input.limit ?? pageSize.usual, input.cursor);
  return { ...page, items: page.items.map((item) => showItem(item, work.zone)) };
}
