import type { EventState } from '../catalog/offer-events.js';
import type { Work } from '../work.js';
import { followSources } from './follow-sources.js';

/**
 * Enrolls those who wait for events that are held, in their order, as far as there are seats; nobody where an event is
 * cancelled or archived. What the events give follows.
 */
export async function moveUp(work: Work, eventNos: readonly number[], sendMail: boolean): Promise<void> {
  if (eventNos.length === 0) return;
  const enrolled = await work.eventEnrollments.promote(eventNos, work.now);
  if (enrolled.length === 0) return;
  const nos = [...new Set(enrolled.map(({ eventNo }) => eventNo))];
  const userNos = [...new Set(enrolled.map(({ userNo }) => userNo))];
  await followSources(work, { kind: 'offer_event', nos, userNos });
  if (!sendMail) return;
  const told = enrolled.map(({ eventNo, userNo }) => ({ userNo, aboutNo: eventNo }));
  await work.messages.leaveEach('offer_event_enrolled', told);
}

/** The same in all events of offers that take people again. */
export async function moveUpInOffers(work: Work, offerNos: readonly number[]): Promise<void> {
  if (offerNos.length === 0) return;
  const eventNos = await work.offerEvents.waitedFor(offerNos);
  if (eventNos.length === 0) return;
  await work.offerEvents.hold(eventNos);
  await moveUp(work, eventNos, true);
}

/** Takes everybody out of an event that is held: they are declined, and what they had through it ends. */
export async function declineAll(work: Work, event: EventState, sendMail: boolean): Promise<void> {
  const present = await work.eventEnrollments.present(event.no);
  if (present.length === 0) return;
  await work.eventEnrollments.end([event.no], present, 'DECLINED', work.now);
  await followSources(work, { kind: 'offer_event', nos: [event.no], userNos: present });
  if (sendMail) await work.messages.leave('offer_event_declined', present, event.no);
}
