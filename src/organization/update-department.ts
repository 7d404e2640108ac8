import { failureAt } from '../contract/failure.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { checkVersion, versioned } from '../contract/version.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { checkDepartmentRef, findDepartment, findParent, viewDepartment } from './find-department.js';
import { moveDepartmentsBelow } from './move-departments-below.js';

/** Renames a department, or moves it with everything below. */
export async function updateDepartment(
  work: Work,
  caller: Caller,
  input: InputOf<'updateDepartment'>,
): Promise<OutputOf<'updateDepartment'>> {
  const reach = authorize(caller, 'department.update');
  await work.organization.lock();
  const node = await findDepartment(work, reach, input);
  const before = await viewDepartment(work, caller, node.id, reach);
  checkVersion(input.ifVersion, before);
  const parent = await findParent(work, caller, reach, input);
  await checkDepartmentRef(work, input.ref, node.id);

  const asked = { name: input.name, ref: input.ref, code: input.code };
  const changed = (['name', 'ref', 'code'] as const).filter(
    (field) => asked[field] !== undefined && asked[field] !== before[field],
  );
  if (changed.length > 0) await work.departments.change(node.no, asked);
  const moves = parent && parent.node.no !== node.parentNo;
  if (moves) {
    if (reach.departments.includes(node.path)) {
      const message = 'It is the topmost department that you may act on: you cannot move it.';
      throw failureAt('forbidden', parent.path, 'topmost', message);
    }
    await moveDepartmentsBelow(work, parent.node, [node], () => parent.path);
  }
  const parentId = moves ? parent.node.id : undefined;
  if (changed.length > 0 || moves) await work.events.note({ departmentId: node.id, changed, parentId });
  return versioned(await viewDepartment(work, caller, node.id, reach));
}
