import { failureAt } from '../contract/failure.js';
import { noSuch } from '../contract/no-such.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { ofId } from '../contract/selection.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { checkClosing, checkDates, checkNumbers } from './check-dates.js';
import { findLinked, findTrainers } from './find-linked.js';
import { offerNamed } from './named-thing.js';
import { showVersionedEvent } from './show-event.js';

/** Plans an event of an offer that is not archived. */
export async function createOfferEvent(
  work: Work,
  caller: Caller,
  input: InputOf<'createOfferEvent'>,
): Promise<OutputOf<'createOfferEvent'>> {
  const dates = checkDates(input.dates ?? [], work.zone);
  const closingAt = checkClosing(input.closingAt, work.zone) ?? null;
  const { ref = null, title = null, type = 'meeting', price = null } = input;
  const { minRegistrations = null, maxRegistrations = null, waitingList = false } = input;
  const { cancelled = false, published = false } = input;
  checkNumbers(minRegistrations, maxRegistrations, '/minRegistrations');
  authorize(caller, 'offer.update');
  await work.organization.lock();
  const names = offerNamed(input);
  const offer = await work.offers.get(names, undefined);
  if (!offer) throw noSuch('offer', offerNamed(input));
  if (offer.archivedAt !== null && !work.events.happened)
    throw failureAt('conflict', names.path, 'archived', 'The offer is archived and gets no new events.');
  const linked = await findLinked(work, input, []);
  const trainers = await findTrainers(work, caller, input);
  const id = work.newId('event');
  const no = await work.offerEvents.add(offer.no, id, {
    ref,
    title,
    type,
    minRegistrations,
    maxRegistrations,
    waitingList,
    closingAt,
    price,
    cancelled,
    published,
    archived: false,
  });
  if (!work.events.happened) {
    await work.offerEvents.replaceDates(
      no,
      dates.map((date) => ({ ...date, id: work.anotherId() })),
    );
    if (linked) await work.offerEvents.replaceLinks(no, linked);
    if (trainers) await work.offerEvents.replaceTrainers(no, trainers);
  }
  await work.events.note({ offerId: offer.id, offerEventId: id });
  const event = await work.offerEvents.get(ofId(id), undefined);
  if (!event) throw new Error('the event that was added is not there');
  return showVersionedEvent(work, event);
}
