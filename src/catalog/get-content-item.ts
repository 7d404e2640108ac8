import { noSuch } from '../contract/no-such.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { ofId } from '../contract/selection.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import type { CourseState } from './activities.js';
import { authorizeCatalogueReading } from './authorize-catalogue-reading.js';
import { showItem } from './catalogue-entry.js';
import type { ItemState } from './content-items.js';

/** A course or a material by id, a course by ref too; what the caller may not see is absent. */
export async function getContentItem(
  work: Work,
  caller: Caller,
  { contentItemId }: InputOf<'getContentItem'>,
): Promise<OutputOf<'getContentItem'>> {
  const ofLearner = authorizeCatalogueReading(caller, 'course.read');
  const course = await work.activities.get(ofId(contentItemId), ofLearner);
  const item = course ? itemOf(course) : await work.contentItems.material(contentItemId, ofLearner);
  if (!item) throw noSuch('content item', ofId(contentItemId, '/contentItemId'));
  return showItem(item, work.zone);
}

function itemOf({ id, ref, title, description, authorId, viewUrl, addedAt }: CourseState): ItemState {
  return { id, ref, contentType: 'Course', title, description, authorId, viewUrl, addedAt };
}
