import type { Directory, Member } from './directory.js';
import type { GroupRecord, Membership } from './organization.js';
import type { Loading, Plan } from './plan.js';
import type { GroupEntry } from './plan-groups.js';
import type { PlannedThings } from './plan-things.js';

/** What differs about who belongs to a group. */
interface Difference {
  readonly group: Member;
  readonly added: readonly Member[];
  readonly removed: readonly number[];
}

/** Judges who is to belong to the groups of a file that name their members; counts with the plan of the groups. */
export async function planGroupMembers(
  { work, complaints }: Loading,
  entries: readonly GroupEntry[],
  groups: PlannedThings<GroupRecord>,
  users: Directory,
): Promise<Pick<Plan, 'write'>> {
  const { organization } = work;
  const { tally } = groups.plan;
  const asked = new Map<Member, Set<Member>>();
  for (const [place, { memberRefs }] of entries.entries()) {
    const group = groups.members[place];
    if (group && memberRefs) asked.set(group, findAll(memberRefs, `/groups/${place}/memberRefs`));
  }
  const differences = await compare();
  for (const { group } of differences) {
    if (!groups.isUnchanged(group)) continue;
    tally.unchanged -= 1;
    tally.changed += 1;
  }
  return { write };

  function findAll(refs: readonly string[], path: string): Set<Member> {
    const found = new Set<Member>();
    for (const [position, ref] of refs.entries()) {
      const user = users.refer(ref, `${path}/${position}`);
      if (user && found.has(user))
        complaints.add(`${path}/${position}`, 'duplicate', 'The user is a member already.');
      if (user) found.add(user);
    }
    return found;
  }

  async function compare(): Promise<readonly Difference[]> {
    const removed = new Map<Member, number[]>();
    const stored = new Map(
      [...asked.keys()].filter((group) => group.no !== 0).map((group) => [group.no, group]),
    );
    const known = new Map<number, Member>();
    for (const members of asked.values()) for (const user of members) known.set(user.no, user);
    for await (const page of organization.members([...stored.keys()])) {
      for (const { groupNo, userNo } of page) {
        const group = stored.get(groupNo);
        const user = known.get(userNo);
        if (!group || (user && asked.get(group)?.delete(user))) continue;
        const gone = removed.get(group);
        if (gone) gone.push(userNo);
        else removed.set(group, [userNo]);
      }
    }
    return [...asked]
      .map(([group, members]) => ({ group, added: [...members], removed: removed.get(group) ?? [] }))
      .filter((difference) => difference.added.length + difference.removed.length > 0);
  }

  function* added(): Generator<Membership> {
    for (const { group, added } of differences)
      for (const user of added) yield { groupNo: group.no, userNo: user.no };
  }

  function* removed(): Generator<Membership> {
    for (const { group, removed } of differences)
      for (const userNo of removed) yield { groupNo: group.no, userNo };
  }

  async function write(): Promise<void> {
    await organization.removeMembers(removed());
    await organization.addMembers(added());
  }
}
