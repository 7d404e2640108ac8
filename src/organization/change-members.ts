import type { OutputOf } from '../contract/operations.js';
import type { Names } from '../contract/selection.js';
import { settleFailures } from '../enrollment/failed.js';
import { followSources } from '../enrollment/follow-sources.js';
import type { Caller } from '../permission/caller.js';
import type { Reach } from '../permission/reach.js';
import type { Work } from '../work.js';
import type { FailedUser } from './failed-user.js';
import { findPeople } from './find-people.js';
import type { GroupRecord } from './groups.js';
import { outcomesOf } from './list-member-outcomes.js';

export interface MembersAsked {
  readonly names: Names;
  readonly mode: 'atomic' | 'partial' | undefined;
  /** Whether it is told of everybody named what became of them. */
  readonly tellAll?: boolean | undefined;
  /** What becomes of those named, and with `replace` of the other members within reach. */
  readonly how: 'replace' | 'add' | 'remove';
}

/** Changes the members of a group that is locked. Members beyond the reach of the caller stay. */
export async function changeMembers(
  work: Work,
  caller: Caller,
  reach: Reach,
  group: GroupRecord,
  { names, mode, how, tellAll = false }: MembersAsked,
): Promise<OutputOf<'replaceGroupMembers'>> {
  const failures: FailedUser[] = [];
  const named = [...(await findPeople(work.users, names, reach, caller, failures)).keys()];
  settleFailures(failures, mode);

  const members = new Set(await work.groups.members(group.no, reach));
  const added = how === 'remove' ? [] : named.filter((no) => !members.has(no));
  const removed = removedOf();
  await work.groups.removeMembers(group.no, removed);
  await work.groups.addMembers(group.no, added);
  const concerned = [...added, ...removed];
  if (concerned.length > 0) {
    await work.groups.refreshSmart(concerned);
    await followSources(work, { kind: 'unit', userNos: concerned });
  }
  const unchanged = named.length - (how === 'remove' ? removed.length : added.length);
  const counts = { added: added.length, removed: removed.length, unchanged };
  return {
    summary: { ...counts, failed: failures.length },
    outcomes: await outcomesOf(work, failures, tellAll ? named : [], new Set(concerned)),
  };

  function removedOf(): readonly number[] {
    if (how === 'add') return [];
    if (how === 'remove') return named.filter((no) => members.has(no));
    const kept = new Set(named);
    return [...members].filter((no) => !kept.has(no));
  }
}
