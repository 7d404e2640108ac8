import type { EventState } from '../catalog/offer-events.js';
import { failureAt } from '../contract/failure.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { ofId } from '../contract/selection.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import { everyone } from '../permission/reach.js';
import type { Work } from '../work.js';
import { checkOpen } from './check-open.js';
import { showVersionedEventEnrollment, versionOfEventEnrollment } from './event-enrollment.js';
import type { EventEnrollmentState } from './event-enrollments.js';
import { followSources } from './follow-sources.js';
import { moveUp } from './move-up.js';
import { unknownEnrollment } from './unknown-enrollment.js';

const messages = {
  ENROLLED: 'offer_event_enrolled',
  WAITLISTED: 'offer_event_waitlisted',
  CANCELLED: 'offer_event_cancelled',
  DECLINED: 'offer_event_declined',
} as const;

/** Gives an enrollment in an event another status, as far as there is a seat for it. */
export async function changeOfferEventEnrollment(
  work: Work,
  caller: Caller,
  input: InputOf<'changeOfferEventEnrollment'>,
): Promise<OutputOf<'changeOfferEventEnrollment'>> {
  const { sendMail = true } = input;
  const reach = authorize(caller, 'registration.update');
  const named = await work.eventEnrollments.get(input.enrollmentId, reach);
  if (!named) throw unknownEnrollment();
  await work.eventEnrollments.holdPeople([named.userNo]);
  await work.offerEvents.hold([named.eventNo]);
  const event = await work.offerEvents.get(ofId(named.offerEventId), undefined);
  const before = await work.eventEnrollments.get(named.id, everyone);
  if (!event || !before) throw unknownEnrollment();
  if (!before.mine && input.ifVersion && !input.ifVersion.includes(versionOfEventEnrollment(before)))
    throw failureAt('stale', '/ifVersion', 'stale', 'It has been changed meanwhile: read it again.');

  const status = before.mine ? before.status : statusFor(input.status, before, event, work.now);
  if (status !== before.status) {
    const { userNo } = before;
    if (status === 'CANCELLED' || status === 'DECLINED')
      await work.eventEnrollments.end([event.no], [userNo], status, work.now);
    else await work.eventEnrollments.enter(event.no, [{ userNo, status }], work.now);
    await followSources(work, { kind: 'offer_event', nos: [event.no], userNos: [userNo] });
    if (sendMail) await work.messages.leave(messages[status], [userNo], event.no);
    await moveUp(work, [event.no], sendMail);
    await work.events.note({
      offerEventId: event.id,
      enrollmentId: before.id,
      userId: before.userId,
      status,
    });
  }
  const after = (await work.eventEnrollments.get(before.id, everyone)) ?? before;
  return showVersionedEventEnrollment(after, work.zone);
}

/** The status that comes of what is asked: seats and the line decide, never the wish alone. */
function statusFor(
  asked: EventEnrollmentState['status'],
  { status }: EventEnrollmentState,
  event: EventState,
  now: number,
): EventEnrollmentState['status'] {
  const isPresent = status === 'ENROLLED' || status === 'WAITLISTED';
  if (asked === 'CANCELLED' || asked === 'DECLINED') {
    if (isPresent || asked === status) return asked;
    throw failureAt('conflict', '/status', 'not_enrolled', 'The user neither is enrolled nor waits.');
  }
  // Whoever waits is enrolled as soon as there is a seat: there is none now.
  if (isPresent) return status;
  checkOpen(event, '/status', now);
  const { maxRegistrations, enrolled, waiting, waitingList } = event;
  if (waiting === 0 && (maxRegistrations === null || enrolled < maxRegistrations)) return 'ENROLLED';
  if (waitingList) return 'WAITLISTED';
  const message = 'All seats of the event are taken, and it has no waiting list.';
  throw failureAt('conflict', '/status', 'full', message);
}
