import { authorizeOfferReading } from '../catalog/authorize-offer-reading.js';
import { holdEvent } from '../catalog/find-event.js';
import { eventNamed } from '../catalog/named-thing.js';
import type { EventState } from '../catalog/offer-events.js';
import { failureAt } from '../contract/failure.js';
import { noSuch } from '../contract/no-such.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { userListNames } from '../contract/selection.js';
import { type FailedUser, failedUser } from '../organization/failed-user.js';
import { findPeople } from '../organization/find-people.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import { isForOthers } from '../permission/reach.js';
import type { Work } from '../work.js';
import { checkOpen } from './check-open.js';
import type { EventEnrollmentState, NewStatus } from './event-enrollments.js';
import { settleFailures } from './failed.js';
import { followSources } from './follow-sources.js';
import { failedOutcome } from './user-outcome.js';

type Answer = OutputOf<'enrollUsersInOfferEvent'>;

/** Enrolls users in an event in the order given while there are seats; the others wait, if the event lets them. */
export async function enrollUsersInOfferEvent(
  work: Work,
  caller: Caller,
  input: InputOf<'enrollUsersInOfferEvent'>,
): Promise<Answer> {
  const { sendMail = true, mode } = input;
  const names = userListNames(input);
  const { path } = eventNamed(input);
  const reach = authorize(caller, 'registration.create');
  const ofLearner = authorizeOfferReading(caller);
  const seen = await work.offerEvents.get(eventNamed(input), ofLearner);
  if (!seen) throw noSuch('offer event', eventNamed(input));
  const failures: FailedUser[] = [];
  const places = await findPeople(work.users, names, reach, caller, failures);
  settleFailures(failures, mode);
  await work.eventEnrollments.holdPeople([...places.keys()]);
  const event = await holdEvent(work, input);
  const isFirst = !work.events.happened;
  if (isFirst) {
    checkOpen(event, path, work.now);
    if (!event.published && !isForOthers(reach))
      throw failureAt('conflict', path, 'unpublished', 'The event is not published.');
  }

  const before = await work.eventEnrollments.find(event.no, [...places.keys()]);
  const asked = [...places].filter(([no]) => !isPresent(before.get(no)));
  const people = isFirst
    ? placesFor(
        event,
        asked.map(([no]) => no),
      )
    : [];
  if (isFirst) {
    for (const [, place] of asked.slice(people.length)) {
      const message = 'All seats of the event are taken, and it has no waiting list.';
      failures.push(failedUser(names, place, { code: 'conflict', rule: 'full', message }));
    }
    settleFailures(failures, mode);
  }
  if (people.length > 0) {
    await work.eventEnrollments.enter(event.no, people, work.now);
    const enrolled = people.filter(({ status }) => status === 'ENROLLED').map(({ userNo }) => userNo);
    const waiting = people.filter(({ status }) => status === 'WAITLISTED').map(({ userNo }) => userNo);
    await followSources(work, { kind: 'offer_event', nos: [event.no], userNos: enrolled });
    if (sendMail) {
      await work.messages.leave('offer_event_enrolled', enrolled, event.no);
      await work.messages.leave('offer_event_waitlisted', waiting, event.no);
    }
  }
  const after = people.length > 0 ? await work.eventEnrollments.find(event.no, [...places.keys()]) : before;
  return await answer(work, { event, names, places, failures, after });
}

function isPresent(state: EventEnrollmentState | undefined): boolean {
  return state?.status === 'ENROLLED' || state?.status === 'WAITLISTED';
}

/** Who gets a seat and who waits, in the order given; shorter than what was asked where neither is left. */
function placesFor(event: EventState, userNos: readonly number[]): readonly NewStatus[] {
  const { maxRegistrations, enrolled, waiting, waitingList } = event;
  const all = maxRegistrations === null ? userNos.length : maxRegistrations - enrolled;
  // Whoever waits already stands before all who come now.
  const free = waiting > 0 ? 0 : Math.max(0, all);
  const seated = userNos.slice(0, free).map((userNo) => ({ userNo, status: 'ENROLLED' as const }));
  const others = waitingList ? userNos.slice(free) : [];
  return [...seated, ...others.map((userNo) => ({ userNo, status: 'WAITLISTED' as const }))];
}

interface Done {
  readonly event: EventState;
  readonly names: ReturnType<typeof userListNames>;
  readonly places: ReadonlyMap<number, number>;
  readonly failures: readonly FailedUser[];
  readonly after: ReadonlyMap<number, EventEnrollmentState>;
}

async function answer(work: Work, { event, names, places, failures, after }: Done): Promise<Answer> {
  const summary = {
    enrolled: 0,
    waitlisted: 0,
    alreadyEnrolled: 0,
    alreadyWaitlisted: 0,
    failed: failures.length,
  };
  const done: { readonly place: number; readonly outcome: Answer['outcomes'][number] }[] = [];
  for (const [no, place] of places) {
    const state = after.get(no);
    if (!state || !isPresent(state)) continue;
    const waits = state.status === 'WAITLISTED';
    const outcome = waits
      ? state.mine
        ? 'waitlisted'
        : 'already_waitlisted'
      : state.mine
        ? 'enrolled'
        : 'already_enrolled';
    if (outcome === 'enrolled') summary.enrolled += 1;
    else if (outcome === 'waitlisted') summary.waitlisted += 1;
    else if (outcome === 'already_enrolled') summary.alreadyEnrolled += 1;
    else summary.alreadyWaitlisted += 1;
    done.push({
      place,
      outcome: {
        outcome,
        enrollmentId: state.mine && work.dryRun ? null : state.id,
        userId: state.userId,
        userRef: state.userRef,
        ...(state.position !== null && { position: state.position }),
      },
    });
  }
  await work.events.note({
    offerEventId: event.id,
    [names.path.slice(1)]: names.values.slice(0, 100),
    ...summary,
  });
  const failed = failures.map((failure) => ({
    place: failure.place,
    outcome: failedOutcome(names, failure),
  }));
  const kept = [...failed, ...(work.brief ? [] : done)].slice(0, work.outcomesTold);
  const outcomes = kept.sort((a, b) => a.place - b.place).map(({ outcome }) => outcome);
  return {
    offerEventId: event.id,
    summary,
    outcomes,
    outcomesOmitted: done.length + failures.length - outcomes.length,
  };
}
