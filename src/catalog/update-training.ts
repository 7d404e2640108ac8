import { noSuch } from '../contract/no-such.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { ofId } from '../contract/selection.js';
import { checkVersion } from '../contract/version.js';
import { followEverything } from '../enrollment/follow-sources.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { plainTraining, showVersionedTraining } from './catalogue-entry.js';
import { changedFields } from './changed-fields.js';
import { checkOrder, checkWindow } from './check-window.js';
import { findPerson } from './find-person.js';
import { trainingNamed } from './named-thing.js';

/** Changes what differs of a training; where nothing does, nothing is written, no event either. */
export async function updateTraining(
  work: Work,
  caller: Caller,
  input: InputOf<'updateTraining'>,
): Promise<OutputOf<'updateTraining'>> {
  const window = checkWindow(input, work.zone);
  authorize(caller, 'training.update');
  await work.organization.lock();
  const before = await work.trainings.get(trainingNamed(input), undefined);
  if (!before) throw noSuch('training', trainingNamed(input));
  const { ref, title, description, trainingType, archived, organizerId } = input;
  const authorNo =
    organizerId === undefined ? undefined : await findPerson(work, caller, organizerId, '/organizerId');
  if (!work.events.happened) checkVersion(input.ifVersion, plainTraining(before, work));
  const { subtitle, estimatedTime, showParticipants, showSharedFiles, enableChat } = input;
  const { accessibleFrom = before.accessibleFrom, accessibleUntil = before.accessibleUntil } = window;
  const said = window.accessibleUntil === undefined ? '/accessibleFrom' : '/accessibleUntil';
  checkOrder(accessibleFrom, accessibleUntil, said);
  const plain = { ref, title, description, trainingType, archived, authorNo };
  const flags = { showParticipants, showSharedFiles, enableChat };
  const asked = { ...plain, ...flags, ...window, subtitle, estimatedTime };
  const changes = changedFields({ ...before, authorNo: before.organizerNo }, asked);
  if (Object.keys(changes).length > 0) await work.activities.change(before.no, changes);
  if (changes.archived === false) {
    await followEverything(work);
    await work.sessionPlaces.hold([before.no]);
    await work.sessionPlaces.promote({ trainingNos: [before.no] });
  }
  await work.events.note({ trainingId: before.id, fields: Object.keys(changes) });
  const after = (await work.trainings.get(ofId(before.id), undefined)) ?? before;
  return showVersionedTraining(after, work);
}
