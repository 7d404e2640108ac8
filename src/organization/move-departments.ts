import { type Failure, failureAt, pointer } from '../contract/failure.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Names } from '../contract/selection.js';
import { settleFailures } from '../enrollment/failed.js';
import { authorize, unusableAt } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import type { DepartmentNode } from './departments.js';
import { findParent } from './find-department.js';
import { moveDepartmentsBelow } from './move-departments-below.js';

/** Puts departments below another one, all or none. */
export async function moveDepartments(
  work: Work,
  caller: Caller,
  input: InputOf<'moveDepartments'>,
): Promise<OutputOf<'moveDepartments'>> {
  const reach = authorize(caller, 'department.update');
  await work.organization.lock();
  const names: Names = input.departmentIds
    ? { by: 'id', path: '/departmentIds', values: input.departmentIds }
    : { by: 'ref', path: '/departmentRefs', values: input.departmentRefs ?? [] };
  const parent = await findParent(work, caller, reach, input);
  if (!parent) throw new Error('the input has been checked to name a department above');

  const found = new Map<number, { readonly node: DepartmentNode; readonly path: string }>();
  const failures: Failure[] = [];
  for (const [place, node] of (await work.departments.find(names, reach)).entries()) {
    const path = names.path + pointer(place);
    if (!node) failures.push(unusableAt(path, caller, 'department', names.values[place] ?? ''));
    else if (!found.has(node.no)) found.set(node.no, { node, path });
  }
  const elsewhere = [...found.values()].filter(({ node }) => node.parentNo !== parent.node.no);
  for (const { node, path } of elsewhere) {
    if (reach.departments.includes(node.path)) {
      const message = 'It is the topmost department that you may act on: you cannot move it.';
      failures.push(failureAt('forbidden', path, 'topmost', message));
    }
  }
  settleFailures(
    failures.flatMap(({ code, violations }) => violations.map((violation) => ({ code, ...violation }))),
    'atomic',
  );
  if (elsewhere.length > 0) {
    const nodes = elsewhere.map(({ node }) => node);
    await moveDepartmentsBelow(work, parent.node, nodes, (no) => found.get(no)?.path ?? parent.path);
    const departmentIds = nodes.slice(0, 100).map((node) => node.id);
    await work.events.note({ departmentIds, moved: nodes.length, parentId: parent.node.id });
  }
  return { summary: { moved: elsewhere.length, unchanged: found.size - elsewhere.length } };
}
