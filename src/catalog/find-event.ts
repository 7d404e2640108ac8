import { noSuch } from '../contract/no-such.js';
import { ofId } from '../contract/selection.js';
import type { Work } from '../work.js';
import { eventNamed } from './named-thing.js';
import type { EventState } from './offer-events.js';

/**
 * The event that is addressed, as it is now; it and who is enrolled in it stay so until the transaction ends. Fails
 * `absent` where there is none; `ofLearner`: none that this learner sees.
 */
export async function holdEvent(
  work: Work,
  input: Parameters<typeof eventNamed>[0],
  ofLearner?: number,
): Promise<EventState> {
  const named = await work.offerEvents.get(eventNamed(input), ofLearner);
  if (!named) throw noSuch('offer event', eventNamed(input));
  await work.offerEvents.hold([named.no]);
  const event = await work.offerEvents.get(ofId(named.id), undefined);
  if (!event) throw noSuch('offer event', eventNamed(input));
  return event;
}
