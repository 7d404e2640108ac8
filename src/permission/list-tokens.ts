import type { InputOf, OutputOf } from '../contract/operations.js';
import { pageSize } from '../contract/page.js';
import { writeInstant } from '../enrollment/instant.js';
import type { Work } from '../work.js';
import type { TokenFilter } from './access.js';
import { authorize } from './authorize.js';
import type { Caller } from './caller.js';

/** The access tokens in force, page by page. */
export async function listTokens(
  work: Work,
  caller: Caller,
  input: InputOf<'listTokens'>,
): Promise<OutputOf<'listTokens'>> {
  authorize(caller, 'token.revoke');
  const filter = await filterOf(work, input);
  if (!filter) return { items: [], nextCursor: null };
  const page = await work.access.tokens(filter, work.now, input.limit ?? pageSize.usual, input.cursor);
  return {
    items: page.items.map((token) => ({
      ...token,
      issuedAt: writeInstant(token.issuedAt, work.zone),
      expiresAt: writeInstant(token.expiresAt, work.zone),
    })),
    nextCursor: page.nextCursor,
  };
}

/** Undefined where the user named is nobody. */
async function filterOf(
  work: Work,
  { userId, userRef, clientId }: InputOf<'listTokens'>,
): Promise<TokenFilter | undefined> {
  if (clientId !== undefined) return { clientId };
  if (userId === undefined && userRef === undefined) return {};
  const names =
    userRef === undefined
      ? ({ by: 'id', path: '/userId', values: [userId ?? ''] } as const)
      : ({ by: 'ref', path: '/userRef', values: [userRef] } as const);
  const user = await work.users.key(names);
  return user && { userNo: user.no };
}
