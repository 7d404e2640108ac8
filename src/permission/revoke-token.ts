import { failureAt } from '../contract/failure.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Work } from '../work.js';
import { authorize, isAccountWide } from './authorize.js';
import type { Caller } from './caller.js';
import { hashToken } from './token-hash.js';

/** Revokes one token, or all of a user or an API client. */
export async function revokeToken(
  work: Work,
  caller: Caller,
  input: InputOf<'revokeToken'>,
): Promise<OutputOf<'revokeToken'>> {
  const found = await which(work, caller, input);
  const revoked = found ? await work.access.revoke(found.tokens, work.now) : 0;
  if (revoked > 0) await work.events.note({ ...found?.of, revoked });
  return { revoked };
}

interface Which {
  readonly tokens: Parameters<Work['access']['revoke']>[0];
  /** Whose they are, as far as the request says. */
  readonly of: { readonly userId?: string; readonly clientId?: string };
}

async function which(work: Work, caller: Caller, input: InputOf<'revokeToken'>): Promise<Which | undefined> {
  if (input.token !== undefined) {
    const tokenHash = hashToken(input.token);
    const foreign = caller.kind === 'user' && caller.clientId !== null && !isAccountWide(caller);
    // An API client revokes the tokens that were issued to it (RFC 7009, section 2.1); others count as unknown.
    if (foreign && (await work.access.clientOfToken(tokenHash)) !== caller.clientId) return undefined;
    return { tokens: { tokenHash }, of: {} };
  }
  authorize(caller, 'token.revoke');
  const { clientId } = input;
  if (clientId !== undefined) return { tokens: { clientId }, of: { clientId } };
  const [by, path, value] =
    input.userRef !== undefined
      ? (['ref', '/userRef', input.userRef] as const)
      : (['id', '/userId', input.userId ?? ''] as const);
  const user = await work.users.key({ by, path, values: [value] });
  if (!user) throw failureAt('invalid', path, 'unknown', 'There is no such user.');
  return { tokens: { userNo: user.no }, of: { userId: user.id } };
}
