import { failureAt } from '../contract/failure.js';
import { noSuch } from '../contract/no-such.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { quoted } from '../contract/quoted.js';
import { versioned } from '../contract/version.js';
import { authorize } from '../permission/authorize.js';
import { type Caller, callerNo } from '../permission/caller.js';
import type { Work } from '../work.js';
import { showModule } from './catalogue-entry.js';
import type { NewModule } from './course-modules.js';
import { findPerson } from './find-person.js';
import { refuseMaterialFields } from './material-field.js';
import { courseNamed, trainingNamed } from './named-thing.js';

type Input = InputOf<'addCourseModule'>;

/** Puts a material, or a training that is there, into a course; those from its position on move down. */
export async function addCourseModule(
  work: Work,
  caller: Caller,
  input: Input,
): Promise<OutputOf<'addCourseModule'>> {
  const { authorId } = input;
  if (input.title === undefined) refuseMaterialFields(input);
  authorize(caller, 'course.update');
  await work.organization.lock();
  const course = await work.activities.get(courseNamed(input), undefined);
  if (!course) throw noSuch('course', courseNamed(input));
  const authorNo =
    authorId === undefined ? callerNo(caller) : await findPerson(work, caller, authorId, '/authorId');
  const id = work.newId('module');
  const content = await contentOf(work, course.no, input);
  const last = await work.courseModules.count(course.no);
  const position = Math.min(input.position ?? last, last);
  await work.courseModules.add({ id, courseNo: course.no, position, authorNo, addedAt: work.now, content });
  await work.events.note({ courseId: course.id, moduleId: id });
  const module = await work.courseModules.get(id);
  if (!module) throw new Error('the module that was added is not there');
  return versioned(showModule(module, work.zone));
}

async function contentOf(work: Work, courseNo: number, input: Input): Promise<NewModule['content']> {
  const { title, description = null, contentType = null, viewUrl = null } = input;
  if (title !== undefined) return { title, description, contentType, viewUrl };
  const names = trainingNamed(input);
  const [training] = await work.trainings.find(names);
  if (!training) {
    const message = `There is no training ${quoted(names.values[0] ?? '')}.`;
    throw failureAt('invalid', names.path, 'unknown', message);
  }
  if (training.archived) throw failureAt('conflict', names.path, 'archived', 'The training is archived.');
  if (!work.events.happened && (await work.courseModules.holds(courseNo, training.no))) {
    throw failureAt('conflict', names.path, 'inside', 'The training is inside the course already.');
  }
  return { trainingNo: training.no };
}
