import { noSuch } from '../contract/no-such.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { ofId } from '../contract/selection.js';
import { checkVersion, versioned } from '../contract/version.js';
import { followEverything } from '../enrollment/follow-sources.js';
import { ownPolicyFrom } from '../enrollment/own-policy.js';
import { releaseSeats } from '../enrollment/release-seats.js';
import type { OwnPolicy } from '../enrollment/terms.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import type { CourseState } from './activities.js';
import { showCourse } from './catalogue-entry.js';
import { changedFields } from './changed-fields.js';
import { checkOwnPolicy } from './check-own-policy.js';
import { findTrainings } from './find-trainings.js';
import { courseNamed } from './named-thing.js';

type Input = InputOf<'updateCourse'>;

/** Changes what differs of a course; where nothing does, nothing is written, no event either. */
export async function updateCourse(
  work: Work,
  caller: Caller,
  input: Input,
): Promise<OutputOf<'updateCourse'>> {
  checkOwnPolicy(input.dueDatePolicy, work.zone);
  authorize(caller, 'course.update');
  // Loads of an organisation, which rewrite courses, wait, and so do other changes of the catalogue.
  await work.organization.lock();
  const before = await work.activities.get(courseNamed(input), undefined);
  if (!before) throw noSuch('course', courseNamed(input));
  if (!work.events.happened) checkVersion(input.ifVersion, showCourse(before, work.zone));
  const changes = changedFields(settableOf(before), asked(input, before));
  const inside = await findTrainings(work, input, before.trainings);
  if (Object.keys(changes).length > 0) await work.activities.change(before.no, changes);
  if (changes.archived === false) await followEverything(work);
  if (inside) {
    await work.courseModules.replaceTrainings([{ no: before.no, inside }], work.anotherId);
    await releaseSeats(work);
  }
  const after = (await work.activities.get(ofId(before.id), undefined)) ?? before;
  const fields = Object.keys(changes);
  if (JSON.stringify(after.trainings) !== JSON.stringify(before.trainings)) fields.push('trainings');
  await work.events.note({ courseId: before.id, fields });
  return versioned(showCourse(after, work.zone));
}

function settableOf({ ref, title, description, viewUrl, archived, dueDatePolicy }: CourseState) {
  return { ref, title, description, viewUrl, archived, ownPolicy: policyOf(dueDatePolicy) };
}

function asked({ ref, title, description, viewUrl, archived, dueDatePolicy }: Input, before: CourseState) {
  const ownPolicy =
    dueDatePolicy && ownPolicyFrom(dueDatePolicy, policyOf(before.dueDatePolicy) ?? undefined);
  return { ref, title, description, viewUrl, archived, ownPolicy };
}

function policyOf(shown: CourseState['dueDatePolicy']): OwnPolicy | null {
  return shown && ownPolicyFrom(shown, undefined);
}
