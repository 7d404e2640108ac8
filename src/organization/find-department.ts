import { Failure, failureAt } from '../contract/failure.js';
import { departmentNames, type Names, parentNames } from '../contract/selection.js';
import { quoted } from '../enrollment/find-named.js';
import { isAccountWide, reachIfAny } from '../permission/authorize.js';
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
  if (!node) throw new Failure('absent', 'There is no such department.');
  return node;
}

/** The department above that the input names, if it names one; fails where it cannot be used. */
export async function findParent(
  work: Work,
  caller: Caller,
  reach: Reach,
  input: Parameters<typeof parentNames>[0],
): Promise<{ readonly node: DepartmentNode; readonly path: string } | undefined> {
  const names = parentNames(input);
  if (!names) return undefined;
  const [node] = await work.departments.find(names, reach);
  if (!node) throw noDepartment(caller, names, 0, names.path);
  return { node, path: names.path };
}

/** What is said of a department named in the input that the caller cannot use. */
export function noDepartment(caller: Caller, names: Names, place: number, path: string): Failure {
  return isAccountWide(caller)
    ? failureAt('invalid', path, 'unknown', `There is no department ${quoted(names.values[place] ?? '')}.`)
    : failureAt(
        'forbidden',
        path,
        'out_of_reach',
        'You may not act on this department, or there is none of this name.',
      );
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
