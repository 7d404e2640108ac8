/** Answers kept under the idempotency key of their request, so that a repeated request gets the first answer. */
export interface Receipts {
  /**
   * Claims a key in the transaction of the work itself. Undefined: it is ours. Otherwise what another request with
   * the same key has answered, after waiting for it a bounded time. Fails `idempotency_key_reused` where that request
   * had another body, `idempotency_key_in_use` where the wait was too long.
   */
  claim(key: Buffer, fingerprint: Buffer, now: number): Promise<string | undefined>;
  keep(key: Buffer, answer: string): Promise<void>;
}

/** How long an answer is kept, in milliseconds. */
export const receiptLifetime = 24 * 60 * 60 * 1_000;
