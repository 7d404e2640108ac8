import { Failure } from '../contract/failure.js';
import { type Receipts, receiptLifetime } from '../receipts.js';
import { isLockTimeout } from './mysql-errors.js';
import { raw, sql } from './sql.js';
import type { Transaction } from './transaction.js';

/** Answers under idempotency keys, in SQL. A second claim waits at the key that the first holds until it commits. */
export function sqlReceipts(db: Transaction): Receipts {
  return {
    async claim(key, fingerprint, now) {
      await db.begin();
      const expired = sql`DELETE FROM idempotency_keys WHERE id = ${key} AND at < ${now - receiptLifetime}`;
      const claim = sql`INSERT INTO idempotency_keys (id, fingerprint, at)
        VALUES (${key}, ${fingerprint}, ${now})${raw(db.dialect.keepExisting('idempotency_keys', 'id'))}`;
      try {
        await db.run(expired);
        if ((await db.run(claim)) > 0) return undefined;
      } catch (error) {
        if (!isLockTimeout(error)) throw error;
        throw new Failure(
          'idempotency_key_in_use',
          'A request with this idempotency key is still under way.',
          { retryAfter: 5, cause: error },
        );
      }
      const [earlier] = await db.all<{ fingerprint: Buffer; answer: string | null }>(
        sql`SELECT fingerprint, answer FROM idempotency_keys WHERE id = ${key}`,
      );
      if (earlier?.fingerprint.equals(fingerprint) !== true) {
        throw new Failure('idempotency_key_reused', 'This idempotency key was used for another request.');
      }
      return earlier.answer ?? undefined;
    },
    async keep(key, answer) {
      await db.run(sql`UPDATE idempotency_keys SET answer = ${answer} WHERE id = ${key}`);
    },
  };
}
