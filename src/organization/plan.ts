import { setImmediate as nextTurn } from 'node:timers/promises';
import type { OutputOf } from '../contract/operations.js';
import type { Work } from '../work.js';
import type { ComplaintList } from './complaint-list.js';

type Counts = OutputOf<'loadOrganization'>[keyof OutputOf<'loadOrganization'>];

/** How many entries of one kind did what. */
export type Tally = { -readonly [K in keyof Counts]: Counts[K] };

/** What is to be written for one kind of thing, once everything in the file has been judged. */
export interface Plan {
  /** Final after `write`. */
  readonly tally: Tally;
  /** Writes what differs; numbers of things that it adds are known afterwards. */
  write(): Promise<void>;
}

/** What judging a file takes. */
export interface Loading {
  readonly work: Work;
  readonly complaints: ComplaintList;
  /** IANA name of the zone in which the file's dates are read. */
  readonly zone: string;
  readonly newId: () => string;
}

export function emptyTally(): Tally {
  return { added: 0, changed: 0, unchanged: 0 };
}

/**
 * Cuts the places 0 to `length` into spans: work on long lists needs little memory at a time, and others get the
 * event loop in between.
 */
export async function* spans(
  length: number,
  size = 2_500,
): AsyncGenerator<{ readonly start: number; readonly end: number }> {
  for (let start = 0; start < length; start += size) {
    yield { start, end: Math.min(start + size, length) };
    await nextTurn();
  }
}
