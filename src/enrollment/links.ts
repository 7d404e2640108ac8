import type { Page } from '../contract/page.js';
import type { TrainingRole } from '../contract/training-role.js';
import type { Reach } from '../permission/reach.js';
import type { LinkState, LinkTermsState } from './link.js';

export interface LinkFilter {
  readonly unitNos: readonly number[] | undefined;
  readonly activityNo: number | undefined;
}

export interface LinkKey {
  readonly unitNo: number;
  readonly activityNo: number;
  readonly role: TrainingRole;
}

/**
 * Links of groups, companies, teams, functions and departments to activities, each with its terms. Whoever changes them
 * holds them first (`UnitLinks.hold`). Grants follow by `Grants.follow`.
 */
export interface Links {
  get(linkId: string, reach: Reach): Promise<LinkState | undefined>;
  /** By unit, activity and role. */
  list(filter: LinkFilter, reach: Reach, limit: number, cursor: string | undefined): Promise<Page<LinkState>>;
  /** The id of the link of this unit and activity in this role, if there is one. */
  find(key: LinkKey): Promise<string | undefined>;
  /** Adds one that is not there. */
  add(id: string, key: LinkKey, terms: LinkTermsState): Promise<void>;
  change(key: LinkKey, terms: LinkTermsState): Promise<void>;
  remove(key: LinkKey): Promise<void>;
  /** The unit that stands for a department, with everybody below or alone, made and filled where there is none yet. */
  departmentUnit(departmentNo: number, below: boolean): Promise<number>;
  /** The units that stand for a department. */
  unitsOfDepartment(departmentNo: number): Promise<readonly number[]>;
  /** The departments that units among these stand for, by the number of the unit, as far as they are within reach. */
  departmentsNamed(
    unitNos: readonly number[],
    reach: Reach,
  ): Promise<
    ReadonlyMap<number, { readonly id: string; readonly ref: string | null; readonly name: string }>
  >;
  /** Units of departments among these to which nothing is linked any more have nobody any more. */
  retire(unitNos: readonly number[]): Promise<void>;
  /** Takes away all links of a department that goes, and the units that stand for it; answers the activities. */
  forgetDepartment(
    departmentNo: number,
  ): Promise<{ readonly unitNos: readonly number[]; readonly activityNos: readonly number[] }>;
  /** Whether periods of some link count from this profile field. */
  countsFrom(fieldNo: number): Promise<boolean>;
}
