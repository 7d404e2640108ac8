import type { OutputOf } from '../contract/operations.js';
import { versionOf } from '../contract/version.js';
import type { Work } from '../work.js';
import { plainEvent, showEvent } from './offer.js';
import type { EventState } from './offer-events.js';

/** An event as answered, with its version, in which enrollments do not count. */
export function showVersionedEvent(work: Work, event: EventState): OutputOf<'getOfferEvent'> {
  return { ...showEvent(event, work.zone), version: versionOf(plainEvent(event, work.zone)) };
}
