import { Failure, failureAt } from '../contract/failure.js';
import type { Names } from '../contract/selection.js';
import type { Limits, Work } from '../work.js';
import { readDateTime } from './instant.js';
import { type AskedReading, type AskedTerms, readTerms } from './terms.js';

/** Terms as they come in: omitted fields may be there as undefined. */
export type TermsInput = { readonly [K in keyof AskedTerms]?: AskedTerms[K] | undefined };

/** The terms asked for, judged as far as that goes without a course; fails `invalid` with every violation. */
export function checkTerms(
  input: TermsInput & Pick<AskedTerms, 'dueDateType'>,
  work: Pick<Work, 'now' | 'zone'>,
): AskedReading {
  const reading = readTerms(given(input), work.now, work.zone);
  if (!('accessAt' in reading)) {
    const [first] = reading;
    throw new Failure('invalid', first?.message ?? 'The terms are not valid.', { violations: reading });
  }
  return reading;
}

type Given<T> = { [K in keyof AskedTerms & keyof T]: Exclude<T[K], undefined> };

/** Only the fields of terms that were given. */
export function given<T extends TermsInput>(input: T): Given<T> {
  const { accessDate, dueDateType, dueDate, duePeriod, lockAfterDueDate } = input;
  const fields = { accessDate, dueDateType, dueDate, duePeriod, lockAfterDueDate };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<T>;
}

/** Fails `too_large` where learners times courses are more than one request may ask for. */
export function checkPairs(learners: Names, courses: Names, limits: Limits): void {
  const pairs = learners.values.length * courses.values.length;
  if (pairs > limits.pairs) {
    const message = `${learners.values.length} learners times ${courses.values.length} courses are ${pairs} pairs; at most ${limits.pairs} fit into one request.`;
    throw failureAt('too_large', learners.path, 'max_pairs', message);
  }
}

/** An instant of the input, where one is given; fails `invalid`. */
export function checkInstant(text: string | undefined, path: string, zone: string): number | undefined {
  if (text === undefined) return undefined;
  const instant = readDateTime(text, zone);
  if (instant === undefined) {
    throw failureAt('invalid', path, 'date_time', `${text} is no date or date-time of the calendar.`);
  }
  return instant;
}
