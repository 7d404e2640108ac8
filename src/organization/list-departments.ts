import type { InputOf, OutputOf } from '../contract/operations.js';
import { pageSize } from '../contract/page.js';
import { parentNames } from '../contract/selection.js';
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
  const parent = parentNames(input);
  return await work.departments.list(
    { search: input.search, code: input.code, parent },
    reach,
    input.limit ?? pageSize.usual,
    input.cursor,
  );
}
