import { Failure } from '../contract/failure.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Names } from '../contract/selection.js';
import { versioned } from '../contract/version.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { onlyOf } from './authorize-course-reading.js';

/** One course by id or ref; what the caller may not see is absent. */
export async function getCourse(
  work: Work,
  caller: Caller,
  input: InputOf<'getCourse'>,
): Promise<OutputOf<'getCourse'>> {
  const names: Names = input.courseRef
    ? { by: 'ref', path: '/courseRef', values: [input.courseRef] }
    : { by: 'id', path: '/courseId', values: [input.courseId ?? ''] };
  const course = await work.activities.get(names, onlyOf(caller));
  if (!course) throw new Failure('absent', 'There is no such course.');
  return versioned(course);
}
