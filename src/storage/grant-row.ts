import { type TrainingRole, trainingRoles } from '../contract/training-role.js';
import type { DueDatePolicy, Terms } from '../enrollment/terms.js';
import { type Dialect, type Fragment, raw } from './sql.js';

/** What `ended_at` says while a grant lives: the last millisecond of the year 9999. It ends the key of the table. */
export const LIVE = 253_402_300_799_999;

/** The condition that grants `g` live. */
export const live = raw(`g.ended_at = ${LIVE}`);

/** Roles in an activity, as stored: learners of a course and participants of a training come first. */
export const PARTICIPANT = 0;

/** The number of a role, as stored. */
export function roleNumber(role: TrainingRole): number {
  return trainingRoles.indexOf(role);
}

export function roleNumbers(roles: readonly TrainingRole[]): number[] {
  return [...new Set(roles)].map(roleNumber).sort();
}

export function roleOf(number: number): TrainingRole {
  const role = trainingRoles[number];
  if (!role) throw new RangeError(`no role has the number ${number}`);
  return role;
}

/** The kind of a direct grant, as stored. */
export const DIRECT = 1;

/** Policies as stored. */
export const policies = [
  'unlimited',
  'default',
  'due_date',
  'due_period',
] as const satisfies readonly DueDatePolicy[];

export interface DecisionRow {
  readonly policy: number;
  readonly asked_due_date: string | null;
  readonly asked_due_period: number | null;
  readonly asked_lock: number | null;
  readonly access_at: number;
  readonly due_at: number | null;
  readonly lock_after_due: number;
}

/** Columns of decisions `d` that make terms. */
export const termsColumns = raw(
  'd.policy, d.asked_due_date, d.asked_due_period, d.asked_lock, d.access_at, d.due_at, d.lock_after_due',
);

export function termsOf(row: DecisionRow): Terms {
  return {
    accessAt: row.access_at,
    dueAt: row.due_at,
    lockAfterDueDate: row.lock_after_due === 1,
    asked: {
      dueDateType: policies[row.policy] ?? 'unlimited',
      dueDate: row.asked_due_date,
      duePeriod: row.asked_due_period,
      lockAfterDueDate: row.asked_lock === null ? null : row.asked_lock === 1,
    },
  };
}

/**
 * A column of the decision `wd` (or grant `w`) whose terms hold for enrollments `e` (design rule 6): live grants before
 * ended ones, the last ended first, a direct one before automatic ones, among these the earliest due date, unlimited
 * last.
 */
function winning({ joinInOrder }: Dialect, column: string): Fragment {
  return raw(`(SELECT ${column} FROM grants w ${joinInOrder} decisions wd ON wd.no = w.decision_no
    WHERE w.user_no = e.user_no AND w.activity_no = e.activity_no AND w.role = e.role
    ORDER BY w.ended_at DESC, CASE WHEN w.kind = ${DIRECT} THEN 0 ELSE 1 END,
      CASE WHEN wd.due_at IS NULL THEN 1 ELSE 0 END, wd.due_at, wd.given_at, w.kind, w.source_no
    LIMIT 1)`);
}

/** Whether grants `g` of enrollments `e` are the ones whose terms hold: several of one person may share a decision. */
export function wins(dialect: Dialect): Fragment {
  const [decision, source] = [winning(dialect, 'w.decision_no'), winning(dialect, 'w.source_no')];
  return raw(`g.decision_no = ${decision.text} AND g.source_no = ${source.text}`);
}

export function winningDueAt(dialect: Dialect): Fragment {
  return winning(dialect, 'wd.due_at');
}

/** How many grants of enrollments `e` live; a count, since optimisers turn EXISTS into a join in another order. */
export const liveGrants = raw(`(SELECT COUNT(*) FROM grants l WHERE l.user_no = e.user_no
  AND l.activity_no = e.activity_no AND l.role = e.role AND l.ended_at = ${LIVE})`);
