import { failureAt } from '../contract/failure.js';
import { type AskedOwnPolicy, isInCalendar, notInCalendar } from '../enrollment/own-policy.js';

/** Fails `invalid` where the due date of a policy that is asked for is no day of the calendar. */
export function checkOwnPolicy(asked: AskedOwnPolicy | null | undefined, zone: string): void {
  if (asked && !isInCalendar(asked, zone))
    throw failureAt('invalid', '/dueDatePolicy/dueDate', 'date', notInCalendar);
}
