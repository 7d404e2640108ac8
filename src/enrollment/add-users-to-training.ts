import { findTraining } from '../catalog/find-training.js';
import { trainingNamed } from '../catalog/named-thing.js';
import { failureAt } from '../contract/failure.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { userListNames } from '../contract/selection.js';
import type { FailedUser } from '../organization/failed-user.js';
import { findPeople } from '../organization/find-people.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { settleFailures } from './failed.js';
import { decideTerms, ownTermsFrom } from './terms.js';
import { failedOutcome } from './user-outcome.js';

/** Gives every user named a direct grant of a training in a role, unless there is one already. */
export async function addUsersToTraining(
  work: Work,
  caller: Caller,
  input: InputOf<'addUsersToTraining'>,
): Promise<OutputOf<'addUsersToTraining'>> {
  const { role = 'participant', sendInvites = true, mode } = input;
  const names = userListNames(input);
  const reach = authorize(caller, 'participant.create');
  const training = await findTraining(work, caller, input);
  if (training.archived && !work.events.happened) {
    const { path } = trainingNamed(input);
    throw failureAt('conflict', path, 'archived', 'The training is archived and takes nobody new.');
  }
  const failures: FailedUser[] = [];
  const userNos = [...(await findPeople(work.users, names, reach, caller, failures)).keys()];
  settleFailures(failures, mode);

  const [activity] = await work.activities.byNumber([training.no]);
  const terms = decideTerms(ownTermsFrom(work.now, work.zone), activity?.ownPolicy);
  const decision = { activityNo: training.no, terms, givenAt: work.now, continues: false };
  const added = await work.grants.beginAll(userNos, [decision], role);
  const there = await work.enrollments.pairs(userNos, [training.no], role);
  if (added > 0) {
    const invited = sendInvites ? there.filter((one) => one.mine).map((one) => one.learnerNo) : [];
    await work.messages.leave('training_invitation', invited, training.no);
    const counts = { added, alreadyAdded: userNos.length - added };
    await work.events.note({
      trainingId: training.id,
      role,
      [names.path.slice(1)]: names.values.slice(0, 100),
      ...counts,
      invited: invited.length,
    });
  }
  const told = [
    ...failures.map((failure) => failedOutcome(names, failure)),
    ...(work.brief ? [] : there).map((one) => ({
      outcome: one.mine ? ('added' as const) : ('already_added' as const),
      enrollmentId: one.mine && work.dryRun ? null : one.enrollmentId,
      userId: one.learnerId,
      userRef: one.learnerRef,
    })),
  ];
  const outcomes = told.slice(0, work.outcomesTold);
  return {
    trainingId: training.id,
    summary: { added, alreadyAdded: userNos.length - added, failed: failures.length },
    outcomes,
    outcomesOmitted: userNos.length + failures.length - outcomes.length,
  };
}
