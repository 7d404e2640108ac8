import { findTraining } from '../catalog/find-training.js';
import type { LinkedVia } from '../contract/failure.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { userListNames } from '../contract/selection.js';
import type { FailedUser } from '../organization/failed-user.js';
import { findPeople } from '../organization/find-people.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { settleFailures } from './failed.js';
import type { HeldEnrollment } from './grants.js';
import { directGrant, momentAfter } from './hold-enrollment.js';
import { writeInstant } from './instant.js';
import { nameSources } from './name-sources.js';
import { releaseSeats } from './release-seats.js';
import { failedOutcome } from './user-outcome.js';

type Answer = OutputOf<'removeUsersFromTraining'>;

/** Ends direct grants of a training in a role; whoever is in it for other reasons is told, and stays. */
export async function removeUsersFromTraining(
  work: Work,
  caller: Caller,
  input: InputOf<'removeUsersFromTraining'>,
): Promise<Answer> {
  const { role = 'participant', mode } = input;
  const names = userListNames(input);
  const reach = authorize(caller, 'participant.delete');
  const training = await findTraining(work, caller, input);
  const failures: FailedUser[] = [];
  const userNos = [...(await findPeople(work.users, names, reach, caller, failures)).keys()];
  settleFailures(failures, mode);

  const activityNos = [training.no];
  const held = await work.grants.lock({ userNos, activityNos }, reach, role);
  // Somebody may have been added again since an earlier attempt of this request ended what it was to end.
  const direct = held.filter((one) => directGrant(one) && !one.endedByMe);
  if (direct.length > 0) {
    await work.grants.end(direct, momentAfter(work.now, direct), role);
    await releaseSeats(
      work,
      direct.map((one) => one.userNo),
    );
  }
  const sources = await nameSources(
    work,
    caller,
    held.flatMap((one) => one.live),
  );
  const linksOf = ({ live }: HeldEnrollment): LinkedVia[] =>
    live.flatMap((grant) =>
      grant.kind === 'direct'
        ? []
        : [{ kind: grant.kind, since: writeInstant(grant.givenAt, work.zone), ...namesOf(sources(grant)) }],
    );

  const byUser = new Map(held.map((one) => [one.userNo, one]));
  const known = await work.users.names(userNos.filter((no) => !byUser.has(no)));
  const summary = { removed: 0, alreadyRemoved: 0, linked: 0, failed: failures.length };
  const told: Answer['outcomes'] = failures.map((failure) => failedOutcome(names, failure));
  for (const no of userNos) {
    const one = byUser.get(no);
    const links = one ? linksOf(one) : [];
    const directEnded = one !== undefined && (directGrant(one) !== undefined || one.endedByMe);
    const outcome = links.length > 0 ? 'linked' : directEnded ? 'removed' : 'already_removed';
    if (outcome === 'linked') summary.linked += 1;
    else if (outcome === 'removed') summary.removed += 1;
    else summary.alreadyRemoved += 1;
    if (work.brief || told.length >= work.outcomesTold) continue;
    told.push({
      outcome,
      enrollmentId: one?.id ?? null,
      userId: one?.learnerId ?? known.get(no)?.id ?? '',
      userRef: one ? one.learnerRef : (known.get(no)?.ref ?? null),
      ...(outcome === 'linked' && { directEnded, linkedVia: links }),
    });
  }
  const outcomes = told.slice(0, work.outcomesTold);
  await work.events.note({
    trainingId: training.id,
    role,
    [names.path.slice(1)]: names.values.slice(0, 100),
    ...summary,
  });
  return {
    trainingId: training.id,
    summary,
    outcomes,
    outcomesOmitted: userNos.length + failures.length - outcomes.length,
  };
}

function namesOf(source: { id: string; ref: string | null; name: string } | undefined) {
  return source ? { id: source.id, ref: source.ref, name: source.name } : {};
}
