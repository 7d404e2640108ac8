import type { TestApplication } from '../application.js';
import { ask } from '../asking.js';
import { target } from './people.js';
import { linked } from './ways-links.js';
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
  await ask(app, 'createTraining', { ref: 'linked', title: 'Linked' });
  const toUnit = { departmentRef: `unit-${first?.ref}`, trainingRef: 'linked' };
  linked.id = (await ask(app, 'addLink', toUnit)).link.id;
  const { items } = await ask(app, 'listOfferEventEnrollments', { limit: 10_000 });
  for (const { id, userRef } of items) if (userRef !== null) eventEnrollmentIds.set(userRef, id);
  for (const ref of refs) {
    await ask(app, 'createOffer', { ref: `offer-${ref}`, title: ref });
    await ask(app, 'createOfferEvent', { offerRef: `offer-${ref}`, ref: `event-${ref}`, published: true });
  }
}
