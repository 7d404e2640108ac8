import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';

const randomBytesOfOne = 16;
const idsAtOnce = 1_024;

/**
 * Makes version 7 UUIDs (RFC 9562, section 5.7) of a moment, epoch milliseconds. Asking for randomness for each alone
 * costs five times as much.
 */
export function idMaker(): (moment: number) => string {
  let pool = Buffer.alloc(0);
  let used = 0;
  return (msecs) => {
    if (used === pool.length) {
      pool = randomBytes(randomBytesOfOne * idsAtOnce);
      used = 0;
    }
    const random = pool.subarray(used, used + randomBytesOfOne);
    used += randomBytesOfOne;
    return v7({ msecs, random });
  };
}
