import { endOfLocalDay, lastInstant, readDateTime, readLocalDay } from './instant.js';

const HOUR = 3_600_000;
const LONGEST_PERIOD = 1_000_000;

export type DueDatePolicy = 'unlimited' | 'default' | 'due_date' | 'due_period';

/** What a caller asked for; their types were checked before, their texts are judged by `readTerms`. */
export interface AskedTerms {
  /** A date-time or a date; a number is an instant that is already known (epoch ms). Omitted: now. */
  readonly accessDate?: string | number;
  readonly dueDateType: DueDatePolicy;
  /** A date, or a date-time of which the local day counts. Belongs to due_date. */
  readonly dueDate?: string;
  /** Hours elapsed from the access date, 1 to 1,000,000. Belongs to due_period. */
  readonly duePeriod?: number;
  /** Belongs to due_date and due_period. Omitted: false. */
  readonly lockAfterDueDate?: boolean;
}

/** A course's own policy, taken by `default`. The due date is `YYYY-MM-DD` and exists in the calendar. */
export type OwnPolicy =
  | { readonly type: 'unlimited'; readonly lockAfterDueDate: boolean }
  | { readonly type: 'due_date'; readonly dueDate: string; readonly lockAfterDueDate: boolean }
  | { readonly type: 'due_period'; readonly duePeriod: number; readonly lockAfterDueDate: boolean };

/** What was decided, and beside it what was asked: null where a field was omitted or does not belong. */
export interface Terms {
  /** Epoch ms. */
  readonly accessAt: number;
  /** The last second of the time to learn, inclusive, epoch ms; null: unlimited. It may precede `accessAt`. */
  readonly dueAt: number | null;
  /** False whenever there is no due date. */
  readonly lockAfterDueDate: boolean;
  readonly asked: {
    readonly dueDateType: DueDatePolicy;
    /** `YYYY-MM-DD` */
    readonly dueDate: string | null;
    readonly duePeriod: number | null;
    readonly lockAfterDueDate: boolean | null;
  };
}

/** A field that cannot be taken: its JSON pointer, the broken rule and a sentence. */
export interface TermsViolation {
  readonly path: '/accessDate' | '/dueDate' | '/duePeriod';
  readonly rule: 'date_time' | 'date' | 'required' | 'range';
  readonly message: string;
}

/** Asked terms that are in order, as far as they go without a course. */
export interface AskedReading {
  readonly accessAt: number;
  /** Null under unlimited, and under `default`, where the course decides. */
  readonly dueAt: number | null;
  readonly asked: Terms['asked'];
  readonly zone: string;
}

/**
 * Judges what was asked, in the time zone of the account, once for all learners and courses. An array holds every
 * violation (`Array.isArray` tells). Fields that do not belong to the policy are not even read; a due date in the
 * past or before the access date is accepted.
 */
export function readTerms(asked: AskedTerms, now: number, zone: string): AskedReading | TermsViolation[] {
  const violations: TermsViolation[] = [];
  const accessAt = readAccess(asked.accessDate ?? now, zone);
  if (accessAt === undefined) violations.push(noAccessDate);
  const due = readDue(asked, accessAt ?? now, zone);
  if ('rule' in due) violations.push(due);
  if (accessAt === undefined || 'rule' in due) return violations;
  const locks = asked.dueDateType === 'due_date' || asked.dueDateType === 'due_period';
  const { dueAt, dueDate, duePeriod } = due;
  const lockAfterDueDate = locks ? (asked.lockAfterDueDate ?? null) : null;
  return {
    accessAt,
    dueAt,
    asked: { dueDateType: asked.dueDateType, dueDate, duePeriod, lockAfterDueDate },
    zone,
  };
}

/** What is asked for where nobody says anything: open from now on, under the policy of the activity itself. */
export function ownTermsFrom(now: number, zone: string): AskedReading {
  const asked = { dueDateType: 'default', dueDate: null, duePeriod: null, lockAfterDueDate: null } as const;
  return { accessAt: now, dueAt: null, asked, zone };
}

/**
 * Decides for one course: `default` takes its own policy and lock as they are at this moment, none being unlimited.
 * An own period that would pass the year 9999 ends with it. An own due date that is not in the calendar throws.
 */
export function decideTerms(reading: AskedReading, own: OwnPolicy | undefined): Terms {
  const { accessAt, asked } = reading;
  const byCourse = asked.dueDateType === 'default';
  const dueAt = byCourse ? ownDueAt(own, accessAt, reading.zone) : reading.dueAt;
  const lock = byCourse ? own?.lockAfterDueDate : asked.lockAfterDueDate;
  return { accessAt, dueAt, lockAfterDueDate: dueAt !== null && lock === true, asked };
}

