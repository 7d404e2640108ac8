import { failureAt } from '../contract/failure.js';
import { noSuch } from '../contract/no-such.js';
import { isAccountWide } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Reach } from '../permission/reach.js';
import type { Work } from '../work.js';
import type { LinkState } from './link.js';

/** The link that is addressed; fails `absent` where the caller sees none of this id. */
export async function findLink(work: Work, reach: Reach, linkId: string): Promise<LinkState> {
  const link = await work.links.get(linkId, reach);
  if (!link) throw noSuch('link', { by: 'id', path: '/linkId', values: [linkId] });
  return link;
}

/**
 * The same, as it is now, to be changed: it stays so until the transaction ends. Groups, companies, teams and functions
 * have people of every department: their links belong to owner and administrators.
 */
export async function holdLink(work: Work, caller: Caller, reach: Reach, linkId: string): Promise<LinkState> {
  await work.organization.lock();
  await work.unitLinks.hold();
  const link = await findLink(work, reach, linkId);
  if (link.unitKind !== 'department' && !isAccountWide(caller)) throw notTheirs('/linkId');
  return link;
}

/** The failure of a caller of limited reach who would change what a unit with people of every department is linked to. */
export function notTheirs(path: string) {
  const message = 'Only owner and administrators link groups, companies, teams and functions.';
  return failureAt('forbidden', path, 'out_of_reach', message);
}
