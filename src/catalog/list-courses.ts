import type { InputOf, OutputOf } from '../contract/operations.js';
import { pageSize } from '../contract/page.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { onlyOf } from './authorize-course-reading.js';

/** The courses that the caller may see, page by page. */
export function listCourses(
  work: Work,
  caller: Caller,
  input: InputOf<'listCourses'>,
): Promise<OutputOf<'listCourses'>> {
  const filter = { search: input.search, archived: input.archived, ofLearner: onlyOf(caller) };
  return work.activities.list(filter, input.limit ?? pageSize.usual, input.cursor);
}
