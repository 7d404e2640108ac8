import type { InputOf, OutputOf } from '../contract/operations.js';
import { pageSize } from '../contract/page.js';
import { checkInstant } from '../enrollment/check-input.js';
import { writeInstant } from '../enrollment/instant.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/** Everything that changed something, newest first. */
export async function listAuditEvents(
  work: Work,
  caller: Caller,
  input: InputOf<'listAuditEvents'>,
): Promise<OutputOf<'listAuditEvents'>> {
  const since = checkInstant(input.since, '/since', work.zone);
  const until = checkInstant(input.until, '/until', work.zone);
  authorize(caller, 'audit.read');
  const user = input.userId
    ? await work.users.key({ by: 'id', path: '/userId', values: [input.userId] })
    : undefined;
  if (input.userId && !user) return { items: [], nextCursor: null };
  const filter = { since, until, operation: input.operation, userNo: user?.no };
  const page = await work.events.list(filter, input.limit ?? pageSize.usual, input.cursor);
  return {
    items: page.items.map((event) => ({ ...event, at: writeInstant(event.at, work.zone) })),
    nextCursor: page.nextCursor,
  };
}
