import { receiptLifetime } from '../receipts.js';
import { type Fragment, sql } from './sql.js';

/** How long an expired token stays known, in milliseconds. */
const afterlife = 24 * 60 * 60 * 1_000;

/** Removes idempotency keys past their time and tokens that expired a day ago. */
export async function sweepExpired(
  run: (statement: Fragment) => Promise<number>,
  now: number,
): Promise<void> {
  await run(sql`DELETE FROM idempotency_keys WHERE at < ${now - receiptLifetime}`);
  await run(sql`DELETE FROM tokens WHERE expires_at < ${now - afterlife}`);
}
