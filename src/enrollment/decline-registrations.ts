import type { Work } from '../work.js';
import { followSources } from './follow-sources.js';
import { moveUp } from './move-up.js';

/** Takes somebody who leaves out of all events that they are enrolled in or wait for; those who wait move up. */
export async function declineRegistrations(work: Work, userNo: number): Promise<void> {
  const eventNos = await work.eventEnrollments.eventsOf(userNo);
  if (eventNos.length === 0) return;
  await work.offerEvents.hold(eventNos);
  await work.eventEnrollments.end(eventNos, [userNo], 'DECLINED', work.now);
  await followSources(work, { kind: 'offer_event', nos: eventNos, userNos: [userNo] });
  await moveUp(work, eventNos, true);
}
