import type { OrganizationFile } from '../../src/contract/organization-file.js';
import { type EngineName, startApplication, type TestApplication } from '../application.js';
import { ask } from '../asking.js';

/** What exists in one world only, out of reach of everybody who asks. */
export const hidden = {
  user: '10000000-0000-4000-8000-0000000000aa',
  enrollment: '20000000-0000-4000-8000-0000000000aa',
  training: '50000000-0000-4000-8000-0000000000aa',
  session: '40000000-0000-4000-8000-0000000000aa',
  day: '60000000-0000-4000-8000-0000000000aa',
};
/** What exists in both worlds, within reach of some. */
export const seen = {
  ann: '10000000-0000-4000-8000-000000000001',
  bob: '10000000-0000-4000-8000-000000000002',
  cleo: '10000000-0000-4000-8000-000000000003',
  enrollment: '20000000-0000-4000-8000-000000000001',
  shared: '50000000-0000-4000-8000-000000000001',
  taught: '50000000-0000-4000-8000-000000000002',
  long: '50000000-0000-4000-8000-000000000003',
  wide: '40000000-0000-4000-8000-000000000001',
  narrow: '40000000-0000-4000-8000-000000000002',
  queue: '40000000-0000-4000-8000-000000000003',
  lesson: '40000000-0000-4000-8000-000000000004',
  wideDay: '60000000-0000-4000-8000-000000000001',
  narrowDay: '60000000-0000-4000-8000-000000000002',
  queueDay: '60000000-0000-4000-8000-000000000003',
  lessonDay: '60000000-0000-4000-8000-000000000004',
};
const given: ReadonlySet<string> = new Set([...Object.values(hidden), ...Object.values(seen)]);

const managed = { managedDepartmentRefs: ['nl'] };
const lookers = ['participant.read', 'attendance.read', 'registration.read', 'training.read'] as const;
const workers = [
  ...['participant.create', 'participant.delete', 'session.choose', 'attendance.update'],
  ...['progress.update', 'registration.create', 'registration.update', 'registration.delete'],
  ...['training.create', 'training.update', 'offer.read', 'offer.create', 'offer.update'],
  ...['user.read', 'enrollment.read', 'group.read'],
];
type Roles = NonNullable<OrganizationFile['roles']>;

export type Difference = 'people' | 'people and groups' | 'people and what is taught';

const session = (id: string, ref: string, trainingRef: string, dayId: string, capacity: number | null) => ({
  ...{ id, ref, trainingRef, capacity },
  days: [{ id: dayId, startAt: '2999-01-02T09:00:00Z', duration: 3_600 }],
});

