import type { InputOf, OutputOf } from '../contract/operations.js';
import { pageSize } from '../contract/page.js';
import { writeInstant } from '../enrollment/instant.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/** What people are to be told, newest first. */
export async function listMessages(
  work: Work,
  caller: Caller,
  input: InputOf<'listMessages'>,
): Promise<OutputOf<'listMessages'>> {
  authorize(caller, 'message.read');
  const { userId, userRef, kind, limit = pageSize.usual, cursor } = input;
  const name = userId ?? userRef;
  const user =
    name === undefined
      ? undefined
      : await work.users.key({ by: userId === undefined ? 'ref' : 'id', path: '', values: [name] });
  if (name !== undefined && !user) return { items: [], nextCursor: null };
  const page = await work.messages.list({ userNo: user?.no, kind }, limit, cursor);
  const at = (instant: number) => writeInstant(instant, work.zone);
  return {
    items: page.items.map((message) => ({
      ...message,
      createdAt: at(message.createdAt),
      deliveredAt: message.deliveredAt === null ? null : at(message.deliveredAt),
    })),
    nextCursor: page.nextCursor,
  };
}
