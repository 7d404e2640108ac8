import { findTraining } from '../catalog/find-training.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { findNamedGroups } from './find-named-groups.js';
import { followSources } from './follow-sources.js';

/** Unlinks groups from a training: their members leave it, unless there are other reasons. */
export async function removeGroupsFromTraining(
  work: Work,
  caller: Caller,
  input: InputOf<'removeGroupsFromTraining'>,
): Promise<OutputOf<'removeGroupsFromTraining'>> {
  authorize(caller, 'training.link');
  await work.organization.lock();
  const training = await findTraining(work, caller, input);
  const unitNos = await findNamedGroups(work, caller, input);
  await work.unitLinks.hold();
  const unlinked = await work.unitLinks.remove(training.no, unitNos);
  const { ended } = await followSources(work, { kind: 'unit', nos: unitNos, unlinked: [training.no] });
  const earlier = await work.events.noted();
  const done = earlier ? Number(earlier['unlinked']) : unlinked;
  await work.events.note({ trainingId: training.id, unlinked: done, ended });
  return { trainingId: training.id, summary: { unlinked: done, notLinked: unitNos.length - done, ended } };
}
