import { noSuch } from '../contract/no-such.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { ofId } from '../contract/selection.js';
import { checkVersion } from '../contract/version.js';
import { releaseSeats } from '../enrollment/release-seats.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { showModule } from './catalogue-entry.js';

/** Takes a module out of its course; those behind it move up. */
export async function removeCourseModule(
  work: Work,
  caller: Caller,
  input: InputOf<'removeCourseModule'>,
): Promise<OutputOf<'removeCourseModule'>> {
  authorize(caller, 'course.update');
  await work.organization.lock();
  const module = await work.courseModules.get(input.moduleId);
  if (!module && work.events.happened) return { moduleId: input.moduleId.toLowerCase() };
  if (!module) throw noSuch('module', ofId(input.moduleId, '/moduleId'));
  checkVersion(input.ifVersion, showModule(module, work.zone));
  await work.courseModules.remove(module);
  if (module.kind === 'training') await releaseSeats(work);
  await work.events.note({ courseId: module.courseId, moduleId: module.id });
  return { moduleId: module.id };
}
