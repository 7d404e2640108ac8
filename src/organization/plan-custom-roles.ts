import type { InputOf } from '../contract/operations.js';
import { Directory, type Member } from './directory.js';
import type { CustomRoleRecord } from './organization.js';
import { emptyTally, type Loading, type Plan } from './plan.js';
import { writeThings } from './write-things.js';

type Entry = NonNullable<InputOf<'loadOrganization'>['roles']>[number];

/** Judges the custom roles of a file. */
export async function planCustomRoles(
  { work, complaints, newId }: Loading,
  entries: readonly Entry[],
): Promise<{ readonly directory: Directory; readonly plan: Plan }> {
  const { customRoles } = work.organization;
  const stored = await customRoles.all();
  const directory = new Directory('roles', 'custom role', complaints, newId);
  directory.admit(stored);
  const before = new Map(stored.map((record) => [record.id, record]));
  const members = directory.enter(entries);
  const tally = emptyTally();
  const fresh: Member[] = [];
  const records = new Map<Member, CustomRoleRecord>();
  for (const [place, entry] of entries.entries()) {
    const member = members[place];
    if (!member) continue;
    const record = before.get(member.id);
    if (!record && entry.title === undefined) {
      complaints.add(`/roles/${place}/title`, 'required', 'A new role needs a title.');
    }
    const after: CustomRoleRecord = {
      no: member.no,
      id: member.id,
      ref: member.ref,
      title: entry.title ?? record?.title ?? '',
      permissions: entry.permissions ?? record?.permissions ?? [],
    };
    if (!record) fresh.push(member);
    if (record && textOf(after) === textOf(record)) tally.unchanged += 1;
    else records.set(member, after);
  }
  tally.added = fresh.length;
  tally.changed = records.size - fresh.length;
  return {
    directory,
    plan: { tally, write: () => writeThings(customRoles, records, (id) => before.get(id)?.ref) },
  };
}

/** The order of permissions means nothing. */
function textOf({ ref, title, permissions }: CustomRoleRecord): string {
  return JSON.stringify([ref, title, [...permissions].sort()]);
}
