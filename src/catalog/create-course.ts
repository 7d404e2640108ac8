import type { InputOf, OutputOf } from '../contract/operations.js';
import { ofId } from '../contract/selection.js';
import { versioned } from '../contract/version.js';
import { ownPolicyFrom } from '../enrollment/own-policy.js';
import { authorize } from '../permission/authorize.js';
import { type Caller, callerNo } from '../permission/caller.js';
import type { Work } from '../work.js';
import { showCourse } from './catalogue-entry.js';
import { checkOwnPolicy } from './check-own-policy.js';
import { findPerson } from './find-person.js';
import { findTrainings } from './find-trainings.js';

/** Adds a course, in the name of the caller unless told otherwise, with the trainings that are to be inside. */
export async function createCourse(
  work: Work,
  caller: Caller,
  input: InputOf<'createCourse'>,
): Promise<OutputOf<'createCourse'>> {
  const { title, ref = null, description = null, viewUrl = null, authorId, dueDatePolicy } = input;
  checkOwnPolicy(dueDatePolicy, work.zone);
  authorize(caller, 'course.create');
  // Loads of an organisation, which rewrite courses, wait.
  await work.organization.lock();
  const authorNo =
    authorId === undefined ? callerNo(caller) : await findPerson(work, caller, authorId, '/authorId');
  const inside = await findTrainings(work, input);
  const id = work.newId('course');
  const ownPolicy = dueDatePolicy ? ownPolicyFrom(dueDatePolicy, undefined) : null;
  const fields = {
    ref,
    title,
    description,
    viewUrl,
    authorNo,
    ownPolicy,
    archived: false,
    trainingType: null,
  };
  await work.activities.add('course', id, work.now, fields);
  const course = await work.activities.get(ofId(id), undefined);
  if (!course) throw new Error('the course that was added is not there');
  if (inside?.length) await work.courseModules.replaceTrainings([{ no: course.no, inside }], work.anotherId);
  await work.events.note({ courseId: id, trainings: inside?.length ?? 0 });
  const after = inside?.length ? await work.activities.get(ofId(id), undefined) : course;
  return versioned(showCourse(after ?? course, work.zone));
}
