/** How far somebody is in an activity, as reported. */
export interface ProgressReport {
  readonly userNo: number;
  readonly activityNo: number;
  /** Per cent, 0 to 100. */
  readonly percent: number;
  /** Epoch milliseconds; only with 100 per cent. */
  readonly completedAt: number | null;
}

/** Pairs of user and activity. */
type Pairs = readonly Pick<ProgressReport, 'userNo' | 'activityNo'>[];

/** How far people are, as other systems report it. */
export interface ProgressReports {
  /** What is known of these pairs, by `user activity`. */
  find(pairs: Pairs): Promise<ReadonlyMap<string, ProgressReport>>;
  /** Which of these pairs are, or were, enrolled in whatever role, by `user activity`. */
  enrolled(pairs: Pairs): Promise<ReadonlySet<string>>;
  /** Writes these reports, over what was known of the same pairs. */
  write(reports: readonly ProgressReport[], at: number): Promise<void>;
}
