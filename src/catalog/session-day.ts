import { pointer, type Violation } from '../contract/failure.js';
import { readDateTime } from '../enrollment/instant.js';
import type { DayState } from './training-sessions.js';

/** A day as it comes in. */
export interface AskedDay {
  /** One that another system gave it. */
  readonly id?: string | undefined;
  readonly startAt: string;
  readonly duration: number;
  readonly place?: string | null | undefined;
  readonly url?: string | null | undefined;
}

/** A day whose beginning has been understood. */
export type PlannedDay = Omit<DayState, 'no' | 'id'> & { readonly id?: string | undefined };

/** When a day begins, in whole seconds; undefined for what is no date-time of the calendar. */
export function readStart(text: string, zone: string): number | undefined {
  const instant = readDateTime(text, zone);
  return instant === undefined ? undefined : Math.floor(instant / 1_000) * 1_000;
}

export const noDateTime = 'It is no date or date-time of the calendar.';
export const overlaps = 'It begins before the day that comes before it has ended.';

/** The days asked for by the time at which they begin, or what is wrong with them. */
export function readDays(
  asked: readonly AskedDay[],
  zone: string,
): readonly PlannedDay[] | { readonly violations: readonly Violation[] } {
  const read = asked.map(({ id, startAt, duration, place = null, url = null }, index) => ({
    index,
    id: id?.toLowerCase(),
    startAt: readStart(startAt, zone),
    duration,
    place,
    url,
  }));
  const violations = read
    .filter(({ startAt }) => startAt === undefined)
    .map(({ index }) => ({
      path: `${pointer('days', index, 'startAt')}`,
      rule: 'date_time',
      message: noDateTime,
    }));
  const ids = read.flatMap(({ id }) => (id === undefined ? [] : [id]));
  for (const { id, index } of read) {
    if (id === undefined || ids.indexOf(id) === ids.lastIndexOf(id)) continue;
    violations.push({
      path: pointer('days', index, 'id'),
      rule: 'duplicate',
      message: 'Two days have this id.',
    });
  }
  if (violations.length > 0) return { violations };
  const days = read
    .map((day) => ({ ...day, startAt: day.startAt ?? 0 }))
    .sort((a, b) => a.startAt - b.startAt || a.index - b.index);
  const early = overlapping(days);
  if (early.length === 0) return days.map(({ index, ...day }) => day);
  return {
    violations: early.map(({ index }) => ({
      path: pointer('days', index),
      rule: 'overlap',
      message: overlaps,
    })),
  };
}

/** Of days by the time at which they begin, those that begin before the one before has ended. */
export function overlapping<D extends Pick<DayState, 'startAt' | 'duration'>>(days: readonly D[]): D[] {
  return days.filter((day, place) => {
    const before = days[place - 1];
    return before !== undefined && day.startAt < before.startAt + before.duration * 1_000;
  });
}

/**
 * The days that a session gets: one that has the id of one that was, or else begins as one did, is that day still; others
 * are new.
 */
export function recogniseDays(
  before: readonly DayState[],
  planned: readonly PlannedDay[],
  newId: () => string,
): DayState[] {
  const byId = new Map(before.map((day) => [day.id, day]));
  const named = new Set(planned.flatMap(({ id }) => (id === undefined ? [] : [id])));
  const byStart = new Map(before.flatMap((day) => (named.has(day.id) ? [] : [[day.startAt, day]])));
  return planned.map(({ id, startAt, duration, place, url }) => {
    const same = (id === undefined ? undefined : byId.get(id)) ?? byStart.get(startAt);
    return { no: same?.no ?? 0, id: same?.id ?? id ?? newId(), startAt, duration, place, url };
  });
}

/** Whether the last day of a session is over. */
export function hasEnded(days: readonly Pick<DayState, 'startAt' | 'duration'>[], now: number): boolean {
  return days.every(({ startAt, duration }) => startAt + duration * 1_000 <= now);
}
