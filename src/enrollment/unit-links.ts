import type { Page } from '../contract/page.js';
import type { Reach } from '../permission/reach.js';

/** A unit and a training whose participants its members are. */
export interface UnitLink {
  readonly trainingId: string;
  readonly groupId: string;
  readonly groupRef: string | null;
  readonly name: string;
}

/** What members of units take part in. Grants follow by `Grants.follow`. */
export interface UnitLinks {
  /**
   * Keeps memberships and links as they are until the transaction ends: whoever changes one of either waits. To be
   * called before links change.
   */
  hold(): Promise<void>;
  /** Links units to an activity; those linked before stay. Answers how many were not. */
  add(activityNo: number, unitNos: readonly number[]): Promise<number>;
  /** Answers how many were linked. */
  remove(activityNo: number, unitNos: readonly number[]): Promise<number>;
  /** Takes away all links of a unit, and answers the activities. */
  removeAll(unitNo: number): Promise<readonly number[]>;
  /** Links of these activities, or of all, with the units that the caller sees, by activity and unit. */
  list(
    activityNos: readonly number[] | undefined,
    reach: Reach,
    limit: number,
    cursor: string | undefined,
  ): Promise<Page<UnitLink>>;
}
