import { ofId } from '../contract/selection.js';
import type { Work } from '../work.js';
import { followSources } from './follow-sources.js';
import { moveUp } from './move-up.js';

/** Takes somebody who leaves out of all events that they are enrolled in or wait for; those who wait move up. */
export async function declineRegistrations(work: Work, userNo: number): Promise<void> {
  const eventNos = await work.eventEnrollments.eventsOf(userNo);
  const named = await work.offerEvents.named(eventNos);
  for (const eventNo of eventNos) {
    await work.offerEvents.hold(eventNo);
    await work.eventEnrollments.end(eventNo, [userNo], 'DECLINED', work.now);
    await followSources(work, { kind: 'offer_event', nos: [eventNo], userNos: [userNo] });
    const event = await work.offerEvents.get(ofId(named.get(eventNo)?.id ?? ''), undefined);
    if (event) await moveUp(work, event, true);
  }
}
