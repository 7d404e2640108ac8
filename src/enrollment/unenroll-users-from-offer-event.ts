import { authorizeOfferReading } from '../catalog/authorize-offer-reading.js';
import { holdEvent } from '../catalog/find-event.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { userListNames } from '../contract/selection.js';
import type { FailedUser } from '../organization/failed-user.js';
import { findPeople } from '../organization/find-people.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { settleFailures } from './failed.js';
import { followSources } from './follow-sources.js';
import { moveUp } from './move-up.js';
import { failedOutcome } from './user-outcome.js';

type Answer = OutputOf<'unenrollUsersFromOfferEvent'>;

/** Takes users out of an event: they gave it up, and seats go to those who wait. */
export async function unenrollUsersFromOfferEvent(
  work: Work,
  caller: Caller,
  input: InputOf<'unenrollUsersFromOfferEvent'>,
): Promise<Answer> {
  const { sendMail = true, mode } = input;
  const names = userListNames(input);
  const reach = authorize(caller, 'registration.delete');
  const ofLearner = authorizeOfferReading(caller);
  const failures: FailedUser[] = [];
  const userNos = [...(await findPeople(work.users, names, reach, caller, failures)).keys()];
  const event = await holdEvent(work, input, ofLearner);
  settleFailures(failures, mode);

  const before = await work.eventEnrollments.find(event.no, userNos);
  const leaving = [...before.values()].filter(
    ({ status }) => status === 'ENROLLED' || status === 'WAITLISTED',
  );
  const leavingNos = leaving.map(({ userNo }) => userNo);
  if (leaving.length > 0) {
    await work.eventEnrollments.end([event.no], leavingNos, 'CANCELLED', work.now);
    await followSources(work, { kind: 'offer_event', nos: [event.no], userNos: leavingNos });
    if (sendMail) await work.messages.leave('offer_event_cancelled', leavingNos, event.no);
    await moveUp(work, [event.no], sendMail);
  }
  const gone = new Set(leavingNos);
  const isCancelled = (no: number) =>
    gone.has(no) || (before.get(no)?.mine && before.get(no)?.status === 'CANCELLED');
  const people = await work.users.names(userNos);
  const cancelled = userNos.filter(isCancelled).length;
  const summary = { cancelled, notEnrolled: userNos.length - cancelled, failed: failures.length };
  const told: Answer['outcomes'] = failures.map((failure) => failedOutcome(names, failure));
  for (const no of work.brief ? [] : userNos) {
    if (told.length >= work.outcomesTold) break;
    told.push({
      outcome: isCancelled(no) ? 'cancelled' : 'not_enrolled',
      enrollmentId: before.get(no)?.id ?? null,
      userId: people.get(no)?.id ?? '',
      userRef: people.get(no)?.ref ?? null,
    });
  }
  const outcomes = told.slice(0, work.outcomesTold);
  await work.events.note({
    offerEventId: event.id,
    [names.path.slice(1)]: names.values.slice(0, 100),
    ...summary,
  });
  return {
    offerEventId: event.id,
    summary,
    outcomes,
    outcomesOmitted: userNos.length + failures.length - outcomes.length,
  };
}
