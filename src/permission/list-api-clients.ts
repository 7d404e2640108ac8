import type { InputOf, OutputOf } from '../contract/operations.js';
import { pageSize } from '../contract/page.js';
import { writeInstant } from '../enrollment/instant.js';
import type { Work } from '../work.js';
import { authorize } from './authorize.js';
import type { Caller } from './caller.js';

/** The integrations that may get tokens, page by page. */
export async function listApiClients(
  work: Work,
  caller: Caller,
  input: InputOf<'listApiClients'>,
): Promise<OutputOf<'listApiClients'>> {
  authorize(caller, 'api_client.manage');
  const page = await work.access.clients(input.limit ?? pageSize.usual, input.cursor);
  return {
    items: page.items.map((client) => ({ ...client, createdAt: writeInstant(client.createdAt, work.zone) })),
    nextCursor: page.nextCursor,
  };
}
