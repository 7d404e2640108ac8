import { failureAt } from '../contract/failure.js';
import type { Caller } from './caller.js';

/**
 * Fails `forbidden` where a token that is limited to scopes would give credentials: whoever signs in with a password
 * or a client secret is limited by no scope, so it would be a way around.
 */
export function checkGivesCredentials(caller: Caller, path: string): void {
  if (caller.kind !== 'user' || caller.scopes === undefined) return;
  const message = 'A token that is limited to scopes gives no passwords and no client secrets.';
  throw failureAt('forbidden', path, 'scope', message);
}
