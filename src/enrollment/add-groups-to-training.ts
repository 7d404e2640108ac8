import { findTraining } from '../catalog/find-training.js';
import { trainingNamed } from '../catalog/named-thing.js';
import { failureAt } from '../contract/failure.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { findNamedGroups } from './find-named-groups.js';
import { followSources } from './follow-sources.js';

/** Links groups to a training: their members take part from now on. */
export async function addGroupsToTraining(
  work: Work,
  caller: Caller,
  input: InputOf<'addGroupsToTraining'>,
): Promise<OutputOf<'addGroupsToTraining'>> {
  authorize(caller, 'training.link');
  await work.organization.lock();
  const training = await findTraining(work, caller, input);
  if (training.archived && !work.events.happened) {
    const { path } = trainingNamed(input);
    throw failureAt('conflict', path, 'archived', 'The training is archived and takes nobody new.');
  }
  const unitNos = await findNamedGroups(work, caller, input);
  await work.unitLinks.hold();
  const linked = await work.unitLinks.add(training.no, unitNos);
  const { begun } = await followSources(work, { kind: 'unit', nos: unitNos });
  const earlier = await work.events.noted();
  const done = earlier ? Number(earlier['linked']) : linked;
  await work.events.note({ trainingId: training.id, linked: done, begun });
  return { trainingId: training.id, summary: { linked: done, alreadyLinked: unitNos.length - done, begun } };
}
