import type { Examples } from './example.js';

/** Request bodies about who takes part in trainings, and about offers, by operation. */
export const trainingBodies: Readonly<Record<string, Examples>> = {
  addUsersToTraining: {
    participants: {
      summary: 'Participants, by ref; nobody is told',
      value: { userRefs: ['EMP-010', 'EMP-011', 'EMP-012'], sendInvites: false },
    },
    trainer: { summary: 'A trainer', value: { userRefs: ['EMP-005'], role: 'trainer' } },
    partial: {
      summary: 'Whoever can be added; who cannot is told',
      value: { userRefs: ['EMP-013', 'EMP-9999'], mode: 'partial' },
    },
  },
  removeUsersFromTraining: { refs: { summary: 'By ref', value: { userRefs: ['EMP-011'] } } },
  addGroupsToTraining: { refs: { summary: 'By ref', value: { groupRefs: ['first-aiders'] } } },
  removeGroupsFromTraining: { refs: { summary: 'By ref', value: { groupRefs: ['first-aiders'] } } },
  chooseSession: {
    user: { summary: 'For a user', value: { userRef: 'EMP-010' } },
    other: { summary: 'For another one', value: { userRef: 'EMP-012' } },
  },
  giveUpSession: { user: { summary: 'For a user', value: { userRef: 'EMP-012' } } },
  recordAttendance: {
    day: {
      summary: 'Who was there, and for how long',
      value: { entries: [{ userRef: 'EMP-010', attended: true, minutes: 400 }] },
    },
  },
  reportProgress: {
    both: {
      summary: 'In a training and in a course',
      value: {
        entries: [
          { userRef: 'EMP-010', trainingRef: 'safety-day', progress: 50 },
          { userRef: 'EMP-010', courseRef: 'safety', progress: 100, completedAt: '2026-11-20' },
        ],
      },
    },
  },
  createOffer: {
    offer: {
      summary: 'An offer; its events come next',
      value: { ref: 'first-aid-2027', title: 'First aid', description: 'Two days, with a certificate.' },
    },
  },
  updateOffer: { title: { summary: 'Another title', value: { title: 'First aid 2027' } } },
  archiveOffers: { back: { summary: 'Bring one back', value: { ids: ['first-aid-2027'], archive: false } } },
  createOfferEvent: {
    spring: {
      summary: 'Twelve seats and a waiting list; whoever is enrolled takes part in a training',
      value: {
        ref: 'first-aid-spring',
        published: true,
        maxRegistrations: 12,
        waitingList: true,
        closingAt: '2027-03-31',
        price: '120.00',
        dates: [{ startAt: '2027-04-05 09:00', endAt: '2027-04-05 17:00' }],
        trainingRefs: ['first-aid-drill'],
      },
    },
    autumn: { summary: 'Only a ref, for now', value: { ref: 'first-aid-autumn' } },
  },
  updateOfferEvent: { seats: { summary: 'More seats', value: { maxRegistrations: 14 } } },
  addOfferEventDate: {
    date: { summary: 'A second day', value: { startAt: '2027-04-06 09:00', endAt: '2027-04-06 17:00' } },
  },
  archiveOfferEvents: {
    back: { summary: 'Bring one back', value: { ids: ['first-aid-spring'], archive: false } },
  },
  enrollUsersInOfferEvent: {
    refs: { summary: 'By ref, in this order', value: { userRefs: ['EMP-015', 'EMP-022'] } },
  },
  unenrollUsersFromOfferEvent: { refs: { summary: 'By ref', value: { userRefs: ['EMP-022'] } } },
  changeOfferEventEnrollment: { declined: { summary: 'Take the seat away', value: { status: 'DECLINED' } } },
  addGroupManagers: { refs: { summary: 'By ref', value: { userRefs: ['EMP-006'] } } },
  removeGroupManagers: { refs: { summary: 'By ref', value: { userRefs: ['EMP-006'] } } },
};

/** Values for `:id` in a path that exist in the demo once the examples have made them, by the field that it is. */
export const trainingIds: Readonly<Record<string, string>> = {
  addGroupManagers: 'ref:first-aiders',
  removeGroupManagers: 'ref:first-aiders',
  offerId: 'ref:first-aid-2027',
  offerEventId: 'ref:first-aid-spring',
  deleteOfferEvent: 'ref:first-aid-autumn',
  // Enrollments in events have ids of their own, given when somebody is enrolled.
  getOfferEventEnrollment: '0190a1b2-0000-7000-8000-000000000021',
  changeOfferEventEnrollment: '0190a1b2-0000-7000-8000-000000000021',
};
