import { Failure, failureAt, pointer, type Violation } from '../contract/failure.js';
import { readStart } from './session-day.js';

interface AskedDate {
  readonly startAt: string;
  readonly endAt: string;
}

const noDateTime = 'It is no date or date-time of the calendar.';

/** Dates of an event, in epoch milliseconds, by time; fails `invalid` with the place of every one that cannot be. */
export function checkDates(asked: readonly AskedDate[], zone: string, list = '/dates') {
  const violations: Violation[] = [];
  const seen = new Set<string>();
  const dates = asked.map(({ startAt, endAt }, place) => {
    const path = list === '' ? '' : list + pointer(place);
    const start = readStart(startAt, zone);
    const end = readStart(endAt, zone);
    if (start === undefined)
      violations.push({ path: `${path}/startAt`, rule: 'date_time', message: noDateTime });
    if (end === undefined) violations.push({ path: `${path}/endAt`, rule: 'date_time', message: noDateTime });
    if (start !== undefined && end !== undefined && end <= start)
      violations.push({ path: `${path}/endAt`, rule: 'order', message: 'It must end after it begins.' });
    const key = `${start} ${end}`;
    if (start !== undefined && seen.has(key))
      violations.push({ path, rule: 'duplicate', message: 'The same date is there already.' });
    seen.add(key);
    return { startAt: start ?? 0, endAt: end ?? 0 };
  });
  if (violations.length > 0) throw new Failure('invalid', violations[0]?.message ?? '', { violations });
  return dates.sort((a, b) => a.startAt - b.startAt || a.endAt - b.endAt);
}

/** When an event closes; undefined where that is not said, null where never. */
export function checkClosing(closingAt: string | null | undefined, zone: string): number | null | undefined {
  if (closingAt === undefined || closingAt === null) return closingAt;
  const instant = readStart(closingAt, zone);
  if (instant === undefined) throw failureAt('invalid', '/closingAt', 'date_time', noDateTime);
  return instant;
}

/** Fails `invalid` where more are needed than can be enrolled; `said` is the number that was said. */
export function checkNumbers(
  min: number | null,
  max: number | null,
  said: '/minRegistrations' | '/maxRegistrations',
): void {
  if (min === null || max === null || min <= max) return;
  throw failureAt('invalid', said, 'order', 'minRegistrations must not be more than maxRegistrations.');
}
