import type { InputOf, OutputOf } from '../contract/operations.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { findLink } from './find-link.js';
import { showVersionedLink } from './link.js';

/** One link, as far as the caller sees its unit. */
export async function getLink(
  work: Work,
  caller: Caller,
  { linkId }: InputOf<'getLink'>,
): Promise<OutputOf<'getLink'>> {
  return showVersionedLink(await findLink(work, authorize(caller, 'link.read'), linkId));
}
