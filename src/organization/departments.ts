import type { OutputOf } from '../contract/operations.js';
import type { Page } from '../contract/page.js';
import type { Names } from '../contract/selection.js';
import type { Reach } from '../permission/reach.js';

export type DepartmentView = OutputOf<'listDepartments'>['items'][number];

export interface DepartmentFilter {
  readonly search: string | undefined;
  readonly parent: Names | undefined;
}

/** The one tree of departments. A path is the numbers from the root down, `/1/5/`, and begins those below. */
export interface Departments {
  get(names: Names, reach: Reach): Promise<DepartmentView | undefined>;
  list(
    filter: DepartmentFilter,
    reach: Reach,
    limit: number,
    cursor: string | undefined,
  ): Promise<Page<DepartmentView>>;
  /** The path of the department named, if there is one. */
  path(names: Names): Promise<string | undefined>;
}
