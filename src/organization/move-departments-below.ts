import { failureAt } from '../contract/failure.js';
import { followSources } from '../enrollment/follow-sources.js';
import type { Work } from '../work.js';
import { movesBelow } from './department-moves.js';
import { deepestDepartment } from './department-tree.js';
import type { DepartmentNode } from './departments.js';

/** Puts departments directly below another one, each with everything below it. `at`: where one is named in the input. */
export async function moveDepartmentsBelow(
  work: Work,
  parent: DepartmentNode,
  departments: readonly DepartmentNode[],
  at: (no: number) => string,
): Promise<void> {
  const nodes = await work.departments.below(departments.map((node) => node.path));
  const moves = movesBelow(parent, new Set(departments.map((node) => node.no)), nodes);
  if ('wrong' in moves) {
    const message =
      moves.wrong === 'cycle'
        ? 'The department would lie below itself.'
        : `Departments would be more than ${deepestDepartment} deep.`;
    throw failureAt('invalid', at(moves.no), moves.wrong, message);
  }
  await work.departments.place(moves.places);
  await work.groups.refreshSmart('everyone');
  await followSources(work, { kind: 'unit' });
}
