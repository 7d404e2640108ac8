import type { InputOf, OutputOf } from '../contract/operations.js';
import { pagingOf } from '../contract/page.js';
import { trainingListNames, usersListed } from '../contract/selection.js';
import { trainingRoles } from '../contract/training-role.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import { everyone } from '../permission/reach.js';
import type { Work } from '../work.js';
import { trainedBy } from './authorize-in-training.js';
import { showParticipations } from './show-participations.js';

/** Who is in which training, as far as the caller sees them, page by page. */
export async function listParticipations(
  work: Work,
  caller: Caller,
  input: InputOf<'listParticipations'>,
): Promise<OutputOf<'listParticipations'>> {
  const reach = authorize(caller, 'participant.read');
  const { roles = trainingRoles, status = 'active', perTraining } = input;
  const trainings = trainingListNames(input);
  const users = usersListed(input);
  const filter = {
    trainingNos: trainings && (await work.trainings.find(trainings)).flatMap((one) => (one ? [one.no] : [])),
    userNos: users && (await work.users.find(users, everyone)).filter((no) => no !== 0),
    roles,
    active: status === 'any' ? undefined : status === 'active',
    perTraining,
    wholly: await trainedBy(work, caller, 'participant.read'),
  };
  const { totals, ...page } = await work.participations.list(filter, reach, pagingOf(input), work.now);
  return {
    items: await showParticipations(work, caller, page.items),
    nextCursor: page.nextCursor,
    ...(perTraining !== undefined && {
      totals: [...totals].map(([trainingId, total]) => ({ trainingId, total })),
    }),
  };
}
