import type { OrganizationFile } from '../../src/contract/organization-file.js';

const erasedId = '44444444-aaaa-4bbb-8ccc-000000000001';

/** What is there before anything is asked. */
export const beginning: OrganizationFile = {
  account: { name: 'Lost', timeZone: 'Europe/Amsterdam' },
  departments: [
    { ref: 'hq', name: 'Head office' },
    { ref: 'nl', name: 'Nederland', parentRef: 'hq' },
    { ref: 'be', name: 'België', parentRef: 'hq' },
    { ref: 'empty', name: 'Empty', parentRef: 'hq' },
  ],
  groups: [{ ref: 'team', name: 'Team', memberRefs: ['l1', 'l2'] }],
  users: [
    { ref: 'owner', login: 'owner', departmentRef: 'hq', roles: [{ role: 'owner' }] },
    { ref: 'erased', id: erasedId, login: 'Erased', lastName: 'Erased', departmentRef: 'nl' },
    ...['l1', 'l2', 'l3', 'l4', 'l5', 'leaver'].map((ref) => ({
      ref,
      login: `login-${ref}`,
      firstName: 'First',
      lastName: `Last ${ref}`,
      departmentRef: 'nl',
    })),
  ],
  trainings: [
    { ref: 't1', title: 'T1' },
    { ref: 't2', title: 'T2' },
  ],
  courses: [
    { ref: 'c1', title: 'C1', trainingRefs: ['t1'] },
    { ref: 'c2', title: 'C2' },
  ],
  enrollments: [{ learnerRef: 'leaver', courseRef: 'c1', dueDateType: 'unlimited' }],
};

type Answers = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

/** One request; what it names that has no ref is found in the answers to those before it. */
export interface Step {
  readonly operation: string;
  readonly input: object | ((of: (operation: string, field?: string) => unknown) => object);
}

export function inputOf({ input }: Step, answers: Answers): object {
  if (typeof input !== 'function') return input;
  return input((operation, field = 'id') => answers.get(operation)?.[field]);
}

const linkId = (link: unknown) => (link as { readonly id: string }).id;
const unlimited = { dueDateType: 'unlimited' };
const days = [{ startAt: '2030-01-01T09:00:00Z', duration: 3_600 }];
const rule = { criterion: 'department', departmentId: 'nl', below: true };

