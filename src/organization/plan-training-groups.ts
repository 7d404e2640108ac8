import type { InputOf } from '../contract/operations.js';
import type { Directory, Member } from './directory.js';
import type { GroupLink } from './organization.js';
import type { Loading } from './plan.js';
import type { PlannedActivities } from './plan-activities.js';

type Entry = NonNullable<InputOf<'loadOrganization'>['trainings']>[number];

/** What differs about the groups of one training. */
interface Difference {
  readonly training: Member;
  readonly added: readonly Member[];
  readonly removed: readonly number[];
}

export interface PlannedLinks {
  /** Trainings whose groups will be others. */
  readonly changed: ReadonlySet<Member>;
  /** Writes the links; answers the trainings that groups are taken from, whose grants have to follow. */
  write(): Promise<readonly number[]>;
}

/** Judges which groups are to be linked to the trainings of a file that name any. */
export async function planTrainingGroups(
  { work, complaints }: Loading,
  entries: readonly Entry[],
  trainings: PlannedActivities,
  groups: Directory,
): Promise<PlannedLinks> {
  const { organization, unitLinks } = work;
  const before = new Map(
    (await organization.groupsLinked()).map(({ no, inside }) => [no, new Set(inside)] as const),
  );
  const differences: Difference[] = [];
  for (const [place, { groupRefs }] of entries.entries()) {
    const training = trainings.members[place];
    if (!training || groupRefs === undefined) continue;
    const asked = findAll(groupRefs, `/trainings/${place}/groupRefs`);
    const linked = before.get(training.no) ?? new Set<number>();
    const stay = new Set([...asked].map((group) => group.no));
    const added = [...asked].filter((group) => !linked.has(group.no));
    const removed = [...linked].filter((no) => !stay.has(no));
    if (added.length + removed.length > 0) differences.push({ training, added, removed });
  }
  return { changed: new Set(differences.map(({ training }) => training)), write };

  function findAll(refs: readonly string[], path: string): ReadonlySet<Member> {
    const found = new Set<Member>();
    for (const [position, ref] of refs.entries()) {
      const group = groups.refer(ref, `${path}/${position}`);
      if (group && found.has(group))
        complaints.add(`${path}/${position}`, 'duplicate', 'The group is linked already.');
      if (group) found.add(group);
    }
    return found;
  }

  async function write(): Promise<readonly number[]> {
    if (differences.length === 0) return [];
    await unitLinks.hold();
    const links = (of: (one: Difference) => readonly number[]): GroupLink[] =>
      differences.flatMap((one) => of(one).map((groupNo) => ({ groupNo, trainingNo: one.training.no })));
    await organization.unlinkGroups(links(({ removed }) => removed));
    await organization.linkGroups(links(({ added }) => added.map((group) => group.no)));
    return differences.filter(({ removed }) => removed.length > 0).map(({ training }) => training.no);
  }
}
