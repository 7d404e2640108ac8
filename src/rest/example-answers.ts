import { catalogueAnswers } from './example-answers-catalogue.js';

const noor = { learnerId: '5c0f3d2e-7a41-11e8-9b3c-0242ac110002', learnerRef: 'EMP-010' };
const safety = { courseId: 'a41f6b90-2c57-11e9-8f21-0242ac110003', courseRef: 'safety' };
const enrollmentId = '0190a1b2-5c3d-7e8f-9a6b-7c8d9e0f1a2b';
const administrator = {
  userId: '0190a1b2-0000-7000-8000-000000000002',
  userRef: 'EMP-002',
  role: 'administrator',
};
const departmentId = '0190a1b2-0000-7000-8000-000000000008';

const rule = {
  and: [
    { criterion: 'department', departmentId, below: true },
    { not: { criterion: 'profile_field', name: 'user_type', value: 'contractor' } },
  ],
};

const enrollment = {
  id: enrollmentId,
  ...noor,
  ...safety,
  accessAt: '2026-12-01T09:00:00+01:00',
  dueAt: '2027-06-30T23:59:59+02:00',
  dueDateType: 'due_date',
  lockAfterDueDate: true,
  locked: false,
  status: 'active',
};

const outcome = (word: string) => ({ outcome: word, enrollmentId, ...noor, ...safety });
const unknown = {
  outcome: 'failed',
  enrollmentId: null,
  learnerRef: 'EMP-9999',
  code: 'invalid',
  path: '/learnerRefs/1',
  message: 'There is no learner “EMP-9999”.',
};

const grant = {
  via: null,
  kind: 'direct',
  live: true,
  givenAt: '2026-11-22T08:30:00+01:00',
  givenBy: administrator,
  givenOver: 'soap',
  givenBecause: 'enrollLearnersInCourses',
  eventId: '0190a1b2-5c3d-7e8f-9a6b-000000000001',
  accessAt: enrollment.accessAt,
  dueAt: enrollment.dueAt,
  dueDateType: 'due_date',
  askedDueDate: '2027-06-30',
  askedDuePeriod: null,
  lockAfterDueDate: true,
  endedAt: null,
  endedBy: null,
  endedBecause: null,
  endEventId: null,
  occurrence: 1,
  setsDueDate: true,
};

/** What answers look like, by the name of their schema. */
export const exampleAnswers: Readonly<Record<string, unknown>> = {
  Enrollment: enrollment,
  EnrollOutcome: outcome('enrolled'),
  ChangeOutcome: outcome('changed'),
  UnenrollOutcome: outcome('unenrolled'),
  EnrollResult: {
    summary: { enrolled: 1, alreadyEnrolled: 0, failed: 1 },
    outcomes: [unknown, outcome('enrolled')],
    outcomesOmitted: 0,
  },
  ChangeResult: {
    summary: { changed: 1, notEnrolled: 0, failed: 0 },
    outcomes: [outcome('changed')],
    outcomesOmitted: 0,
  },
  UnenrollResult: {
    summary: { unenrolled: 1, notEnrolled: 0, failed: 0 },
    outcomes: [outcome('unenrolled')],
    outcomesOmitted: 0,
  },
  Grant: grant,
  Explanation: { enrollment: { ...enrollment, kind: 'course', role: 'participant' }, grants: [grant] },
  LinkedVia: { kind: 'unit', since: '2026-03-02T00:00:00+01:00' },
  DueDatePolicy: { type: 'due_period', duePeriod: 720, lockAfterDueDate: false },
  Course: {
    id: safety.courseId,
    ref: 'safety',
    title: 'Working safely',
    description: 'What everybody has to know before the first day in the yard.',
    authorId: administrator.userId,
    viewUrl: 'https://learn.harbour-hill.example/safety',
    addedAt: grant.givenAt,
    archived: false,
    dueDatePolicy: { type: 'due_period', duePeriod: 720, lockAfterDueDate: false },
    trainings: [{ id: '0190a1b2-0000-7000-8000-000000000005', ref: 'safety-day', title: 'Safety day' }],
  },
  ...catalogueAnswers,
  User: {
    id: noor.learnerId,
    ref: 'EMP-010',
    login: 'noor',
    email: 'noor@harbour-hill.example',
    firstName: 'Noor',
    lastName: 'El Amrani',
    language: 'nl',
    timeZone: 'Europe/Amsterdam',
    status: 'active',
    departmentId,
    departmentRef: 'nl-warehouse',
    managerId: '0190a1b2-0000-7000-8000-000000000007',
    managerRef: 'EMP-005',
    addedDate: '2018-06-27',
    mobile: '+31 6 5550 0110',
    preferredChannel: 'sms',
    userType: 'warehouse',
    profileFields: { contract: 'permanent', cost_center: 'NL-210' },
    roles: [],
    groups: [{ id: '0190a1b2-0000-7000-8000-00000000000d', ref: 'first-aiders', name: 'First aiders' }],
  },
  Department: {
    id: departmentId,
    ref: 'nl-warehouse',
    name: 'Warehouse Rotterdam',
    code: 'NL-RTM',
    parentId: '0190a1b2-0000-7000-8000-000000000009',
    parentRef: 'nl',
  },
  Group: {
    id: '0190a1b2-0000-7000-8000-00000000000d',
    ref: 'first-aiders',
    name: 'First aiders',
    kind: 'group',
    smart: false,
    editable: true,
    enableChat: false,
  },
  DetailedGroup: {
    id: '0190a1b2-0000-7000-8000-00000000000e',
    ref: 'new-hires',
    name: 'New in the Netherlands',
    kind: 'group',
    smart: true,
    editable: true,
    enableChat: false,
    rule,
    memberCount: 3,
  },
  Rule: rule,
  AuditEvent: {
    id: grant.eventId,
    at: grant.givenAt,
    operation: grant.givenBecause,
    protocol: 'soap',
    requestId: '7f1d3c52-9a0b-4e6d-8c21-5b4a3f2e1d0c',
    userId: administrator.userId,
    userRef: administrator.userRef,
    clientId: null,
    detail: {
      courseIds: [safety.courseId],
      asked: {
        learnerRefs: ['EMP-012'],
        dueDateType: 'due_date',
        dueDate: '2027-06-30',
        duePeriod: null,
        lockAfterDueDate: null,
      },
      accessAt: '2026-11-02T09:00:00+01:00',
      learners: 1,
      enrolled: 1,
      alreadyEnrolled: 0,
    },
  },
  ApiClient: {
    clientId: '0190a1b2-0000-7000-8000-00000000000c',
    clientSecret: 'shown-this-once-00000000000000000000000-000',
    userId: administrator.userId,
    createdAt: '2026-11-22T08:30:00+01:00',
  },
};
