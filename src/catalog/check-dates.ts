import { Failure, failureAt, pointer, type Violation } from '../contract/failure.js';
import { readStart } from './session-day.js';

interface AskedDate {
  readonly startAt: string;
  readonly endAt: string;
}

const noDateTime = 'It is no date or date-time of the calendar.';

interface ReadDate {
  readonly startAt: number;
  readonly endAt: number;
}

/** Dates of an event, in epoch milliseconds, by time; fails `invalid` with the place of every one that cannot be. */
export function checkDates(asked: readonly AskedDate[], zone: string, list = '/dates'): readonly ReadDate[] {
  const { dates, violations } = readDates(asked, zone, list);
  if (violations.length > 0) throw new Failure('invalid', violations[0]?.message ?? '', { violations });
  return dates;
}

/** The same, telling what is wrong. */
export function readDates(
  asked: readonly AskedDate[],
  zone: string,
  list = '/dates',
): { readonly dates: readonly ReadDate[]; readonly violations: readonly Violation[] } {
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
  return { dates: dates.sort((a, b) => a.startAt - b.startAt || a.endAt - b.endAt), violations };
}

/** When an event closes; undefined where that is not said, null where never. */
export function checkClosing(closingAt: string | null | undefined, zone: string): number | null | undefined {
  const read = readClosing(closingAt, zone);
  const [wrong] = read.violations;
  if (wrong) throw failureAt('invalid', wrong.path, wrong.rule, wrong.message);
  return read.closingAt;
}

/** The same, telling what is wrong. */
export function readClosing(
  closingAt: string | null | undefined,
  zone: string,
): { readonly closingAt: number | null | undefined; readonly violations: readonly Violation[] } {
  if (closingAt === undefined || closingAt === null) return { closingAt, violations: [] };
  const instant = readStart(closingAt, zone);
  const wrong = { path: '/closingAt', rule: 'date_time', message: noDateTime };
  return { closingAt: instant, violations: instant === undefined ? [wrong] : [] };
}

export const moreNeededThanFit = 'minRegistrations must not be more than maxRegistrations.';

/** Fails `invalid` where more are needed than can be enrolled; `said` is the number that was said. */
export function checkNumbers(
  min: number | null,
  max: number | null,
  said: '/minRegistrations' | '/maxRegistrations',
): void {
  if (min === null || max === null || min <= max) return;
  throw failureAt('invalid', said, 'order', moreNeededThanFit);
}
