import type { InputOf, OutputOf } from '../contract/operations.js';
import { pageSize } from '../contract/page.js';
import type { Names } from '../contract/selection.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/** Members, or managers, of groups that the caller sees, as far as the caller reaches, page by page. */
export async function listGroupPeople(
  work: Work,
  caller: Caller,
  input: InputOf<'listGroupPeople'>,
): Promise<OutputOf<'listGroupPeople'>> {
  const reach = authorize(caller, 'group.read');
  const { groupIds, groupRefs, as = 'member', perGroup, limit = pageSize.usual, cursor } = input;
  const names: Names | undefined = groupIds
    ? { by: 'id', path: '/groupIds', values: groupIds }
    : groupRefs && { by: 'ref', path: '/groupRefs', values: groupRefs };
  const groups = names && (await work.groups.find(names, reach));
  const groupNos = groups?.flatMap((group) => (group ? [group.no] : []));
  const page = await work.groups.listPeople({ groupNos, as, perGroup }, reach, limit, cursor);
  const { totals, ...answer } = page;
  return {
    ...answer,
    ...(perGroup !== undefined && { totals: [...totals].map(([groupId, total]) => ({ groupId, total })) }),
  };
}
