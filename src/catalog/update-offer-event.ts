import { failureAt } from '../contract/failure.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { ofId } from '../contract/selection.js';
import { checkVersion } from '../contract/version.js';
import { followSources } from '../enrollment/follow-sources.js';
import { declineAll, moveUp } from '../enrollment/move-up.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { changedFields } from './changed-fields.js';
import { checkClosing, checkDates, checkNumbers } from './check-dates.js';
import { holdEvent } from './find-event.js';
import { findLinked, findTrainers } from './find-linked.js';
import { plainEvent } from './offer.js';
import type { EventFields, EventState } from './offer-events.js';
import { showVersionedEvent } from './show-event.js';

/** Changes what differs of an event; whoever is enrolled, or waits, follows. */
export async function updateOfferEvent(
  work: Work,
  caller: Caller,
  input: InputOf<'updateOfferEvent'>,
): Promise<OutputOf<'updateOfferEvent'>> {
  const dates = input.dates && checkDates(input.dates, work.zone);
  const closingAt = checkClosing(input.closingAt, work.zone);
  authorize(caller, 'offer.update');
  await work.organization.lock();
  const before = await holdEvent(work, input);
  if (!work.events.happened) checkVersion(input.ifVersion, plainEvent(before, work.zone));
  const { ref, title, type, minRegistrations, maxRegistrations, waitingList, price } = input;
  const { cancelled, published, archived, sendMail = true } = input;
  checkNumbers(
    minRegistrations === undefined ? before.minRegistrations : minRegistrations,
    maxRegistrations === undefined ? before.maxRegistrations : maxRegistrations,
    minRegistrations === undefined ? '/maxRegistrations' : '/minRegistrations',
  );
  if (typeof maxRegistrations === 'number' && cancelled !== true && before.enrolled > maxRegistrations) {
    const message = `${before.enrolled} are enrolled already.`;
    throw failureAt('conflict', '/maxRegistrations', 'below_enrolled', message);
  }
  const linked = await findLinked(work, input, before.linked);
  const trainers = await findTrainers(work, caller, input);

  const asked = { ref, title, type, minRegistrations, maxRegistrations, waitingList, closingAt, price };
  const changes = changedFields<EventFields>(before, { ...asked, cancelled, published, archived });
  const fields: string[] = Object.keys(changes);
  if (fields.length > 0) await work.offerEvents.change(before.no, changes);
  if (dates && differs(dates, before)) {
    await work.offerEvents.replaceDates(
      before.no,
      dates.map((date) => ({ ...date, id: idOf(date, before) ?? work.anotherId() })),
    );
    fields.push('dates');
  }
  if (trainers && (await trainersDiffer(work, trainers, before))) {
    await work.offerEvents.replaceTrainers(before.no, trainers);
    fields.push('trainers');
  }
  const unlinked = before.linked.map(({ no }) => no).filter((no) => linked && !linked.includes(no));
  const isLinkedAnew = linked && (unlinked.length > 0 || linked.length > before.linked.length);
  if (isLinkedAnew) {
    await work.offerEvents.replaceLinks(before.no, linked);
    fields.push('links');
  }
  const after = { ...before, ...changes };
  if (changes.cancelled === true) await declineAll(work, after, sendMail);
  else await moveUp(work, [before.no], sendMail);
  if (isLinkedAnew) await followSources(work, { kind: 'offer_event', nos: [before.no], unlinked });
  await work.events.note({ offerEventId: before.id, fields });
  const event = (await work.offerEvents.get(ofId(before.id), undefined)) ?? before;
  return showVersionedEvent(work, event);
}

type Dates = ReturnType<typeof checkDates>;

function differs(dates: Dates, before: EventState): boolean {
  const times = (list: Dates | EventState['dates']) =>
    JSON.stringify(list.map(({ startAt, endAt }) => [startAt, endAt]));
  return times(dates) !== times(before.dates);
}

/** A date that begins and ends as one did is that date still. */
function idOf(date: Dates[number], before: EventState): string | undefined {
  return before.dates.find(({ startAt, endAt }) => startAt === date.startAt && endAt === date.endAt)?.id;
}

async function trainersDiffer(work: Work, trainers: readonly number[], before: EventState): Promise<boolean> {
  const names = await work.users.names(trainers);
  const ids = trainers.map((no) => names.get(no)?.id ?? '');
  return JSON.stringify(ids) !== JSON.stringify(before.trainerIds);
}
