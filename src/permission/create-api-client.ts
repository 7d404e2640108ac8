import { failureAt } from '../contract/failure.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { writeInstant } from '../enrollment/instant.js';
import type { Work } from '../work.js';
import { authorize } from './authorize.js';
import type { Caller } from './caller.js';
import { checkGivesCredentials } from './check-gives-credentials.js';
import { checkRank } from './check-rank.js';
import { hashSecret } from './secret-hash.js';

/** A client id and a secret for an integration that acts for a user. */
export async function createApiClient(
  work: Work,
  caller: Caller,
  input: InputOf<'createApiClient'>,
): Promise<OutputOf<'createApiClient'>> {
  authorize(caller, 'api_client.manage');
  checkGivesCredentials(caller, '');
  const [by, path, value] =
    input.userRef !== undefined
      ? (['ref', '/userRef', input.userRef] as const)
      : (['id', '/userId', input.userId ?? ''] as const);
  const user = await work.users.key({ by, path, values: [value] });
  if (!user) throw failureAt('invalid', path, 'unknown', 'There is no such user.');
  await checkRank(work, caller, [{ no: user.no, path }]);
  const clientId = work.newId('client');
  const clientSecret = work.secret('client');
  const secretHash = await hashSecret(clientSecret);
  await work.access.addClient({ clientId, secretHash, userNo: user.no, createdAt: work.now });
  await work.events.note({ clientId, userId: user.id });
  return { clientId, clientSecret, userId: user.id, createdAt: writeInstant(work.now, work.zone) };
}
