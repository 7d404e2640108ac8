import { Failure, failureAt } from '../contract/failure.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Scope } from '../contract/scope.js';
import type { NamedBy } from '../contract/selection.js';
import type { Work } from '../work.js';
import type { Caller } from './caller.js';
import { hashToken } from './token-hash.js';

/** A new access token for the caller, or for the user that the operator names. */
export async function issueToken(
  work: Work,
  caller: Caller,
  input: InputOf<'issueToken'>,
): Promise<OutputOf<'issueToken'>> {
  const token = work.secret('token');
  const { userId, userNo, clientId } = await holder(work, caller, input.userName);
  const scopes = limitedTo(caller, input.scopes);
  const asked = work.now + input.lifetime * 1_000;
  const expiresAt = Math.min(asked, (caller.kind === 'user' && caller.tokenEndsAt) || asked);
  const expiresIn = Math.floor((expiresAt - work.now) / 1_000);
  await work.access.addToken({
    hash: hashToken(token),
    userNo,
    clientId,
    issuedAt: work.now,
    expiresAt,
    scopes,
  });
  await work.events.note({ userId, expiresIn, ...(scopes && { scopes }) });
  return { accessToken: token, expiresIn, scopes };
}

async function holder(work: Work, caller: Caller, userName: string | undefined) {
  if (caller.kind === 'user') {
    if (userName !== undefined) throw new Failure('forbidden', 'Only the operator may name another user.');
    return { userId: caller.userId, userNo: caller.userNo, clientId: caller.clientId };
  }
  if (caller.kind === 'unknown') throw new Failure('unauthenticated', 'Credentials are needed.');
  if (userName === undefined) throw failureAt('invalid', '/userName', 'required', 'Name the user.');
  const ways: readonly NamedBy[] = ['id', 'email', 'login'];
  for (const by of ways) {
    const user = await work.users.key({ by, path: '/userName', values: [userName] });
    if (!user) continue;
    if (!user.active)
      throw failureAt('conflict', '/userName', 'inactive', `The user ${userName} is inactive.`);
    return { userId: user.id, userNo: user.no, clientId: null };
  }
  throw failureAt(
    'invalid',
    '/userName',
    'unknown',
    `There is no user with the ref, e-mail, login or id ${userName}.`,
  );
}

/** The scopes of a new token: those asked for, which a limited token must have itself, else those of the token shown. */
function limitedTo(caller: Caller, asked: readonly Scope[] | undefined): Scope[] | null {
  const own = caller.kind === 'user' ? caller.scopes : undefined;
  if (!asked) return own ? [...own] : null;
  const beyond = own && asked.findIndex((scope) => !own.includes(scope));
  if (beyond !== undefined && beyond >= 0) {
    const message = 'A token gives no scope that it has not itself.';
    throw failureAt('forbidden', `/scopes/${beyond}`, 'scope', message);
  }
  return [...new Set(asked)];
}
