import type { InputOf, OutputOf } from '../contract/operations.js';
import { writeInstant } from '../enrollment/instant.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { checkDates } from './check-dates.js';
import { holdEvent } from './find-event.js';

/** Adds one date to an event. */
export async function addOfferEventDate(
  work: Work,
  caller: Caller,
  input: InputOf<'addOfferEventDate'>,
): Promise<OutputOf<'addOfferEventDate'>> {
  const [date] = checkDates([input], work.zone, '');
  authorize(caller, 'offer.update');
  await work.organization.lock();
  const event = await holdEvent(work, input);
  const { startAt, endAt } = date ?? { startAt: 0, endAt: 0 };
  const id = work.newId('date');
  await work.offerEvents.addDate(event.no, { id, startAt, endAt });
  await work.events.note({ offerEventId: event.id, dateId: id });
  const at = (instant: number) => writeInstant(instant, work.zone);
  return { offerEventId: event.id, id, startAt: at(startAt), endAt: at(endAt) };
}
