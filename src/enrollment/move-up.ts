import type { EventState } from '../catalog/offer-events.js';
import { ofId } from '../contract/selection.js';
import type { Work } from '../work.js';
import { followSources } from './follow-sources.js';

/**
 * Enrolls those who wait for an event that is held, in their order, as far as there are seats; nobody where it is
 * cancelled or archived. What the event gives follows.
 */
export async function moveUp(work: Work, event: EventState, sendMail: boolean): Promise<void> {
  if (event.cancelled || event.archived || event.offerArchived || event.waiting === 0) return;
  const free = event.maxRegistrations === null ? null : event.maxRegistrations - event.enrolled;
  if (free !== null && free <= 0) return;
  const enrolled = await work.eventEnrollments.promote(event.no, free, work.now);
  await followSources(work, { kind: 'offer_event', nos: [event.no], userNos: enrolled });
  if (sendMail) await work.messages.leave('offer_event_enrolled', enrolled, event.id);
}

/** The same in all events of offers that take people again. */
export async function moveUpInOffers(work: Work, offerNos: readonly number[]): Promise<void> {
  if (offerNos.length === 0) return;
  const eventNos = await work.offerEvents.waitedFor(offerNos);
  const named = await work.offerEvents.named(eventNos);
  for (const no of eventNos) {
    await work.offerEvents.hold(no);
    const event = await work.offerEvents.get(ofId(named.get(no)?.id ?? ''), undefined);
    if (event) await moveUp(work, event, true);
  }
}

/** Takes everybody out of an event that is held: they are declined, and what they had through it ends. */
export async function declineAll(work: Work, event: EventState, sendMail: boolean): Promise<void> {
  const present = await work.eventEnrollments.present(event.no);
  if (present.length === 0) return;
  await work.eventEnrollments.end(event.no, present, 'DECLINED', work.now);
  await followSources(work, { kind: 'offer_event', nos: [event.no], userNos: present });
  if (sendMail) await work.messages.leave('offer_event_declined', present, event.id);
}