/** Two worlds that differ in nothing but what is hidden, which comes last. */
function world(has: Difference | undefined): OrganizationFile {
  const dora = has !== undefined;
  const veiled = has === 'people and what is taught';
  return {
    departments: [
      { ref: 'hq', name: 'Head office' },
      { ref: 'nl', name: 'Netherlands', parentRef: 'hq' },
      { ref: 'nl-a', name: 'Amsterdam', parentRef: 'nl' },
      { ref: 'de', name: 'Germany', parentRef: 'hq' },
    ],
    roles: [
      { ref: 'all', title: 'All', permissions: [...lookers, ...workers] },
      { ref: 'looker', title: 'Looks at people', permissions: [...lookers] },
    ] as Roles,
    users: [
      { ref: 'owner', departmentRef: 'hq', roles: [{ role: 'owner' }] },
      {
        ref: 'administrator-nl',
        departmentRef: 'hq',
        roles: [{ role: 'department_administrator', ...managed }],
      },
      { ref: 'custom-nl', departmentRef: 'hq', roles: [{ role: 'custom', roleRef: 'all', ...managed }] },
      { ref: 'looker-nl', departmentRef: 'hq', roles: [{ role: 'custom', roleRef: 'looker', ...managed }] },
      {
        ref: 'team-manager',
        departmentRef: 'hq',
        roles: [{ role: 'group_manager', managedGroupRefs: ['team'] }],
      },
      { ref: 'manager', departmentRef: 'hq' },
      { ref: 'tess', departmentRef: 'hq' },
      { ref: 'ann', id: seen.ann, firstName: 'Ann', departmentRef: 'nl', managerRef: 'manager' },
      { ref: 'bob', id: seen.bob, firstName: 'Bob', departmentRef: 'nl-a' },
      { ref: 'cleo', id: seen.cleo, firstName: 'Cleo', departmentRef: 'de' },
      ...(dora
        ? [
            {
              ...{ ref: 'dora', id: hidden.user, firstName: 'Dora', lastName: 'Doe', departmentRef: 'de' },
              ...{ email: 'dora@acme.example', login: 'dora-login' },
            },
          ]
        : []),
    ],
    groups: [
      { ref: 'team', name: 'Team', memberRefs: ['ann'] },
      { ref: 'crowd', name: 'Crowd', memberRefs: ['bob', 'cleo', ...(dora ? ['dora'] : [])] },
      ...(has === 'people and groups' ? [{ ref: 'veiled', name: 'Veiled', memberRefs: ['dora'] }] : []),
    ],
    trainings: [
      { ref: 'shared', id: seen.shared, title: 'Shared' },
      { ref: 'taught', id: seen.taught, title: 'Taught' },
      { ref: 'long', id: seen.long, title: 'Long' },
      ...(veiled ? [{ ref: 'veiled', id: hidden.training, title: 'Veiled' }] : []),
    ],
    sessions: [
      session(seen.wide, 'wide', 'shared', seen.wideDay, null),
      session(seen.narrow, 'narrow', 'shared', seen.narrowDay, 1),
      // Here everybody waits for ever, also who is hidden.
      session(seen.queue, 'queue', 'long', seen.queueDay, 0),
      session(seen.lesson, 'lesson', 'taught', seen.lessonDay, 2),
      ...(veiled ? [session(hidden.session, 'veiled', 'veiled', hidden.day, null)] : []),
    ],
    courses: [{ ref: 'course', title: 'Course', trainingRefs: ['shared'] }],
    enrollments: [
      { id: seen.enrollment, learnerRef: 'ann', courseRef: 'course', dueDateType: 'unlimited' },
      ...(dora
        ? [
            {
              ...{ id: hidden.enrollment, learnerRef: 'dora', courseRef: 'course' },
              dueDateType: 'unlimited' as const,
            },
          ]
        : []),
    ],
  };
}

/** A world with what it came to by itself: ids by the names that both worlds have for them, and the other way round. */
export interface World {
  readonly app: TestApplication;
  readonly idOf: ReadonlyMap<string, string>;
  readonly nameOf: ReadonlyMap<string, string>;
}

/** The same happens in both worlds, and then what only happens to who is hidden. */
export async function startWorld(engine: EngineName, has?: Difference): Promise<World> {
  const app = await startApplication({ engine, organization: world(has) });
  const quiet = { sendInvites: false };
  await ask(app, 'addUsersToTraining', { trainingRef: 'taught', userRefs: ['ann', 'bob'], ...quiet });
  await ask(app, 'addUsersToTraining', { trainingRef: 'shared', userRefs: ['ann', 'cleo'], ...quiet });
  await ask(app, 'addUsersToTraining', { trainingRef: 'taught', userRefs: ['tess'], role: 'trainer' });
  await ask(app, 'addUsersToTraining', { trainingRef: 'long', userRefs: ['ann', 'bob'], ...quiet });
  await ask(app, 'addGroupsToTraining', { trainingRef: 'shared', groupRefs: ['crowd'] });
  for (const userRef of ['ann', 'cleo']) await ask(app, 'chooseSession', { sessionRef: 'narrow', userRef });
  await ask(app, 'chooseSession', { sessionRef: 'queue', userRef: 'ann' });
  await ask(app, 'createOffer', { ref: 'offer', title: 'Offer' });
  const event = (ref: string, fields: object) =>
    ask(app, 'createOfferEvent', { offerRef: 'offer', ref, published: true, waitingList: true, ...fields });
  await event('open', { trainingRefs: ['shared'] });
  await event('full', { maxRegistrations: 1 });
  await event('line', { maxRegistrations: 0 });
  for (const offerEventRef of ['open', 'full', 'line'])
    await ask(app, 'enrollUsersInOfferEvent', { offerEventRef, userRefs: ['cleo', 'ann'], sendMail: false });

  if (has) await hide(app, has);
  const idOf = await namesOf(app);
  return { app, idOf, nameOf: new Map([...idOf].map(([name, id]) => [id, name])) };
}

