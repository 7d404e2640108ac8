import { randomBytes } from 'node:crypto';
import { type Fragment, raw, sql } from './sql.js';

/**
 * An SQL expression that makes the ids of new enrollments out of their keys: version 7 UUIDs whose first half is the
 * moment and 12 random bits of this statement, and whose second half is the pair of numbers added to a random number.
 * Unique within the statement by construction, ascending in key order, and far cheaper than ids made one by one.
 */
export function pairIds(
  engine: 'sqlite' | 'mysql',
  at: number,
  userNo: string,
  activityNo: string,
): Fragment {
  const random = randomBytes(10);
  const head = `${at.toString(16).padStart(12, '0')}7${random.subarray(0, 2).toString('hex').slice(0, 3)}`;
  // Below 2^61, so that the sum with a pair (below 2^62) stays a positive 64-bit integer.
  const start = random.readBigUInt64BE(2) >> 3n;
  const pair = `(${userNo} << 31 | ${activityNo})`;
  if (engine === 'mysql') {
    // Written in hexadecimal they would be texts, turned into numbers for every row.
    const tail = `((${pair} + ${start}) & ${(1n << 62n) - 1n}) | ${1n << 63n}`;
    return raw(`UNHEX(CONCAT('${head}', HEX(${tail})))`);
  }
  return sql`unhex(${head} || printf('%016X', ((${raw(pair)} + ${start}) & 4611686018427387903) | (1 << 63)))`;
}
