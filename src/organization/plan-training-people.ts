import type { InputOf } from '../contract/operations.js';
import type { Directory } from './directory.js';
import type { Loading } from './plan.js';
import type { PlannedActivities } from './plan-activities.js';
import { planParticipants } from './plan-participants.js';
import { planTrainingGroups } from './plan-training-groups.js';

type Entry = NonNullable<InputOf<'loadOrganization'>['trainings']>[number];

export interface PlannedPeople {
  /** Writes who is in trainings; answers the trainings that groups are taken from, whose grants have to follow. */
  write(): Promise<readonly number[]>;
}

/** Judges who is to be in the trainings of a file; counts with the plan of the trainings. */
export async function planTrainingPeople(
  loading: Loading,
  entries: readonly Entry[],
  trainings: PlannedActivities,
  { groups, users }: { readonly groups: Directory; readonly users: Directory },
): Promise<PlannedPeople> {
  const links = await planTrainingGroups(loading, entries, trainings, groups);
  const participants = await planParticipants(loading, entries, trainings, users);
  const { tally } = trainings.plan;
  for (const training of new Set([...links.changed, ...participants.changed])) {
    if (!trainings.isUnchanged(training)) continue;
    tally.unchanged -= 1;
    tally.changed += 1;
  }
  return {
    async write() {
      const unlinked = await links.write();
      await participants.write();
      return unlinked;
    },
  };
}
