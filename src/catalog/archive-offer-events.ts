import type { InputOf, OutputOf } from '../contract/operations.js';
import { moveUp } from '../enrollment/move-up.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/** Archives events, or brings them back; names of nothing are told. */
export async function archiveOfferEvents(
  work: Work,
  caller: Caller,
  { ids, archive }: InputOf<'archiveOfferEvents'>,
): Promise<OutputOf<'archiveOfferEvents'>> {
  authorize(caller, 'offer.update');
  await work.organization.lock();
  const nos = await work.offerEvents.numbers({ by: 'id', path: '/ids', values: ids });
  const failedIds = ids.filter((_, place) => !nos[place]);
  const eventNos = [...new Set(nos.filter((no) => no !== 0))].sort((a, b) => a - b);
  const named = await work.offerEvents.named(eventNos);
  if (eventNos.length > 0) {
    await work.offerEvents.hold(eventNos);
    await work.offerEvents.archive(eventNos, archive);
    if (!archive) await moveUp(work, eventNos, true);
  }
  const succeededIds = [...new Set(nos)].flatMap((no) => named.get(no)?.id ?? []);
  await work.events.note({ archive, offerEventIds: succeededIds });
  return {
    summary: { succeeded: succeededIds.length, failed: failedIds.length },
    succeededIds,
    failedIds,
  };
}