/** Whether the time to learn is over: not during the due second itself, but from the next one on. */
export function isOverdue({ dueAt }: Pick<Terms, 'dueAt'>, now: number): boolean {
  return dueAt !== null && now >= dueAt + 1_000;
}

/** Whether the course is closed for the learner, since it is overdue. */
export function isLocked(terms: Pick<Terms, 'dueAt' | 'lockAfterDueDate'>, now: number): boolean {
  return terms.lockAfterDueDate && isOverdue(terms, now);
}

/**
 * What terms are asked for when a change names only some fields: the others stay as they were asked, the access date
 * as the instant that it was. A kept period runs from a changed access date; a kept `default` takes the course's
 * policy anew. Fields that do not belong to the policy that results are dropped, of the change too; the lock belongs
 * to due_date and due_period alike, and survives a change from one to the other.
 */
export function mergeTerms(
  current: Pick<Terms, 'accessAt' | 'asked'>,
  patch: Partial<AskedTerms>,
): AskedTerms {
  const dueDateType = patch.dueDateType ?? current.asked.dueDateType;
  const accessDate = patch.accessDate ?? current.accessAt;
  if (dueDateType === 'unlimited' || dueDateType === 'default') return { accessDate, dueDateType };
  const lock = patch.lockAfterDueDate ?? current.asked.lockAfterDueDate;
  const common = { accessDate, dueDateType, ...(lock !== null && { lockAfterDueDate: lock }) };
  if (dueDateType === 'due_date') {
    const dueDate = patch.dueDate ?? current.asked.dueDate;
    return { ...common, ...(dueDate !== null && { dueDate }) };
  }
  const duePeriod = patch.duePeriod ?? current.asked.duePeriod;
  return { ...common, ...(duePeriod !== null && { duePeriod }) };
}

const FORM = 'YYYY-MM-DD, or YYYY-MM-DD HH:MM:SS with an optional offset, in the calendar, from 1900 to 9999';
const noAccessDate = {
  path: '/accessDate',
  rule: 'date_time',
  message: `accessDate must be ${FORM}`,
} as const;
const noDueDate = { path: '/dueDate', rule: 'date', message: `dueDate must be ${FORM}` } as const;

function readAccess(accessDate: string | number, zone: string): number | undefined {
  return typeof accessDate === 'number' ? accessDate : readDateTime(accessDate, zone);
}

type Due = Pick<AskedReading, 'dueAt'> & Pick<Terms['asked'], 'dueDate' | 'duePeriod'>;

function readDue(asked: AskedTerms, accessAt: number, zone: string): Due | TermsViolation {
  if (asked.dueDateType === 'due_date') return readDueDate(asked.dueDate, zone);
  if (asked.dueDateType === 'due_period') return readDuePeriod(asked.duePeriod, accessAt, zone);
  return { dueAt: null, dueDate: null, duePeriod: null };
}

function readDueDate(dueDate: string | undefined, zone: string): Due | TermsViolation {
  if (dueDate === undefined) return missing('/dueDate', 'dueDate', 'due_date');
  const day = readLocalDay(dueDate, zone);
  return day === undefined ? noDueDate : { dueAt: endOfLocalDay(day, zone), dueDate: day, duePeriod: null };
}

function readDuePeriod(duePeriod: number | undefined, accessAt: number, zone: string): Due | TermsViolation {
  if (duePeriod === undefined) return missing('/duePeriod', 'duePeriod', 'due_period');
  if (!Number.isInteger(duePeriod) || duePeriod < 1 || duePeriod > LONGEST_PERIOD)
    return outOfRange(`duePeriod must be a whole number of hours from 1 to ${LONGEST_PERIOD}`);
  const dueAt = accessAt + duePeriod * HOUR;
  if (dueAt > lastInstant(zone)) return outOfRange('duePeriod must end within the year 9999');
  return { dueAt, dueDate: null, duePeriod };
}

function ownDueAt(own: OwnPolicy | undefined, accessAt: number, zone: string): number | null {
  if (own === undefined || own.type === 'unlimited') return null;
  if (own.type === 'due_period') return Math.min(accessAt + own.duePeriod * HOUR, lastInstant(zone));
  const day = readLocalDay(own.dueDate, zone);
  if (day === undefined) throw new RangeError(`a course has '${own.dueDate}' as its own due date`);
  return endOfLocalDay(day, zone);
}

function missing(path: '/dueDate' | '/duePeriod', field: string, policy: DueDatePolicy): TermsViolation {
  return { path, rule: 'required', message: `${field} is required with dueDateType ${policy}` };
}

function outOfRange(message: string): TermsViolation {
  return { path: '/duePeriod', rule: 'range', message };
}
