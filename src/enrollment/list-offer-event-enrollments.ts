import type { InputOf, OutputOf } from '../contract/operations.js';
import { pageSize } from '../contract/page.js';
import { type Names, usersListed } from '../contract/selection.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import { everyone } from '../permission/reach.js';
import type { Work } from '../work.js';
import { showEventEnrollment } from './event-enrollment.js';

/** What people are in events, as far as the caller sees them, page by page. */
export async function listOfferEventEnrollments(
  work: Work,
  caller: Caller,
  input: InputOf<'listOfferEventEnrollments'>,
): Promise<OutputOf<'listOfferEventEnrollments'>> {
  const reach = authorize(caller, 'registration.read');
  const { offerEventIds, offerEventRefs, statuses, limit = pageSize.usual, cursor } = input;
  const events: Names | undefined = offerEventIds
    ? { by: 'id', path: '/offerEventIds', values: offerEventIds }
    : offerEventRefs && { by: 'ref', path: '/offerEventRefs', values: offerEventRefs };
  const users = usersListed(input);
  const known = (nos: readonly number[]) => nos.filter((no) => no !== 0);
  const filter = {
    eventNos: events && known(await work.offerEvents.numbers(events)),
    userNos: users && known(await work.users.find(users, everyone)),
    statuses,
  };
  const page = await work.eventEnrollments.list(filter, reach, limit, cursor);
  return { ...page, items: page.items.map((state) => showEventEnrollment(state, work.zone)) };
}
