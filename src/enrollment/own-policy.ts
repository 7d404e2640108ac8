import { readLocalDay } from './instant.js';
import type { OwnPolicy } from './terms.js';

/** A course's own policy as it comes in. */
export type AskedOwnPolicy =
  | { readonly type: 'unlimited'; readonly lockAfterDueDate?: boolean | undefined }
  | { readonly type: 'due_date'; readonly dueDate: string; readonly lockAfterDueDate?: boolean | undefined }
  | {
      readonly type: 'due_period';
      readonly duePeriod: number;
      readonly lockAfterDueDate?: boolean | undefined;
    };

/** The policy that was asked for; a lock that is not mentioned stays as it was. */
export function ownPolicyFrom(asked: AskedOwnPolicy, before: OwnPolicy | undefined): OwnPolicy {
  const lockAfterDueDate = asked.lockAfterDueDate ?? before?.lockAfterDueDate ?? false;
  if (asked.type === 'due_date') return { type: asked.type, dueDate: asked.dueDate, lockAfterDueDate };
  if (asked.type === 'due_period') return { type: asked.type, duePeriod: asked.duePeriod, lockAfterDueDate };
  return { type: asked.type, lockAfterDueDate };
}

/** Whether the due date of a policy is a day of the calendar. */
export function isInCalendar(asked: AskedOwnPolicy, zone: string): boolean {
  return asked.type !== 'due_date' || readLocalDay(asked.dueDate, zone) !== undefined;
}

export const notInCalendar = 'It is no day of the calendar between 1900 and 9999.';
