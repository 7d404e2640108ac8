import { noSuch } from '../contract/no-such.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { ofId } from '../contract/selection.js';
import type { Work } from '../work.js';
import { authorize } from './authorize.js';
import type { Caller } from './caller.js';
import { checkClientRank } from './check-client-rank.js';

/** Ends an API client: its secret, and every token that was issued to it. */
export async function deleteApiClient(
  work: Work,
  caller: Caller,
  input: InputOf<'deleteApiClient'>,
): Promise<OutputOf<'deleteApiClient'>> {
  authorize(caller, 'api_client.manage');
  const { clientId } = input;
  const client = await work.access.client(clientId);
  if (!client && !work.events.happened) throw noSuch('API client', ofId(clientId, '/clientId'));
  if (client) await checkClientRank(work, caller, client.userId, '/clientId');
  const tokensRevoked = await work.access.revoke({ clientId }, work.now);
  await work.access.removeClient(clientId);
  await work.events.note({ clientId, ...(client ? { userId: client.userId } : {}), tokensRevoked });
  return { clientId, tokensRevoked };
}
