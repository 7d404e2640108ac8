import type { Names } from '../contract/selection.js';
import type { OwnPolicy } from '../enrollment/terms.js';
import { live } from './grant-row.js';
import { findNumbers } from './names-lookup.js';
import { type Fragment, raw, type Sql, sql, type Value } from './sql.js';

/** How activities are told apart in the table. */
export const kinds = { course: 0, training: 1 } as const;

/** What courses and trainings share, as selected with `activityColumns`. */
export interface ActivityRow {
  readonly no: number;
  readonly id: Buffer;
  readonly ref: string | null;
  readonly title: string;
  readonly archived: number;
  readonly description: string | null;
  readonly author_no: number | null;
  readonly author_id: Buffer | null;
  readonly added_at: number | null;
}

/** What trainings alone have, as columns of `activities`. */
export interface TrainingColumns {
  readonly training_type: string | null;
  readonly subtitle: string | null;
  readonly estimated_time: string | null;
  readonly accessible_from: number | null;
  readonly accessible_until: number | null;
  readonly show_participants: number;
  readonly show_shared_files: number;
  readonly enable_chat: number;
}

export const activityColumns =
  raw(`a.no, a.id, a.ref, a.title, a.archived, a.description, a.author_no, a.added_at,
  (SELECT u.id FROM users u WHERE u.no = a.author_no) AS author_id`);

export interface OwnPolicyRow {
  readonly own_policy: OwnPolicy['type'] | null;
  readonly own_due_date: string | null;
  readonly own_due_period: number | null;
  readonly own_lock: number;
}

/** What `default` takes, out of its columns. */
export function ownPolicyOf(row: OwnPolicyRow): OwnPolicy | undefined {
  const lockAfterDueDate = row.own_lock === 1;
  if (row.own_policy === 'due_date' && row.own_due_date !== null) {
    return { type: 'due_date', dueDate: row.own_due_date, lockAfterDueDate };
  }
  if (row.own_policy === 'due_period' && row.own_due_period !== null) {
    return { type: 'due_period', duePeriod: row.own_due_period, lockAfterDueDate };
  }
  return row.own_policy === 'unlimited' ? { type: 'unlimited', lockAfterDueDate } : undefined;
}

/** The same policy into its columns. */
export const ownPolicyColumns: readonly (readonly [
  name: keyof OwnPolicyRow,
  value: (policy: OwnPolicy | null) => Value,
])[] = [
  ['own_policy', (policy) => policy?.type ?? null],
  ['own_due_date', (policy) => (policy?.type === 'due_date' ? policy.dueDate : null)],
  ['own_due_period', (policy) => (policy?.type === 'due_period' ? policy.duePeriod : null)],
  ['own_lock', (policy) => Number(policy?.lockAfterDueDate ?? false)],
];

/** The numbers of the activities of one kind named, in the order of the names, 0 where there is none. */
export function activityNumbers(db: Sql, names: Names, kind: number): Promise<number[]> {
  return findNumbers(
    db,
    names,
    'a',
    (named, key) =>
      sql`SELECT a.no, a.id, ${raw(key)} AS ${raw('`key`')} FROM activities a WHERE ${named} AND a.kind = ${kind}`,
  );
}

/** Condition that this learner is enrolled in the course of this number; of everybody, none. */
export function enrolledIn(courseNo: string, userNo: number | undefined): Fragment[] {
  if (userNo === undefined) return [];
  return [
    sql`EXISTS (SELECT 1 FROM grants g
      WHERE g.user_no = ${userNo} AND g.activity_no = ${raw(courseNo)} AND ${live})`,
  ];
}

/**
 * Condition that this learner is in the training of this number, in whatever role, or enrolled in a course that it is
 * inside of; of everybody, none.
 */
export function trainingsOf(trainingNo: string, userNo: number | undefined): Fragment[] {
  if (userNo === undefined) return [];
  return [
    sql`(EXISTS (SELECT 1 FROM grants g WHERE g.user_no = ${userNo} AND g.activity_no = ${raw(trainingNo)} AND ${live})
      OR EXISTS (SELECT 1 FROM course_modules i JOIN grants g ON g.activity_no = i.course_no
        WHERE i.training_no = ${raw(trainingNo)} AND g.user_no = ${userNo} AND ${live}))`,
  ];
}
