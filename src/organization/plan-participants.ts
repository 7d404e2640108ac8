import type { InputOf } from '../contract/operations.js';
import { type TrainingRole, trainingRoles } from '../contract/training-role.js';
import type { Decision } from '../enrollment/grants.js';
import { decideTerms, ownTermsFrom } from '../enrollment/terms.js';
import type { Directory, Member } from './directory.js';
import type { GrantToGive } from './organization.js';
import { type Loading, type Plan, spans } from './plan.js';
import type { PlannedActivities } from './plan-activities.js';

type Entry = NonNullable<InputOf<'loadOrganization'>['trainings']>[number];

const lists = {
  participant: 'participantRefs',
  trainer: 'trainerRefs',
  mentor: 'mentorRefs',
} as const satisfies Record<TrainingRole, keyof Entry>;

interface Asked {
  readonly user: Member;
  readonly training: Member;
}

interface Pending extends Asked {
  readonly enrollmentId: string;
}

export interface PlannedParticipants extends Pick<Plan, 'write'> {
  /** Trainings that get somebody new. */
  readonly changed: ReadonlySet<Member>;
}

/**
 * Judges who is to take part in, teach and mentor the trainings of a file: each gets a direct grant in that role, unless
 * they have one. Archived trainings are taken too: they are history.
 */
export async function planParticipants(
  { work, complaints, zone, newId }: Loading,
  entries: readonly Entry[],
  trainings: PlannedActivities,
  users: Directory,
): Promise<PlannedParticipants> {
  const { organization, now } = work;
  const pending = new Map<TrainingRole, Pending[]>();
  const changed = new Set<Member>();
  for (const role of trainingRoles) pending.set(role, await judge(role));
  return { changed, write };

  async function judge(role: TrainingRole): Promise<Pending[]> {
    const asked = entries.flatMap((entry, place) => {
      const training = trainings.members[place];
      return training
        ? findAll(entry[lists[role]] ?? [], training, `/trainings/${place}/${lists[role]}`)
        : [];
    });
    const missing: Pending[] = [];
    for await (const { start, end } of spans(asked.length)) {
      const some = asked.slice(start, end);
      const pairs = some.map(({ user, training }) => ({ userNo: user.no, activityNo: training.no }));
      const there = pairs.filter(({ userNo, activityNo }) => userNo !== 0 && activityNo !== 0);
      const states = new Map(
        (await organization.pairs(there, role)).map((state) => [
          `${state.userNo} ${state.activityNo}`,
          state,
        ]),
      );
      for (const { user, training } of some) {
        const state = states.get(`${user.no} ${training.no}`);
        if (state?.heldDirectly) continue;
        missing.push({ user, training, enrollmentId: state?.enrollmentId ?? newId() });
        changed.add(training);
      }
    }
    return missing;
  }

  function findAll(refs: readonly string[], training: Member, path: string): readonly Asked[] {
    const found = new Set<Member>();
    for (const [position, ref] of refs.entries()) {
      const user = users.refer(ref, `${path}/${position}`);
      if (user && found.has(user))
        complaints.add(`${path}/${position}`, 'duplicate', 'The user is in the list already.');
      if (user) found.add(user);
    }
    return [...found].map((user) => ({ user, training }));
  }

  async function write(): Promise<void> {
    const decisions = new Map<Member, Decision>();
    for (const training of changed) {
      const terms = decideTerms(ownTermsFrom(now, zone), trainings.policyOf(training));
      decisions.set(training, { activityNo: training.no, terms, givenAt: now, continues: false });
    }
    for (const [role, all] of pending) {
      const grants = all.flatMap(({ user, training, enrollmentId }): GrantToGive[] => {
        const decision = decisions.get(training);
        const pair = { userNo: user.no, activityNo: training.no };
        return decision ? [{ ...pair, enrollmentId, idAsked: false, decision }] : [];
      });
      await organization.give(grants, role);
    }
  }
}