/** Every operation that changes something, and some of them by a ref that they take away. */
export const steps: readonly Step[] = [
  { operation: 'addDepartment', input: { name: 'New', ref: 'new', parentRef: 'nl' } },
  {
    operation: 'updateDepartment',
    input: (of) => ({
      departmentRef: 'new',
      ref: 'newer',
      parentRef: 'be',
      ifVersion: [of('addDepartment', 'version')],
    }),
  },
  { operation: 'moveDepartments', input: { departmentRefs: ['newer', 'empty'], parentRef: 'be' } },
  { operation: 'deleteDepartment', input: { departmentRef: 'empty' } },
  {
    operation: 'addProfileField',
    input: { name: 'size', label: 'Size', type: 'choice', choices: ['S', 'M'] },
  },
  {
    operation: 'updateProfileField',
    input: (of) => ({
      profileFieldId: 'size',
      label: 'Other',
      ifVersion: [of('addProfileField', 'version')],
    }),
  },
  {
    operation: 'addUser',
    input: { ref: 'added', login: 'Added', departmentRef: 'nl', profileFields: { size: 'M' } },
  },
  {
    operation: 'updateUser',
    input: (of) => ({ userRef: 'added', ref: 'other', lastName: 'O', ifVersion: [of('addUser', 'version')] }),
  },
  { operation: 'changeUserStatus', input: { userRefs: ['l4', 'l5'], status: 'inactive' } },
  { operation: 'moveUsers', input: { userRefs: ['l3', 'l4'], departmentRef: 'be' } },
  { operation: 'addGroup', input: { name: 'G', ref: 'g', userRefs: ['l1', 'l2'] } },
  {
    operation: 'updateGroup',
    input: (of) => ({ groupRef: 'g', ref: 'h', name: 'H', ifVersion: [of('addGroup', 'version')] }),
  },
  {
    operation: 'addGroupMembers',
    input: { groupRef: 'h', userRefs: ['l2', 'l3', 'nobody'], mode: 'partial' },
  },
  { operation: 'removeGroupMembers', input: { groupRef: 'h', userRefs: ['l1'] } },
  { operation: 'replaceGroupMembers', input: { groupRef: 'h', userRefs: ['l2', 'l4', 'l5'] } },
  { operation: 'deleteGroup', input: { groupRef: 'h' } },
  { operation: 'createRole', input: { title: 'R', ref: 'r', permissions: ['user.read'] } },
  {
    operation: 'updateRole',
    input: (of) => ({ roleRef: 'r', ref: 's', title: 'S', ifVersion: [of('createRole', 'version')] }),
  },
  {
    operation: 'replaceUserRoles',
    input: { userRef: 'l1', roles: [{ role: 'custom', roleRef: 's', managedDepartmentRefs: ['nl'] }] },
  },
  { operation: 'replaceUserRoles', input: { userRef: 'l1', roles: [] } },
  { operation: 'deleteRole', input: { roleRef: 's' } },
  { operation: 'deleteProfileField', input: { profileFieldId: 'size' } },
  { operation: 'createCourse', input: { title: 'Course', ref: 'course', trainingRefs: ['t1'] } },
  {
    operation: 'updateCourse',
    input: (of) => ({ courseRef: 'course', ref: 'kurs', ifVersion: [of('createCourse', 'version')] }),
  },
  { operation: 'addCourseModule', input: { courseRef: 'kurs', title: 'Book', position: 0 } },
  {
    operation: 'updateCourseModule',
    input: (of) => ({ moduleId: of('addCourseModule'), title: 'Booklet', position: 1 }),
  },
  { operation: 'removeCourseModule', input: (of) => ({ moduleId: of('addCourseModule') }) },
  { operation: 'createTraining', input: { title: 'Training', ref: 'training' } },
  {
    operation: 'updateTraining',
    input: (of) => ({ trainingRef: 'training', ref: 'kursus', ifVersion: [of('createTraining', 'version')] }),
  },
  { operation: 'createTrainingSession', input: { trainingRef: 'kursus', ref: 'session', days } },
  {
    operation: 'updateTrainingSession',
    input: (of) => ({
      sessionRef: 'session',
      ref: 'sitting',
      days: [...days, { startAt: '2030-01-02T09:00:00Z', duration: 60 }],
      ifVersion: [of('createTrainingSession', 'version')],
    }),
  },
  {
    operation: 'updateSessionDay',
    input: (of) => ({
      dayId: (of('updateTrainingSession', 'days') as { id: string }[])[1]?.id,
      place: 'Yard',
    }),
  },
  {
    operation: 'enrollLearnersInCourses',
    input: { learnerRefs: ['l1', 'l2'], courseRefs: ['c1', 'c2'], ...unlimited },
  },
  {
    operation: 'changeEnrollments',
    input: {
      learnerRefs: ['l1'],
      courseRefs: ['c1', 'c2'],
      dueDateType: 'due_date',
      dueDate: '2030-01-01',
    },
  },
  {
    operation: 'changeEnrollment',
    input: (of) => ({ enrollmentId: first(of('enrollLearnersInCourses', 'outcomes')), ...unlimited }),
  },
  {
    operation: 'reenroll',
    input: (of) => ({ enrollmentId: first(of('enrollLearnersInCourses', 'outcomes')), ...unlimited }),
  },
  { operation: 'unenroll', input: { learnerRefs: ['l2'], courseRefs: ['c1'] } },
  { operation: 'createApiClient', input: { userRef: 'owner' } },
  { operation: 'rotateApiClient', input: (of) => ({ clientId: of('createApiClient', 'clientId') }) },
  { operation: 'issueToken', input: { userName: 'owner', lifetime: 60 } },
  { operation: 'revokeToken', input: (of) => ({ token: of('issueToken', 'accessToken') }) },
  { operation: 'issueToken', input: { userName: 'login-leaver', lifetime: 60 } },
  { operation: 'deleteApiClient', input: (of) => ({ clientId: of('createApiClient', 'clientId') }) },
  { operation: 'addUsersToTraining', input: { trainingRef: 't2', userRefs: ['l1', 'l2', 'l3'] } },
  {
    operation: 'addUsersToTraining',
    input: { trainingRef: 't2', userRefs: ['l2'], role: 'trainer', sendInvites: false },
  },
  { operation: 'addGroupsToTraining', input: { trainingRef: 't2', groupRefs: ['team'] } },
  {
    operation: 'addLink',
    input: { departmentRef: 'nl', courseRef: 'c2', onLeaving: 'grace', graceHours: 1 },
  },
  {
    operation: 'updateLink',
    input: (of) => ({ linkId: linkId(of('addLink', 'link')), dueDateType: 'due_period', duePeriod: 24 }),
  },
  { operation: 'removeLink', input: (of) => ({ linkId: linkId(of('addLink', 'link')) }) },
  { operation: 'removeUsersFromTraining', input: { trainingRef: 't2', userRefs: ['l2', 'l3', 'l4'] } },
  { operation: 'addGroupManagers', input: { groupRef: 'team', userRefs: ['l3', 'l4'] } },
  { operation: 'removeGroupManagers', input: { groupRef: 'team', userRefs: ['l3'] } },
  {
    operation: 'createTrainingSession',
    input: { trainingRef: 't2', ref: 'first', capacity: 1, days },
  },
  { operation: 'chooseSession', input: { sessionRef: 'first', userRef: 'l1' } },
  { operation: 'chooseSession', input: { sessionRef: 'first', userRef: 'l2' } },
  { operation: 'giveUpSession', input: { sessionRef: 'first', userRef: 'l1' } },
  {
    operation: 'recordAttendance',
    input: (of) => ({
      dayId: (of('createTrainingSession', 'days') as { id: string }[])[0]?.id,
      entries: [{ userRef: 'l2', attended: true, minutes: 30 }],
    }),
  },
  {
    operation: 'reportProgress',
    input: {
      entries: [
        { userRef: 'l1', trainingRef: 't2', progress: 50 },
        { userRef: 'l2', trainingRef: 't2', progress: 100 },
      ],
    },
  },
  { operation: 'reconcileEnrollments', input: { userRefs: ['l1'] } },
  { operation: 'removeGroupsFromTraining', input: { trainingRef: 't2', groupRefs: ['team'] } },
  { operation: 'createOffer', input: { title: 'Offer', ref: 'offer' } },
  {
    operation: 'updateOffer',
    input: (of) => ({ offerRef: 'offer', title: 'Other', ifVersion: [of('createOffer', 'version')] }),
  },
  {
    operation: 'createOfferEvent',
    input: {
      offerRef: 'offer',
      ref: 'event',
      maxRegistrations: 2,
      waitingList: true,
      trainingRefs: ['t2'],
      courseRefs: ['c2'],
      dates: [{ startAt: '2030-01-01T09:00:00Z', endAt: '2030-01-01T10:00:00Z' }],
    },
  },
  {
    operation: 'addOfferEventDate',
    input: { offerEventRef: 'event', startAt: '2030-02-01T09:00:00Z', endAt: '2030-02-01T10:00:00Z' },
  },
  { operation: 'enrollUsersInOfferEvent', input: { offerEventRef: 'event', userRefs: ['l3', 'l2', 'l1'] } },
  { operation: 'unenrollUsersFromOfferEvent', input: { offerEventRef: 'event', userRefs: ['l3', 'l4'] } },
  {
    operation: 'changeOfferEventEnrollment',
    input: (of) => ({
      enrollmentId: (of('enrollUsersInOfferEvent', 'outcomes') as { enrollmentId: string }[])[1]
        ?.enrollmentId,
      status: 'DECLINED',
    }),
  },
  {
    operation: 'updateOfferEvent',
    input: { offerEventRef: 'event', maxRegistrations: 5, courseRefs: [], ref: 'happening' },
  },
  {
    operation: 'archiveOfferEvents',
    input: (of) => ({ ids: [of('createOfferEvent')], archive: true }),
  },
  { operation: 'deleteOfferEvent', input: { offerEventRef: 'happening' } },
  { operation: 'archiveOffers', input: (of) => ({ ids: [of('createOffer')], archive: true }) },
  { operation: 'deleteUser', input: { userRef: 'leaver' } },
  { operation: 'eraseUser', input: { userId: erasedId, confirm: erasedId } },
  {
    operation: 'loadOrganization',
    input: {
      departments: [{ ref: 'loaded', name: 'Loaded', parentRef: 'hq' }],
      groups: [{ ref: 'smart', name: 'Smart', rule }],
      users: [
        { ref: 'l1', departmentRef: 'loaded' },
        { ref: 'fresh', departmentRef: 'loaded' },
      ],
    },
  },
];

function first(outcomes: unknown): string | undefined {
  return (outcomes as readonly { enrollmentId: string }[])[0]?.enrollmentId;
}
