import type { Wish } from './grants.js';
import { lastInstant, readDateTime } from './instant.js';
import { decideTerms, type OwnPolicy, readTerms, type Terms } from './terms.js';

/**
 * The terms of a grant that a link gives: open from now on, while a period runs from where the link counts, or from
 * now where there is no such date or it cannot be read. A period that would pass the year 9999 ends with it.
 */
export function linkTerms(
  { asked, countsFrom }: Pick<Wish, 'asked' | 'countsFrom'>,
  own: OwnPolicy | undefined,
  now: number,
  zone: string,
): Terms {
  const from = typeof countsFrom === 'string' ? readDateTime(countsFrom, zone) : countsFrom;
  const { dueDateType, dueDate, duePeriod, lockAfterDueDate } = asked;
  const reading = readTerms(
    {
      dueDateType,
      accessDate: from ?? now,
      ...(dueDate !== null && { dueDate }),
      ...(duePeriod !== null && { duePeriod }),
      ...(lockAfterDueDate !== null && { lockAfterDueDate }),
    },
    now,
    zone,
  );
  if ('accessAt' in reading) return { ...decideTerms(reading, own), accessAt: now };
  return { accessAt: now, dueAt: lastInstant(zone), lockAfterDueDate: lockAfterDueDate === true, asked };
}
