import { hash } from 'node:crypto';

/** The form in which tokens are stored: 256 random bits need no slow hash. */
export function hashToken(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}
