import { noSuch } from '../contract/no-such.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { departmentNames } from '../contract/selection.js';
import { versioned } from '../contract/version.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/** One department; what the caller may not see is absent. */
export async function getDepartment(
  work: Work,
  caller: Caller,
  input: InputOf<'getDepartment'>,
): Promise<OutputOf<'getDepartment'>> {
  const reach = authorize(caller, 'department.read');
  const names = departmentNames(input);
  const department = names && (await work.departments.get(names, reach));
  if (!department) throw noSuch('department', names);
  return versioned(department);
}
