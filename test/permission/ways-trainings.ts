import type { Target } from './people.js';
import {
  administering,
  assigned,
  inTraining,
  managing,
  planning,
  reading,
  type Ways,
  writing,
} from './way.js';

const training = '/trainings/ref:inside';
const place = (target: Target) => `/training-sessions/${target.sessionId}/places`;
const attendance = ({ dayId }: Target) => `/session-days/${dayId}/attendance`;
/** Ids that the account gives: of the enrollments of targets in the event `held-event`. */
export const eventEnrollmentIds = new Map<string, string>();

/** Lists of what people are: everybody reads what is theirs. */
const ofPeople = { ...reading, beyond: 'nothing', lacking: 'nothing' } as const;
/** Learners choose for themselves; whoever sees no such training is told that there is none. */
const choosing = {
  done: [...managing, 'the learner'],
  beyond: 'forbidden',
  lacking: 'absent',
  lackingIfManagersEnroll: 'forbidden',
  but: {
    'a custom role without the permission': 'forbidden',
    'the planner': 'forbidden',
    'the group manager': 'forbidden',
    'a planner elsewhere': 'forbidden',
  },
} as const;
/** What is registered for: shown to everybody as far as it is published. */
const shown = {
  done: [
    'another learner',
    'the learner',
    'the manager',
    'a department administrator elsewhere',
    'a custom role elsewhere',
    'a custom role without the permission',
    'a planner elsewhere',
    ...managing,
    ...planning,
  ],
  beyond: 'done',
  lacking: 'done',
} as const;
const offering = {
  ...assigned,
  done: ['the custom role', 'a custom role elsewhere', 'an administrator', 'the owner'],
} as const;
const registering = {
  done: [...managing, 'the learner'],
  beyond: 'forbidden',
  lacking: 'forbidden',
} as const;

