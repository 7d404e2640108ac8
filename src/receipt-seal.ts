import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const cipher = 'aes-256-gcm';
const bytes = { nonce: 12, tag: 16 };

/**
 * Closes an answer that is kept: it may hold a secret that is shown once, and whoever reads the database must not find
 * it there. `key` has 32 bytes.
 */
export function seal(answer: string, key: Buffer): string {
  const nonce = randomBytes(bytes.nonce);
  const closing = createCipheriv(cipher, key, nonce);
  const closed = Buffer.concat([closing.update(answer, 'utf8'), closing.final()]);
  return Buffer.concat([nonce, closing.getAuthTag(), closed]).toString('base64');
}

/** Opens what `seal` closed with the same key. */
export function unseal(sealed: string, key: Buffer): string {
  const whole = Buffer.from(sealed, 'base64');
  const start = bytes.nonce + bytes.tag;
  const opening = createDecipheriv(cipher, key, whole.subarray(0, bytes.nonce));
  opening.setAuthTag(whole.subarray(bytes.nonce, start));
  return Buffer.concat([opening.update(whole.subarray(start)), opening.final()]).toString('utf8');
}
