import type { InputOf, OutputOf } from '../contract/operations.js';
import { checkVersion } from '../contract/version.js';
import { declineAll } from '../enrollment/move-up.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { holdEvent } from './find-event.js';
import { plainEvent } from './offer.js';

/** Deletes an event: whoever is enrolled or waits is declined, and what they had through it ends. */
export async function deleteOfferEvent(
  work: Work,
  caller: Caller,
  input: InputOf<'deleteOfferEvent'>,
): Promise<OutputOf<'deleteOfferEvent'>> {
  authorize(caller, 'offer.update');
  await work.organization.lock();
  const noted = await work.events.noted();
  if (typeof noted?.['offerEventId'] === 'string') return { offerEventId: noted['offerEventId'] };
  const event = await holdEvent(work, input);
  checkVersion(input.ifVersion, plainEvent(event, work.zone));
  await declineAll(work, event, true);
  await work.offerEvents.remove(event.no, work.now);
  await work.events.note({ offerEventId: event.id });
  return { offerEventId: event.id };
}
