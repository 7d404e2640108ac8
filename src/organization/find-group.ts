import { failureAt } from '../contract/failure.js';
import { noSuch } from '../contract/no-such.js';
import type { OutputOf } from '../contract/operations.js';
import { quoted } from '../contract/quoted.js';
import { groupNames } from '../contract/selection.js';
import { isAccountWide, reachIfAny } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Reach } from '../permission/reach.js';
import type { Work } from '../work.js';
import type { GroupRecord } from './groups.js';

/** The group that is addressed; fails `absent` where the caller sees none of this name. */
export async function findGroup(
  work: Work,
  reach: Reach,
  input: Parameters<typeof groupNames>[0],
): Promise<GroupRecord> {
  const names = groupNames(input);
  const [group] = names ? await work.groups.find(names, reach) : [];
  if (!group) throw noSuch('group', groupNames(input));
  return group;
}

/** The same, locked: it stays as it is until the transaction ends. */
export async function lockGroup(
  work: Work,
  reach: Reach,
  input: Parameters<typeof groupNames>[0],
): Promise<GroupRecord> {
  const { no } = await findGroup(work, reach, input);
  const group = await work.groups.lock(no);
  if (!group) throw noSuch('group', groupNames(input));
  return group;
}

/** Fails `conflict` for a group whose members a rule decides. */
export function checkPlain(group: GroupRecord, path: string): void {
  if (group.rule === null) return;
  const message = `A rule decides who belongs to ${quoted(group.name)}: its members cannot be named.`;
  throw failureAt('conflict', path, 'smart', message);
}

/** Fails `conflict` where another group has this ref. */
export async function checkGroupRef(
  work: Work,
  ref: string | null | undefined,
  exceptId: string,
): Promise<void> {
  if (typeof ref === 'string' && (await work.groups.isTaken(ref, exceptId)))
    throw failureAt('conflict', '/ref', 'taken', 'Another group has this ref.');
}

type DetailedGroup = Omit<OutputOf<'getGroup'>, 'version'>;

/** A group as the caller reads it; where they may only write, its members as far as they may. */
export async function viewGroup(
  work: Work,
  caller: Caller,
  { no, id, ref, name, kind, rule, editable, enableChat }: GroupRecord,
  reach: Reach,
): Promise<DetailedGroup> {
  return {
    id,
    ref,
    name,
    kind,
    smart: rule !== null,
    editable,
    enableChat,
    rule: isAccountWide(caller) ? rule : null,
    memberCount: await work.groups.count(no, reachIfAny(caller, 'group.read') ?? reach),
  };
}
