import type { InputOf, OutputOf } from '../contract/operations.js';
import { pageSize } from '../contract/page.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { authorizeCatalogueReading } from './authorize-catalogue-reading.js';
import { showCourse } from './catalogue-entry.js';

/** The courses that the caller may see, page by page. */
export async function listCourses(
  work: Work,
  caller: Caller,
  input: InputOf<'listCourses'>,
): Promise<OutputOf<'listCourses'>> {
  const ofLearner = authorizeCatalogueReading(caller, 'course.read');
  const filter = { search: input.search, archived: input.archived, ofLearner };
  const page = await work.activities.list(filter, input.limit ?? pageSize.usual, input.cursor);
  return { ...page, items: page.items.map((course) => showCourse(course, work.zone)) };
}
