import { failureAt, pointer } from '../contract/failure.js';
import type { Names } from '../contract/selection.js';
import { authorize, unusableAt } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import { everyone } from '../permission/reach.js';
import type { Work } from '../work.js';
import { checkPlain } from './find-group.js';

/**
 * Makes these the groups of a user. SMART ones stay as their rules say: one that the user belongs to may be named,
 * another one may not. Where nothing would change, nothing happens; otherwise the caller needs `group.assign` over the
 * user. Answers whether anything changed; SMART groups are not refreshed yet.
 */
export async function giveGroups(
  work: Work,
  caller: Caller,
  user: { readonly no: number; readonly id: string },
  names: Names,
): Promise<boolean> {
  const belongsTo = new Map((await work.groups.ofUser(user.no)).map((group) => [group.no, group]));
  const there = await work.groups.find(names, everyone);
  const kept = new Set(there.flatMap((group) => (group && belongsTo.has(group.no) ? [group.no] : [])));
  const left = [...belongsTo.values()].filter((group) => group.rule === null && !kept.has(group.no));
  if (left.length === 0 && there.every((group) => group && kept.has(group.no))) return false;

  const reach = authorize(caller, 'group.assign');
  const joined = new Set<number>();
  for (const [place, group] of (await work.groups.find(names, reach)).entries()) {
    const path = names.path + pointer(place);
    if (!group) throw unusableAt(path, caller, 'group', names.values[place] ?? '');
    if (kept.has(group.no)) continue;
    checkPlain(group, path);
    joined.add(group.no);
  }
  const [no] = await work.users.find({ by: 'id', path: names.path, values: [user.id] }, reach);
  if (no !== user.no)
    throw failureAt('forbidden', names.path, 'out_of_reach', 'You may not change the groups of this user.');
  const leftNos = left.map((group) => group.no);
  await work.groups.regroup(user.no, leftNos, [...joined]);
  return true;
}
