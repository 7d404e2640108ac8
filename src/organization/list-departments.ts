import type { InputOf, OutputOf } from '../contract/operations.js';
import { pageSize } from '../contract/page.js';
import { departmentNames } from '../contract/selection.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/** The departments that the caller may see, page by page. */
export async function listDepartments(
  work: Work,
  caller: Caller,
  input: InputOf<'listDepartments'>,
): Promise<OutputOf<'listDepartments'>> {
  const reach = authorize(caller, 'department.read');
  const parent = departmentNames({ departmentId: input.parentId, departmentRef: input.parentRef });
  return await work.departments.list(
    { search: input.search, parent },
    reach,
    input.limit ?? pageSize.usual,
    input.cursor,
  );
}
