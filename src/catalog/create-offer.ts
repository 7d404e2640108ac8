import type { InputOf, OutputOf } from '../contract/operations.js';
import { ofId } from '../contract/selection.js';
import { versioned } from '../contract/version.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { showOffer } from './offer.js';

/** Adds an offer without events. */
export async function createOffer(
  work: Work,
  caller: Caller,
  input: InputOf<'createOffer'>,
): Promise<OutputOf<'createOffer'>> {
  authorize(caller, 'offer.create');
  await work.organization.lock();
  const { ref = null, title, description = null } = input;
  const id = work.newId('offer');
  await work.offers.add(id, { ref, title, description }, work.now);
  await work.events.note({ offerId: id });
  const offer = await work.offers.get(ofId(id), undefined);
  if (!offer) throw new Error('the offer that was added is not there');
  return versioned(showOffer(offer, work.zone));
}
