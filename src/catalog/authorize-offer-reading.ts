import type { Permission } from '../contract/permission.js';
import { authorize, reachIfAny } from '../permission/authorize.js';
import { type Caller, callerNo } from '../permission/caller.js';
import { isForOthers } from '../permission/reach.js';

const works: readonly Permission[] = ['offer.create', 'offer.update', 'registration.create'];

/**
 * As whose the caller sees offers: undefined, so all of them, for whoever reads them for others or works with them; else
 * the number of the caller, a learner.
 */
export function authorizeOfferReading(caller: Caller): number | undefined {
  const reach = authorize(caller, 'offer.read');
  const seesAll = isForOthers(reach) || works.some((one) => isForOthers(reachIfAny(caller, one)));
  return seesAll ? undefined : (callerNo(caller) ?? undefined);
}
