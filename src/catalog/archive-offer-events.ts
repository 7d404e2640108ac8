import type { InputOf, OutputOf } from '../contract/operations.js';
import { ofId } from '../contract/selection.js';
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
  for (const no of eventNos) {
    await work.offerEvents.hold(no);
    const event = await work.offerEvents.get(ofId(named.get(no)?.id ?? ''), undefined);
    if (!event || event.archived === archive) continue;
    await work.offerEvents.change(no, { archived: archive });
    if (!archive) await moveUp(work, { ...event, archived: false }, true);
  }
  const succeededIds = [...new Set(nos)].flatMap((no) => named.get(no)?.id ?? []);
  await work.events.note({ archive, offerEventIds: succeededIds });
  return {
    summary: { succeeded: succeededIds.length, failed: failedIds.length },
    succeededIds,
    failedIds,
  };
}
