import type { InputOf } from '../contract/operations.js';
import { given, isSame } from './file-record.js';
import type { OfferRecord } from './loaded-offers.js';
import type { Loading } from './plan.js';
import { type PlannedThings, planThings } from './plan-things.js';

type Entry = NonNullable<InputOf<'loadOrganization'>['offers']>[number];

/** Judges the offers of a file. */
export async function planOffers(
  loading: Loading,
  entries: readonly Entry[],
): Promise<PlannedThings<OfferRecord>> {
  const { work, complaints } = loading;
  const { now, loadedOffers } = work;
  const planned = await planThings<Entry, OfferRecord>(loading, {
    array: 'offers',
    what: 'offer',
    things: loadedOffers.offers,
    entries,
    complain(entry, path, before) {
      if (!before && entry.title === undefined)
        complaints.add(`${path}/title`, 'required', 'A new offer needs a title.');
    },
    after(entry, { no, id, ref }, before) {
      const archived = entry.archived ?? (before ? before.archivedAt !== null : false);
      const record = {
        no,
        id,
        ref,
        title: entry.title ?? before?.title ?? '',
        description: given(entry.description, before?.description),
        archivedAt: archived ? (before?.archivedAt ?? now) : null,
        createdAt: before?.createdAt ?? now,
      };
      const stays = before !== undefined && isSame<typeof record>(record, before);
      return { ...record, updatedAt: stays ? before.updatedAt : now };
    },
  });
  planned.judge();
  return planned;
}
