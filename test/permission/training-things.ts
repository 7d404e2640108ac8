import type { TestApplication } from '../application.js';
import { ask } from '../asking.js';
import { target } from './people.js';
import { linkIds } from './ways-links.js';
import { eventEnrollmentIds } from './ways-trainings.js';

/** What so many targets have in trainings and offers: a seat each, a linked group, an event and an offer of their own. */
export async function trainingThings(app: TestApplication, targets: number): Promise<void> {
  const people = Array.from({ length: targets }, (_, no) => target(no));
  const refs = people.map(({ ref }) => ref);
  const quiet = { sendInvites: false };
  await ask(app, 'addUsersToTraining', { trainingRef: 'inside', userRefs: refs, ...quiet });
  await ask(app, 'addGroupsToTraining', {
    trainingRef: 'inside',
    groupRefs: refs.map((ref) => `group-${ref}`),
  });
  for (const { ref, sessionId } of people) await ask(app, 'chooseSession', { sessionId, userRef: ref });
  const [first] = people;
  await ask(app, 'recordAttendance', {
    dayId: first?.dayId,
    entries: [{ userRef: first?.ref, attended: true }],
  });
  await ask(app, 'createOffer', { ref: 'published', title: 'Published' });
  for (const ref of ['open-event', 'held-event'])
    await ask(app, 'createOfferEvent', { offerRef: 'published', ref, published: true });
  await ask(app, 'enrollUsersInOfferEvent', { offerEventRef: 'held-event', userRefs: refs, sendMail: true });
  for (const ref of ['linked', 'to-link']) await ask(app, 'createTraining', { ref, title: ref });
  for (const ref of refs) {
    const { link } = await ask(app, 'addLink', { departmentRef: `unit-${ref}`, trainingRef: 'linked' });
    linkIds.set(ref, link.id);
  }
  const { items } = await ask(app, 'listOfferEventEnrollments', { limit: 10_000 });
  for (const { id, userRef } of items) if (userRef !== null) eventEnrollmentIds.set(userRef, id);
  for (const ref of refs) {
    await ask(app, 'createOffer', { ref: `offer-${ref}`, title: ref });
    await ask(app, 'createOfferEvent', { offerRef: `offer-${ref}`, ref: `event-${ref}`, published: true });
  }
}
