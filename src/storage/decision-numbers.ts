import { randomInt } from 'node:crypto';
import { type Fragment, raw, sql } from './sql.js';

/**
 * The numbers of the decisions of one request: the moment and a random start, so that no counter is shared between
 * instances, counted up from there. An attempt that follows one of unknown outcome uses the same, which tells what that
 * had done. Two requests of one millisecond may draw the same, rarely: then the later one is tried again.
 */
export interface DecisionNumbers {
  next(): bigint;
  /** The condition that the decision in this column is one of this request, of this attempt or an earlier one. */
  mine(column: string): Fragment;
  /** Begins to count again, for another attempt. */
  again(): void;
}

/** Leaves 42 bits of a signed number to the moment: until the year 2109. */
const room = 1 << 21;

export function decisionNumbers(at: number): DecisionNumbers {
  const start = BigInt(at) * BigInt(room) + BigInt(randomInt(room));
  let given = 0n;
  let most = 0n;
  return {
    next() {
      const number = start + given;
      given += 1n;
      if (given > most) most = given;
      return number;
    },
    mine: (column) => sql`(${raw(column)} >= ${start} AND ${raw(column)} < ${start + most})`,
    again() {
      given = 0n;
    },
  };
}
