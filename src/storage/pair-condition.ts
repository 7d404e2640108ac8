import type { Pair } from '../enrollment/grants.js';
import { type Dialect, type Fragment, type Sql, sql } from './sql.js';

/** Activities up to which every pair is looked up by itself. */
const few = 4;

/**
 * The condition that a row is of one of the pairs of these users and activities. Two lists on one key are looked up as
 * one range a pair: with few activities that is the quickest (7 µs a pair, however many grants people have), with 999
 * users and six activities optimisers give up and scan the whole index. From there on the second list is hidden from
 * them (`+ 0`): then all rows of the users are gone through (0.7 µs each).
 */
export function inPairs(
  dialect: Dialect,
  table: string,
  userNos: readonly number[],
  activityNos: readonly number[],
): Fragment {
  const activity = `${table}.activity_no${activityNos.length > few ? ' + 0' : ''}`;
  return sql`${dialect.inNumbers(`${table}.user_no`, userNos)} AND ${dialect.inNumbers(activity, activityNos)}`;
}

/** A table of pairs to select from, with the columns `user_no` and `activity_no`. */
export function pairTable({ dialect }: Sql, pairs: readonly Pair[]): Fragment {
  return dialect.numberTable(
    ['user_no', 'activity_no'],
    pairs.map(({ userNo, activityNo }) => [userNo, activityNo]),
  );
}
