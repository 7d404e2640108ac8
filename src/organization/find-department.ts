import { failureAt } from '../contract/failure.js';
import { noSuch } from '../contract/no-such.js';
import { departmentNames, type Names, parentNames } from '../contract/selection.js';
import { reachIfAny, unusableAt } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Reach } from '../permission/reach.js';
import type { Work } from '../work.js';
import type { DepartmentNode, DepartmentView } from './departments.js';

/** The department that is addressed; fails `absent` where there is none of this name within reach. */
export async function findDepartment(
  work: Work,
  reach: Reach,
  input: Parameters<typeof departmentNames>[0],
): Promise<DepartmentNode> {
  const names = departmentNames(input);
  const [node] = names ? await work.departments.find(names, reach) : [];
  if (!node) throw noSuch('department', names);
  return node;
}

/** The department that the input of a write names, if it names one; fails at its place where it cannot be used. */
export async function findNamedDepartment(
  work: Pick<Work, 'departments'>,
  caller: Caller,
  reach: Reach,
  names: Names | undefined,
): Promise<DepartmentNode | undefined> {
  if (!names) return undefined;
  const [node] = await work.departments.find(names, reach);
  if (!node) throw unusableAt(names.path, caller, 'department', names.values[0] ?? '');
  return node;
}

/** The same for the department above. */
export async function findParent(
  work: Work,
  caller: Caller,
  reach: Reach,
  input: Parameters<typeof parentNames>[0],
): Promise<{ readonly node: DepartmentNode; readonly path: string } | undefined> {
  const names = parentNames(input);
  const node = await findNamedDepartment(work, caller, reach, names);
  return node && names && { node, path: names.path };
}

/** Fails `conflict` where another department has this ref. */
export async function checkDepartmentRef(
  work: Work,
  ref: string | null | undefined,
  exceptId: string,
): Promise<void> {
  if (typeof ref === 'string' && (await work.departments.isTaken(ref, exceptId)))
    throw failureAt('conflict', '/ref', 'taken', 'Another department has this ref.');
}

/** A department as the caller reads it, or, where they may only write, as far as they may. */
export async function viewDepartment(
  work: Work,
  caller: Caller,
  id: string,
  reach: Reach,
): Promise<DepartmentView> {
  const names: Names = { by: 'id', path: '/departmentId', values: [id] };
  const toRead = reachIfAny(caller, 'department.read');
  const view = toRead && (await work.departments.get(names, toRead));
  const shown = view ?? (await work.departments.get(names, reach));
  if (!shown) throw new Error('a department that was found is not there');
  return shown;
}
