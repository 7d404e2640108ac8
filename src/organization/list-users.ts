import type { InputOf, OutputOf } from '../contract/operations.js';
import { pageSize } from '../contract/page.js';
import { departmentNames } from '../contract/selection.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/** The users that the caller may see, page by page. */
export async function listUsers(
  work: Work,
  caller: Caller,
  input: InputOf<'listUsers'>,
): Promise<OutputOf<'listUsers'>> {
  const reach = authorize(caller, 'user.read');
  const department = departmentNames({
    departmentId: input.departmentIds?.[0],
    departmentRef: input.departmentRefs?.[0],
  });
  const departmentPath = department && (await work.departments.path(department));
  if (department && departmentPath === undefined) return { items: [], nextCursor: null };
  const active = input.status === undefined ? undefined : input.status === 'active';
  const filter = { departmentPath, active, search: input.search };
  return await work.users.list(filter, reach, input.limit ?? pageSize.usual, input.cursor);
}
