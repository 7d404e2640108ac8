import { noSuch } from '../contract/no-such.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { ofId } from '../contract/selection.js';
import { checkVersion, versioned } from '../contract/version.js';
import { moveUpInOffers } from '../enrollment/move-up.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { changedFields } from './changed-fields.js';
import { offerNamed } from './named-thing.js';
import { showOffer } from './offer.js';
import type { OfferState } from './offers.js';

/** Changes what differs of an offer; where nothing does, nothing is written, no event either. */
export async function updateOffer(
  work: Work,
  caller: Caller,
  input: InputOf<'updateOffer'>,
): Promise<OutputOf<'updateOffer'>> {
  authorize(caller, 'offer.update');
  await work.organization.lock();
  const before = await work.offers.get(offerNamed(input), undefined);
  if (!before) throw noSuch('offer', offerNamed(input));
  if (!work.events.happened) checkVersion(input.ifVersion, showOffer(before, work.zone));
  const { ref, title, description, archived } = input;
  const archivedAt =
    archived === undefined || archived === (before.archivedAt !== null)
      ? undefined
      : archived
        ? work.now
        : null;
  const changes = changedFields<OfferState>(before, { ref, title, description, archivedAt });
  const fields = Object.keys(changes);
  if (fields.length > 0) await work.offers.change(before.no, changes, work.now);
  if (changes.archivedAt === null) await moveUpInOffers(work, [before.no]);
  await work.events.note({ offerId: before.id, fields });
  const after = (await work.offers.get(ofId(before.id), undefined)) ?? before;
  return versioned(showOffer(after, work.zone));
}
