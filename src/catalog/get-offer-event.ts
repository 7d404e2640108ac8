import { noSuch } from '../contract/no-such.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { authorizeOfferReading } from './authorize-offer-reading.js';
import { eventNamed } from './named-thing.js';
import { showVersionedEvent } from './show-event.js';

/** One event by id or ref; what the caller may not see is absent. */
export async function getOfferEvent(
  work: Work,
  caller: Caller,
  input: InputOf<'getOfferEvent'>,
): Promise<OutputOf<'getOfferEvent'>> {
  const event = await work.offerEvents.get(eventNamed(input), authorizeOfferReading(caller));
  if (!event) throw noSuch('offer event', eventNamed(input));
  return showVersionedEvent(work, event);
}
