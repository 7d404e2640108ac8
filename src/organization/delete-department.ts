import { failureAt } from '../contract/failure.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { criteriaOf } from '../contract/rule.js';
import { departmentNames } from '../contract/selection.js';
import { checkVersion } from '../contract/version.js';
import { followSources } from '../enrollment/follow-sources.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { findDepartment, viewDepartment } from './find-department.js';

/** Deletes a department that nothing needs any more. */
export async function deleteDepartment(
  work: Work,
  caller: Caller,
  input: InputOf<'deleteDepartment'>,
): Promise<OutputOf<'deleteDepartment'>> {
  const reach = authorize(caller, 'department.delete');
  await work.organization.lock();
  const node = await findDepartment(work, reach, input);
  checkVersion(input.ifVersion, await viewDepartment(work, caller, node.id, reach));
  const path = departmentNames(input)?.path ?? '';
  const conflict = (rule: string, message: string) => failureAt('conflict', path, rule, message);
  if (node.parentNo === null) throw conflict('root', 'It is the root: it cannot be deleted.');
  const { people, departments } = await work.departments.contents(node.no);
  if (people + departments > 0)
    throw conflict('not_empty', `It has ${people} people and ${departments} departments below.`);
  const naming = (await work.groups.smart()).find(({ rule }) =>
    criteriaOf(rule).some((one) => one.criterion === 'department' && one.departmentId === node.id),
  );
  if (naming) throw conflict('in_rule', `The rule of the SMART group ${naming.id} names it.`);
  await work.unitLinks.hold();
  const { unitNos, activityNos } = await work.links.forgetDepartment(node.no);
  if (unitNos.length > 0) await followSources(work, { kind: 'unit', nos: unitNos, unlinked: activityNos });
  await work.departments.remove(node);
  await work.events.note({ departmentId: node.id });
  return { departmentId: node.id };
}
