import type { Violation } from '../contract/failure.js';
import { endOfLocalDay, readDateTime, readLocalDay } from '../enrollment/instant.js';

/** Both ends as they come in. */
export interface AskedEnds {
  readonly accessibleFrom?: string | null | undefined;
  readonly accessibleUntil?: string | null | undefined;
}

/** Both ends of the time in which a training can be started, as far as they were said; epoch milliseconds. */
export interface AskedWindow {
  readonly accessibleFrom: number | null | undefined;
  readonly accessibleUntil: number | null | undefined;
}

export const endsBeforeItBegins = 'accessibleUntil must not be before accessibleFrom.';

/**
 * Reads both ends: an instant, or a day of the account's calendar, from its beginning and until its last second; and
 * tells of each that is none.
 */
export function readWindow(
  { accessibleFrom, accessibleUntil }: AskedEnds,
  zone: string,
): AskedWindow & { readonly violations: readonly Violation[] } {
  const violations: Violation[] = [];
  const read = (
    text: string | null | undefined,
    path: string,
    whole: (text: string) => number | undefined,
  ) => {
    if (text === undefined || text === null) return text;
    const instant = whole(text);
    if (instant === undefined)
      violations.push({ path, rule: 'date_time', message: 'It is no date or date-time of the calendar.' });
    return instant === undefined ? undefined : Math.floor(instant / 1_000) * 1_000;
  };
  const from = read(accessibleFrom, '/accessibleFrom', (text) => readDateTime(text, zone));
  const until = read(accessibleUntil, '/accessibleUntil', (text) => {
    const day = text.length === 10 ? readLocalDay(text, zone) : undefined;
    return day === undefined ? readDateTime(text, zone) : endOfLocalDay(day, zone);
  });
  return { accessibleFrom: from, accessibleUntil: until, violations };
}
