import { noSuch } from '../contract/no-such.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { ofId } from '../contract/selection.js';
import { checkVersion, versioned } from '../contract/version.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { showModule } from './catalogue-entry.js';
import { changedFields } from './changed-fields.js';
import type { MaterialFields } from './course-modules.js';
import { refuseMaterialFields } from './material-field.js';

/** Changes what differs of a module, and moves it to another position; the others give way. */
export async function updateCourseModule(
  work: Work,
  caller: Caller,
  input: InputOf<'updateCourseModule'>,
): Promise<OutputOf<'updateCourseModule'>> {
  authorize(caller, 'course.update');
  await work.organization.lock();
  const before = await work.courseModules.get(input.moduleId);
  if (!before) throw noSuch('module', ofId(input.moduleId, '/moduleId'));
  if (!work.events.happened) checkVersion(input.ifVersion, showModule(before, work.zone));
  if (before.kind === 'training') refuseMaterialFields(input);
  const { title, description, contentType, viewUrl } = input;
  const changes: Partial<MaterialFields> =
    before.kind === 'training' ? {} : changedFields(before, { title, description, contentType, viewUrl });
  const last = (await work.courseModules.count(before.courseNo)) - 1;
  const position = Math.min(input.position ?? before.position, last);
  const fields = Object.keys(changes);
  if (fields.length > 0) await work.courseModules.change(before.no, changes);
  if (position !== before.position) {
    await work.courseModules.move(before, position);
    fields.push('position');
  }
  await work.events.note({ courseId: before.courseId, moduleId: before.id, fields });
  const after = (await work.courseModules.get(before.id)) ?? before;
  return versioned(showModule(after, work.zone));
}
