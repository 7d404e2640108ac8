import { noSuch } from '../contract/no-such.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { versioned } from '../contract/version.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { authorizeCatalogueReading } from './authorize-catalogue-reading.js';
import { showCourse } from './catalogue-entry.js';
import { courseNamed } from './named-thing.js';

/** One course by id or ref; what the caller may not see is absent. */
export async function getCourse(
  work: Work,
  caller: Caller,
  input: InputOf<'getCourse'>,
): Promise<OutputOf<'getCourse'>> {
  const ofLearner = authorizeCatalogueReading(caller, 'course.read');
  const course = await work.activities.get(courseNamed(input), ofLearner);
  if (!course) throw noSuch('course', courseNamed(input));
  return versioned(showCourse(course, work.zone));
}
