import type { InputOf, OutputOf } from '../contract/operations.js';
import { moveUpInOffers } from '../enrollment/move-up.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/** Archives offers, or brings them back; names of nothing are told. */
export async function archiveOffers(
  work: Work,
  caller: Caller,
  { ids, archive }: InputOf<'archiveOffers'>,
): Promise<OutputOf<'archiveOffers'>> {
  authorize(caller, 'offer.update');
  await work.organization.lock();
  const found = await work.offers.find({ by: 'id', path: '/ids', values: ids });
  const failedIds = ids.filter((_, place) => !found[place]);
  const offers = new Map(found.flatMap((offer) => (offer ? [[offer.no, offer]] : [])));
  const differing = [...offers.values()].filter(({ archivedAt }) => (archivedAt !== null) !== archive);
  const offerNos = differing.map(({ no }) => no);
  if (offerNos.length > 0) await work.offers.archive(offerNos, archive ? work.now : null, work.now);
  if (!archive) await moveUpInOffers(work, offerNos);
  const succeededIds = [...offers.values()].map(({ id }) => id);
  await work.events.note({ archive, offerIds: succeededIds });
  return {
    summary: { succeeded: succeededIds.length, failed: failedIds.length },
    succeededIds,
    failedIds,
  };
}
