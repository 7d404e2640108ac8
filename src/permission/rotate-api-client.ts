import { noSuch } from '../contract/no-such.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { ofId } from '../contract/selection.js';
import { writeInstant } from '../enrollment/instant.js';
import type { Work } from '../work.js';
import { authorize } from './authorize.js';
import type { Caller } from './caller.js';
import { checkClientRank } from './check-client-rank.js';
import { checkGivesCredentials } from './check-gives-credentials.js';
import { hashSecret } from './secret-hash.js';

/** A new secret for an API client; the old one stops working. */
export async function rotateApiClient(
  work: Work,
  caller: Caller,
  input: InputOf<'rotateApiClient'>,
): Promise<OutputOf<'rotateApiClient'>> {
  authorize(caller, 'api_client.manage');
  checkGivesCredentials(caller, '');
  const client = await work.access.client(input.clientId);
  if (!client) throw noSuch('API client', ofId(input.clientId, '/clientId'));
  await checkClientRank(work, caller, client.userId, '/clientId');
  const clientSecret = work.secret('client');
  await work.access.changeSecret(input.clientId, await hashSecret(clientSecret));
  await work.events.note({ clientId: input.clientId });
  const createdAt = writeInstant(client.createdAt, work.zone);
  return { clientId: input.clientId, clientSecret, userId: client.userId, createdAt };
}
