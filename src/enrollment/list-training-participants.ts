import { findTraining } from '../catalog/find-training.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { pagingOf } from '../contract/page.js';
import { trainingRoles } from '../contract/training-role.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { trainedBy } from './authorize-in-training.js';
import { showParticipations } from './show-participations.js';

/** Who is in one training, as far as the caller sees them; its trainers see everybody. */
export async function listTrainingParticipants(
  work: Work,
  caller: Caller,
  input: InputOf<'listTrainingParticipants'>,
): Promise<OutputOf<'listTrainingParticipants'>> {
  const reach = authorize(caller, 'participant.read');
  const training = await findTraining(work, caller, input);
  const { roles = trainingRoles, status = 'active' } = input;
  const filter = {
    trainingNos: [training.no],
    userNos: undefined,
    roles,
    active: status === 'any' ? undefined : status === 'active',
    perTraining: undefined,
    wholly: await trainedBy(work, caller, 'participant.read'),
  };
  const { totals, ...page } = await work.participations.list(filter, reach, pagingOf(input), work.now);
  return { ...page, items: await showParticipations(work, caller, page.items) };
}
