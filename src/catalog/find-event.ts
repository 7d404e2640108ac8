import type { Work } from '../work.js';
import { eventNamed, ofId } from './named-thing.js';
import type { EventState } from './offer-events.js';
import { unknownEvent } from './unknown-thing.js';

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
  if (!named) throw unknownEvent();
  await work.offerEvents.hold(named.no);
  const event = await work.offerEvents.get(ofId(named.id), undefined);
  if (!event) throw unknownEvent();
  return event;
}
