import { noSuch } from '../contract/no-such.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { pageSize } from '../contract/page.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { authorizeCatalogueReading } from './authorize-catalogue-reading.js';
import { showModule } from './catalogue-entry.js';
import { courseNamed } from './named-thing.js';

/** The modules of a course in order, page by page. */
export async function listCourseModules(
  work: Work,
  caller: Caller,
  input: InputOf<'listCourseModules'>,
): Promise<OutputOf<'listCourseModules'>> {
  const ofLearner = authorizeCatalogueReading(caller, 'course.read');
  const course = await work.activities.get(courseNamed(input), ofLearner);
  if (!course) throw noSuch('course', courseNamed(input));
  const page = await work.courseModules.list(course.no, input.limit ?? pageSize.usual, input.cursor);
  return { ...page, items: page.items.map((module) => showModule(module, work.zone)) };
}
