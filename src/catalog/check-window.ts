import { Failure, type Violation } from '../contract/failure.js';
import { endOfLocalDay, readDateTime, readLocalDay } from '../enrollment/instant.js';

interface Asked {
  readonly accessibleFrom?: string | null | undefined;
  readonly accessibleUntil?: string | null | undefined;
}

/** Both ends of the time in which a training can be started, as far as they were said; epoch milliseconds. */
export interface AskedWindow {
  readonly accessibleFrom: number | null | undefined;
  readonly accessibleUntil: number | null | undefined;
}

/**
 * Reads both ends: an instant, or a day of the account's calendar, from its beginning and until its last second. Fails
 * `invalid` with each that is none.
 */
export function checkWindow({ accessibleFrom, accessibleUntil }: Asked, zone: string): AskedWindow {
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
  if (violations.length > 0) throw new Failure('invalid', violations[0]?.message ?? '', { violations });
  return { accessibleFrom: from, accessibleUntil: until };
}

/** Fails `invalid` where the time would end before it begins; `said` is the end that was said. */
export function checkOrder(
  from: number | null,
  until: number | null,
  said: '/accessibleFrom' | '/accessibleUntil',
) {
  if (from === null || until === null || from <= until) return;
  const message = 'accessibleUntil must not be before accessibleFrom.';
  throw new Failure('invalid', message, { violations: [{ path: said, rule: 'order', message }] });
}
