import { Failure } from '../contract/failure.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Names } from '../contract/selection.js';
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
  if (!department) throw new Failure('absent', 'There is no such department.');
  return department;
}

/** The department named, if one is. */
export function departmentNames(input: {
  readonly departmentId?: string | undefined;
  readonly departmentRef?: string | undefined;
}): Names | undefined {
  if (input.departmentId !== undefined)
    return { by: 'id', path: '/departmentId', values: [input.departmentId] };
  if (input.departmentRef !== undefined)
    return { by: 'ref', path: '/departmentRef', values: [input.departmentRef] };
  return undefined;
}
