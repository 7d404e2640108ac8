import { failureAt } from '../contract/failure.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { versioned } from '../contract/version.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { deepestDepartment, depthOf } from './department-tree.js';
import { checkDepartmentRef, findParent, viewDepartment } from './find-department.js';

/** Adds a department below another one within reach. */
export async function addDepartment(
  work: Work,
  caller: Caller,
  input: InputOf<'addDepartment'>,
): Promise<OutputOf<'addDepartment'>> {
  const reach = authorize(caller, 'department.create');
  await work.organization.lock();
  const parent = await findParent(work, caller, reach, input);
  if (!parent) throw new Error('the input has been checked to name a department above');
  if (depthOf(parent.node.path) >= deepestDepartment)
    throw failureAt(
      'invalid',
      parent.path,
      'depth',
      `Departments would be more than ${deepestDepartment} deep.`,
    );
  const id = work.newId('department');
  await checkDepartmentRef(work, input.ref, id);
  await work.departments.add(id, { name: input.name, ref: input.ref, code: input.code }, parent.node);
  await work.events.note({ departmentId: id, parentId: parent.node.id });
  return versioned(await viewDepartment(work, caller, id, reach));
}
