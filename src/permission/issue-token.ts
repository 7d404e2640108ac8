import { Failure, failureAt } from '../contract/failure.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
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
  await work.access.addToken({
    hash: hashToken(token),
    userNo,
    clientId,
    issuedAt: work.now,
    expiresAt: work.now + input.lifetime * 1_000,
  });
  await work.events.note({ userId, expiresIn: input.lifetime });
  return { accessToken: token, expiresIn: input.lifetime };
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