export const trainingsWays = {
  addUsersToTraining: {
    'POST /trainings/:id/participants': {
      ...writing,
      rest: ({ ref }) => [`${training}/participants`, { userRefs: [ref], role: 'mentor' }],
    },
  },
  removeUsersFromTraining: {
    'POST /trainings/:id/participants/remove': {
      ...writing,
      rest: ({ ref }) => [`${training}/participants/remove`, { userRefs: [ref] }],
    },
  },
  listTrainingParticipants: {
    'GET /trainings/:id/participants': {
      ...inTraining,
      rest: () => [`${training}/participants?limit=1000`],
    },
  },
  listParticipations: {
    'GET /participations': { ...ofPeople, rest: ({ ref }) => [`/participations?userRef=${ref}`] },
  },
  addGroupsToTraining: {
    'POST /trainings/:id/groups': {
      ...administering,
      rest: ({ ref }) => [`${training}/groups`, { groupRefs: [`empty-${ref}`] }],
    },
  },
  removeGroupsFromTraining: {
    'POST /trainings/:id/groups/remove': {
      ...administering,
      rest: ({ ref }) => [`${training}/groups/remove`, { groupRefs: [`group-${ref}`] }],
    },
  },
  listTrainingGroups: {
    'GET /training-groups': {
      done: [...managing, 'a department administrator elsewhere', 'a custom role elsewhere', ...planning],
      beyond: 'nothing',
      lacking: 'forbidden',
      rest: () => ['/training-groups?trainingRef=inside'],
    },
  },
  chooseSession: {
    'POST /training-sessions/:id/places': {
      ...choosing,
      rest: (target) => [place({ ...target, sessionId: sharedSession }), { userRef: target.ref }],
    },
  },
  giveUpSession: {
    'POST /training-sessions/:id/places/give-up': {
      ...choosing,
      rest: (target) => [`${place(target)}/give-up`, { userRef: target.ref }],
    },
  },
  listSessionPlaces: {
    'GET /training-sessions/:id/places': { ...inTraining, rest: (target) => [place(target)] },
  },
  recordAttendance: {
    'POST /session-days/:id/attendance': {
      ...writing,
      rest: (target) => [
        attendance(target),
        { entries: [{ userRef: target.ref, attended: true, minutes: 1 }] },
      ],
    },
  },
  listAttendance: {
    'GET /session-days/:id/attendance': { ...inTraining, rest: (target) => [attendance(target)] },
  },
  reportProgress: {
    'POST /progress': {
      ...writing,
      rest: ({ ref }) => ['/progress', { entries: [{ userRef: ref, courseRef: 'held', progress: 10 }] }],
    },
  },
  reconcileEnrollments: {
    'POST /enrollments/reconcile': {
      ...administering,
      rest: ({ ref }) => ['/enrollments/reconcile', { userRefs: [ref] }],
    },
  },
  listMessages: { 'GET /messages': { ...administering, rest: () => ['/messages'] } },
  listOffers: { 'GET /offers': { ...shown, rest: () => ['/offers?search=published'] } },
  getOffer: { 'GET /offers/:id': { ...shown, rest: () => ['/offers/ref:published'] } },
  createOffer: { 'POST /offers': { ...offering, rest: ({ ref }) => ['/offers', { title: ref }] } },
  updateOffer: {
    'PATCH /offers/:id': {
      ...offering,
      rest: ({ ref }) => ['/offers/ref:published', { description: ref }],
    },
  },
  archiveOffers: {
    'POST /offers/archive': {
      ...offering,
      rest: ({ ref }) => ['/offers/archive', { ids: [`offer-${ref}`], archive: true }],
    },
  },
  listOfferEvents: {
    'GET /offer-events': { ...shown, rest: () => ['/offer-events?offerRef=published'] },
  },
  getOfferEvent: { 'GET /offer-events/:id': { ...shown, rest: () => ['/offer-events/ref:open-event'] } },
  createOfferEvent: {
    'POST /offers/:id/events': { ...offering, rest: () => ['/offers/ref:published/events', {}] },
  },
  updateOfferEvent: {
    'PATCH /offer-events/:id': {
      ...offering,
      rest: ({ ref }) => ['/offer-events/ref:open-event', { title: ref }],
    },
  },
  addOfferEventDate: {
    'POST /offer-events/:id/dates': {
      ...offering,
      rest: () => [
        '/offer-events/ref:open-event/dates',
        { startAt: '2031-01-01T09:00:00Z', endAt: '2031-01-01T10:00:00Z' },
      ],
    },
  },
  archiveOfferEvents: {
    'POST /offer-events/archive': {
      ...offering,
      rest: ({ ref }) => ['/offer-events/archive', { ids: [`event-${ref}`], archive: true }],
    },
  },
  deleteOfferEvent: {
    'DELETE /offer-events/:id': { ...offering, rest: ({ ref }) => [`/offer-events/ref:event-${ref}`] },
  },
  enrollUsersInOfferEvent: {
    'POST /offer-events/:id/enrollments': {
      ...registering,
      rest: ({ ref }) => ['/offer-events/ref:open-event/enrollments', { userRefs: [ref] }],
    },
  },
  unenrollUsersFromOfferEvent: {
    'POST /offer-events/:id/enrollments/cancel': {
      ...registering,
      rest: ({ ref }) => ['/offer-events/ref:held-event/enrollments/cancel', { userRefs: [ref] }],
    },
  },
  changeOfferEventEnrollment: {
    'PATCH /offer-event-enrollments/:id': {
      ...writing,
      beyond: 'absent',
      rest: ({ ref }) => [`/offer-event-enrollments/${eventEnrollmentIds.get(ref)}`, { status: 'DECLINED' }],
    },
  },
  getOfferEventEnrollment: {
    'GET /offer-event-enrollments/:id': {
      ...reading,
      beyond: 'absent',
      lacking: 'absent',
      rest: ({ ref }) => [`/offer-event-enrollments/${eventEnrollmentIds.get(ref)}`],
    },
  },
  listOfferEventEnrollments: {
    'GET /offer-event-enrollments': {
      ...ofPeople,
      rest: ({ ref }) => [`/offer-event-enrollments?userRef=${ref}`],
    },
  },
  listGroupPeople: {
    'GET /group-people': {
      done: [...managing, ...planning],
      beyond: 'nothing',
      lacking: 'forbidden',
      rest: ({ ref }) => [`/group-people?groupRef=group-${ref}`],
    },
  },
  addGroupManagers: {
    'POST /groups/:id/managers': {
      ...administering,
      rest: ({ ref }) => [`/groups/ref:empty-${ref}/managers`, { userRefs: [ref] }],
    },
  },
  removeGroupManagers: {
    'POST /groups/:id/managers/remove': {
      ...administering,
      rest: ({ ref }) => [`/groups/ref:group-${ref}/managers/remove`, { userRefs: ['group-manager'] }],
    },
  },
} as const satisfies Ways;

const sharedSession = '40000000-0000-4000-8000-000000000000';
