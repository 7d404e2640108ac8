import type { EventState } from '../catalog/offer-events.js';
import { failureAt } from '../contract/failure.js';

/** Fails `conflict` where nobody is enrolled in an event any more, whoever asks. */
export function checkOpen(event: EventState, path: string, now: number): void {
  const refuse = (rule: string, message: string) => failureAt('conflict', path, rule, message);
  if (event.cancelled) throw refuse('cancelled', 'The event is cancelled.');
  if (event.archived || event.offerArchived)
    throw refuse('archived', 'The event, or its offer, is archived.');
  if (event.closingAt !== null && event.closingAt <= now)
    throw refuse('closed', 'The event is closed: nobody new is enrolled.');
}
