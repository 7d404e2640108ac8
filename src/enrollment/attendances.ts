import type { Page } from '../contract/page.js';
import type { Reach } from '../permission/reach.js';

/** Whether somebody attended a day. */
export interface AttendanceMark {
  readonly userNo: number;
  readonly attended: boolean;
  /** Null: not said. */
  readonly minutes: number | null;
}

export interface AttendanceState extends Omit<AttendanceMark, 'userNo'> {
  readonly userId: string;
  readonly userRef: string | null;
  /** Epoch milliseconds. */
  readonly recordedAt: number;
}

/** Who attended which session day. */
export interface Attendances {
  /** What is recorded of these users on a day. */
  find(dayNo: number, userNos: readonly number[]): Promise<ReadonlyMap<number, AttendanceMark>>;
  /** Writes these marks, over what was recorded of the same users. */
  record(dayNo: number, marks: readonly AttendanceMark[], at: number): Promise<void>;
  /** Those of these days of which anything is recorded. */
  recorded(dayNos: readonly number[]): Promise<ReadonlySet<number>>;
  list(
    dayNo: number,
    reach: Reach,
    limit: number,
    cursor: string | undefined,
  ): Promise<Page<AttendanceState>>;
}
