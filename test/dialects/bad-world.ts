import type { OrganizationFile } from '../../src/contract/organization-file.js';
import type { TestApplication } from '../application.js';
import { ask } from '../asking.js';
import { organization as small } from '../rest/organization.js';

export const dayId = '60000000-0000-4000-8000-000000000001';
const managed = { managedDepartmentRefs: ['nl'] };

export const organization: OrganizationFile = {
  ...small,
  roles: [
    { ref: 'planner', title: 'Planner', permissions: ['user.read', 'training.update', 'offer.update'] },
    ...(small.roles ?? []),
  ],
  users: [
    ...(small.users ?? []),
    { ref: 'nl-planner', departmentRef: 'nl', roles: [{ role: 'custom', roleRef: 'planner', ...managed }] },
  ],
  trainings: [
    { ref: 'day', title: 'A day' },
    { ref: 'other day', title: 'Another day' },
  ],
  sessions: [
    {
      ...{ ref: 'session', trainingRef: 'day', capacity: 3 },
      days: [{ id: dayId, startAt: '2999-01-02T09:00:00Z', duration: 3_600 }],
    },
  ],
};

/** Two people are in the training, have a seat in its session and are enrolled in the event. */
export async function badWorld(app: TestApplication): Promise<void> {
  const userRefs = ['ann', 'bob'];
  await ask(app, 'addUsersToTraining', { trainingRef: 'day', userRefs, sendInvites: false });
  for (const userRef of userRefs) await ask(app, 'chooseSession', { sessionRef: 'session', userRef });
  await ask(app, 'createOffer', { ref: 'offer', title: 'Offer' });
  await ask(app, 'createOfferEvent', { offerRef: 'offer', ref: 'event', maxRegistrations: 3 });
  await ask(app, 'createOfferEvent', { offerRef: 'offer', ref: 'other event' });
  await ask(app, 'enrollUsersInOfferEvent', { offerEventRef: 'event', userRefs, sendMail: false });
}
