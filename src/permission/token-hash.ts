import { createHash } from 'node:crypto';

/** The form in which tokens are stored: 256 random bits need no slow hash. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
