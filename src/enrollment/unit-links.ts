import type { GroupKind } from '../contract/group-kind.js';
import type { Page } from '../contract/page.js';
import type { Reach } from '../permission/reach.js';

/** A group and a training whose participants its members are. */
export interface UnitLink {
  readonly trainingId: string;
  readonly groupId: string;
  readonly groupRef: string | null;
  readonly name: string;
  readonly kind: GroupKind;
  readonly editable: boolean;
  readonly enableChat: boolean;
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
  /** Links of these trainings, or of all, with the groups that the caller sees, by training and group. */
  list(
    activityNos: readonly number[] | undefined,
    reach: Reach,
    limit: number,
    cursor: string | undefined,
  ): Promise<Page<UnitLink>>;
}