async function hide(app: TestApplication, has: Difference): Promise<void> {
  const dora = { userRefs: ['dora'], sendInvites: false };
  for (const role of ['participant', 'trainer', 'mentor'] as const)
    await ask(app, 'addUsersToTraining', { trainingRef: 'shared', role, ...dora });
  await ask(app, 'addUsersToTraining', { trainingRef: 'long', ...dora });
  for (const sessionRef of ['wide', 'queue'])
    await ask(app, 'chooseSession', { sessionRef, userRef: 'dora' });
  await ask(app, 'recordAttendance', {
    dayId: seen.wideDay,
    entries: [{ userRef: 'dora', attended: true, minutes: 7 }],
  });
  const entry = { userRef: 'dora', progress: 77 };
  await ask(app, 'reportProgress', {
    entries: [
      { ...entry, trainingRef: 'shared' },
      { ...entry, courseRef: 'course' },
    ],
  });
  for (const offerEventRef of ['open', 'line'])
    await ask(app, 'enrollUsersInOfferEvent', { offerEventRef, userRefs: ['dora'] });
  if (has === 'people and groups')
    await ask(app, 'addGroupsToTraining', { trainingRef: 'shared', groupRefs: ['veiled'] });
  if (has !== 'people and what is taught') return;
  await ask(app, 'addUsersToTraining', { trainingRef: 'veiled', ...dora });
  await ask(app, 'createOffer', { ref: 'veiled', title: 'Veiled' });
  for (const offerRef of ['offer', 'veiled'])
    await ask(app, 'createOfferEvent', {
      ...{ offerRef, ref: `veiled-${offerRef}`, published: false },
      trainingRefs: ['veiled'],
    });
  await ask(app, 'enrollUsersInOfferEvent', { offerEventRef: 'veiled-offer', userRefs: ['dora'] });
}

/** Ids that the account made itself, by names. */
async function namesOf(app: TestApplication): Promise<ReadonlyMap<string, string>> {
  const limit = 1_000;
  const offers = (await ask(app, 'listOffers', { limit })).items;
  const events = (await ask(app, 'listOfferEvents', { limit })).items;
  const enrollments = (await ask(app, 'listOfferEventEnrollments', { limit })).items;
  const participations = (await ask(app, 'listParticipations', { limit, status: 'any' })).items;
  const groups = (await ask(app, 'listGroups', { limit })).items;
  return new Map([
    ...offers.map(({ ref, id }): [string, string] => [`offer ${ref}`, id]),
    ...events.map(({ ref, id }): [string, string] => [`event ${ref}`, id]),
    ...groups.map(({ ref, id }): [string, string] => [`group ${ref}`, id]),
    ...enrollments.map((one): [string, string] => [`${one.userRef} in ${one.offerEventRef}`, one.id]),
    ...participations.map((one): [string, string] => [
      `${one.userRef} ${one.role} in ${one.trainingRef}`,
      one.enrollmentId,
    ]),
  ]);
}

/** Counts of seats, and places in waiting lists: whoever sees what they are about sees these of everybody. */
const counts: ReadonlySet<string> = new Set([
  ...['attending', 'waiting', 'enrolled', 'seatsLeft'],
  ...['enrolledCount', 'waitingCount', 'spotsAvailable'],
]);
const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** An answer without what may differ: ids, instants and versions of what a world made itself, counts and positions. */
export function plain({ nameOf }: World, answer: unknown): unknown {
  if (Array.isArray(answer)) return answer.map((one) => plain({ nameOf } as World, one));
  if (typeof answer === 'string')
    return answer
      .replaceAll(uuids, (id) => (given.has(id) ? id : (nameOf.get(id) ?? 'new')))
      .replaceAll(/\d{4}-\d{2}-\d{2}T[\d:.+-]+/g, 'then');
  if (typeof answer !== 'object' || answer === null) return answer;
  const seats = 'seatsLeft' in answer || 'spotsAvailable' in answer;
  const isMade = 'id' in answer && !given.has(String(answer.id));
  return Object.fromEntries(
    Object.entries(answer).map(([name, value]) => {
      if (seats && counts.has(name)) return [name, 'count'];
      if (name === 'position' && typeof value === 'number') return [name, 'position'];
      if (name === 'version' && isMade) return [name, 'version'];
      return [name, plain({ nameOf } as World, value)];
    }),
  );
}
