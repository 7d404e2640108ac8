import type { OutputOf } from '../contract/operations.js';
import type { Page } from '../contract/page.js';
import type { Names } from '../contract/selection.js';
import type { Reach } from '../permission/reach.js';

export type DepartmentView = OutputOf<'listDepartments'>['items'][number];

export interface DepartmentFilter {
  readonly search: string | undefined;
  readonly code: string | undefined;
  readonly parent: Names | undefined;
}

/** A department as a place in the tree. */
export interface DepartmentNode {
  readonly no: number;
  readonly id: string;
  /** Null for the root. */
  readonly parentNo: number | null;
  readonly path: string;
}

/** What can be said of a department; what is undefined stays. */
export interface DepartmentFields {
  readonly name: string | undefined;
  readonly ref: string | null | undefined;
  readonly code: string | null | undefined;
}

/**
 * The one tree of departments. A path is the numbers from the root down, `/1/5/`, and begins those below. Whoever
 * changes the tree has locked the organisation, so that it stays as they found it until they are done.
 */
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
  /** The places of the departments named, in their order; undefined where none of that name is within reach. */
  find(names: Names, reach: Reach): Promise<readonly (DepartmentNode | undefined)[]>;
  /** The departments with these paths and everything below, each once. */
  below(paths: readonly string[]): Promise<readonly DepartmentNode[]>;
  /** Whether another department than the one with this id has the ref. */
  isTaken(ref: string, exceptId: string): Promise<boolean>;
  /** Adds a department below another one; where one with this id is there already it stays. */
  add(
    id: string,
    fields: DepartmentFields & { readonly name: string },
    parent: DepartmentNode,
  ): Promise<void>;
  change(no: number, fields: DepartmentFields): Promise<void>;
  /** Puts departments where these nodes say. */
  place(nodes: readonly DepartmentNode[]): Promise<void>;
  /** What the department has that keeps it: people who are not deleted, and departments directly below. */
  contents(no: number): Promise<{ readonly people: number; readonly departments: number }>;
  /** Removes a department that has nothing of that; deleted people go to the one above, roles over it lose it. */
  remove(node: DepartmentNode): Promise<void>;
}
