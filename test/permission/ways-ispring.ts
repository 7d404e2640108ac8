import type { OrganizationFile } from '../../src/contract/organization-file.js';
import { callers, type Target, target } from './people.js';
import {
  account,
  administering,
  elsewhere,
  enrolling,
  inTraining,
  managing,
  manyCourses,
  manyDepartments,
  oneCourse,
  oneDepartment,
  overseeing,
  planning,
  readingMany,
  readingOne,
  type Ways,
  writing,
  writingOne,
} from './way.js';

/** What the ways below are about, beside what the others have: for each target a group and an empty department. */
export function vendorThings(targets: number): OrganizationFile {
  const all = Array.from({ length: targets }, (_, no) => target(no));
  return {
    departments: [
      { ref: 'sales', code: 'SALES' },
      ...all.map(({ ref }) => ({ ref: `empty-${ref}`, name: `Empty ${ref}`, parentRef: 'nl' })),
    ],
    groups: [
      ...all.map(({ ref }) => ({ ref: `group-${ref}`, name: `Group of ${ref}`, memberRefs: [ref] })),
      {
        ref: 'smart',
        name: 'Smart',
        rule: { and: [{ or: [{ criterion: 'department', departmentId: 'de' }] }] },
      },
    ],
  };
}

const unlimited = { dueDateType: 'unlimited' };
const one = ({ enrollmentId }: Target) => `/enrollment/${enrollmentId}`;
const rules = (value: string) => ({
  and: [{ or: [{ rule: { attributeType: 1, operator: 1, value } }] }],
});

/** The organisation is shaped by custom roles and administrators, not by department administrators. */
const assigned = {
  done: ['the custom role', ...account],
  beyond: 'forbidden',
  lacking: 'forbidden',
} as const;
const shaping = { ...assigned, done: ['a custom role elsewhere', ...assigned.done] } as const;
/** Custom roles elsewhere do not find what the path names; department administrators may not ask at all. */
const assignedOne = { ...assigned, but: { 'a custom role elsewhere': 'absent' } } as const;
const everybody = { done: callers.slice(2), beyond: 'done', lacking: 'done' } as const;
const allGroups = {
  done: [...managing, ...elsewhere, ...planning],
  beyond: 'forbidden',
  lacking: 'forbidden',
  // Planners see the groups that they manage.
  beyondGroups: 'done',
} as const;

/** The vendor's REST dialect: by operation, then by method and path. */
export const ispringWays = {
  enrollLearnersInCourses: {
    'ispring POST /enrollment': {
      ...enrolling,
      ispring: ({ id }) => ['/enrollment', { courseIds: ['new'], learnerIds: [id], ...unlimited }],
    },
  },
  listEnrollments: {
    'ispring GET /enrollment': { ...readingMany, ispring: ({ id }) => [`/enrollment?learnerIds[]=${id}`] },
    'ispring GET /enrollments': { ...readingMany, ispring: ({ id }) => [`/enrollments?learnerIds[]=${id}`] },
    'ispring POST /enrollments': {
      ...readingMany,
      ispring: ({ id }) => ['/enrollments', { learnerIds: [id] }],
    },
  },
  getEnrollment: {
    'ispring GET /enrollment/:enrollmentId': { ...readingOne, ispring: (target) => [one(target)] },
  },
  changeEnrollment: {
    'ispring POST /enrollment/:enrollmentId': {
      ...writingOne,
      ispring: (target) => [one(target), unlimited],
    },
  },
  reenroll: {
    'ispring POST /enrollment/:enrollmentId/reenroll': {
      ...writingOne,
      ispring: (target) => [`${one(target)}/reenroll`, unlimited],
    },
  },
  unenroll: {
    'ispring POST /enrollment/delete': {
      ...writing,
      ispring: ({ enrollmentId }) => ['/enrollment/delete', { enrollmentIds: [enrollmentId] }],
    },
  },
  listLearnerResults: {
    'ispring GET /learners/results': {
      ...readingMany,
      ispring: ({ id }) => [`/learners/results?userIds=${id}`],
    },
  },
  getTraining: {
    'ispring GET /training/:trainingId': { ...oneCourse, ispring: () => ['/training/inside'] },
  },
  listTrainingSessions: {
    'ispring GET /training/:trainingId/sessions': {
      ...oneCourse,
      ispring: () => ['/training/inside/sessions'],
    },
  },
  getTrainingSession: {
    'ispring GET /training/session/:trainingSessionId': {
      ...oneCourse,
      ispring: ({ sessionId }) => [`/training/session/${sessionId}`],
    },
  },
  listSessionPlaces: {
    'ispring GET /training/session/participants/:sessionId': {
      ...inTraining,
      ispring: ({ sessionId }) => [`/training/session/participants/${sessionId}?pageSize=1`],
    },
  },
  getSessionDay: {
    'ispring GET /training/day/:dayId': { ...oneCourse, ispring: ({ dayId }) => [`/training/day/${dayId}`] },
  },
  recordAttendance: {
    'ispring POST /training/day/:dayId/participants/attendance/update': {
      ...writing,
      ispring: ({ dayId, id }) => [
        `/training/day/${dayId}/participants/attendance/update`,
        { participantsAttendance: [{ participantId: id, isAttended: true }] },
      ],
    },
  },
  updateSessionDay: {
    'ispring POST /training/day/:dayId': {
      ...shaping,
      ispring: ({ dayId, ref }) => [`/training/day/${dayId}`, { url: `https://acme.example/${ref}` }],
    },
  },
  listContentItems: {
    'ispring GET /content': { ...manyCourses, ispring: () => ['/content'] },
    'ispring GET /contents': { ...manyCourses, ispring: () => ['/contents'] },
    'ispring POST /contents': { ...manyCourses, ispring: () => ['/contents', {}] },
  },
  getContentItem: {
    'ispring GET /content/:contentId': { ...oneCourse, ispring: () => ['/content/held'] },
    'ispring GET /content/:contentId/final_statuses': {
      ...oneCourse,
      ispring: () => ['/content/held/final_statuses'],
      empty: true,
    },
  },
  createCourse: {
    'ispring POST /content/create/:contentType': {
      ...shaping,
      ispring: ({ ref }) => ['/content/create/Course', { title: ref }],
    },
  },
  listCourses: { 'ispring GET /courses_tree': { ...manyCourses, ispring: () => ['/courses_tree'] } },
  listCourseModules: {
    'ispring GET /course/:courseId/modules': { ...oneCourse, ispring: () => ['/course/held/modules'] },
    'ispring GET /courses/modules': { ...oneCourse, ispring: () => ['/courses/modules?courseIds[]=held'] },
  },
  listUsers: {
    'ispring GET /user': { ...readingMany, ispring: () => ['/user?departments[]=sales'] },
    'ispring GET /user/v2': { ...readingMany, ispring: () => ['/user/v2?departments[]=sales'] },
    'ispring GET /users': { ...readingMany, ispring: ({ id }) => [`/users?userIds[]=${id}`] },
    'ispring GET /users/v2': { ...readingMany, ispring: ({ id }) => [`/users/v2?userIds[]=${id}`] },
    'ispring POST /users/v2': { ...readingMany, ispring: ({ id }) => ['/users/v2', { userIds: [id] }] },
    'ispring POST /user/list': { ...readingMany, ispring: ({ id }) => ['/user/list', { userIds: [id] }] },
  },
  getUser: {
    'ispring GET /user/:userId': { ...readingOne, ispring: ({ id }) => [`/user/${id}`] },
    'ispring GET /user/:userId/v2': { ...readingOne, ispring: ({ id }) => [`/user/${id}/v2`] },
  },
  findExistingUsers: {
    'ispring POST /users/find_existing': {
      ...readingMany,
      ispring: ({ id }) => ['/users/find_existing', { userIds: [id] }],
    },
  },
  addUser: {
    'ispring POST /user': {
      ...writing,
      ispring: ({ ref }) => ['/user', { departmentId: 'sales', fields: { login: `new-${ref}` } }],
    },
  },
  updateUser: {
    'ispring POST /user/:userId': {
      ...writingOne,
      ispring: ({ id, ref }) => [`/user/${id}`, { fields: { first_name: ref } }],
    },
    'ispring POST /user/:userId/password': {
      ...writingOne,
      ispring: ({ id }) => [`/user/${id}/password`, { password: 'another one' }],
    },
    'ispring POST /user/:userId/status': {
      ...writingOne,
      ispring: ({ id }) => [`/user/${id}/status`, { status: 3 }],
    },
    'ispring POST /user/:userId/subordination': {
      ...writingOne,
      ispring: ({ id }) => [
        `/user/${id}/subordination`,
        { subordination: { subordinationType: 'no_supervisor' } },
      ],
    },
  },
  removeGroupMembers: {
    'ispring POST /user/:userId/groups/remove': {
      ...writing,
      ispring: ({ id, ref }) => [`/user/${id}/groups/remove`, { groupIds: [`group-${ref}`] }],
    },
  },
  changeUserStatus: {
    'ispring POST /users/activate': {
      ...writing,
      ispring: ({ id }) => ['/users/activate', { userIds: [id] }],
    },
    'ispring POST /users/deactivate': {
      ...writing,
      ispring: ({ id }) => ['/users/deactivate', { userIds: [id] }],
    },
    'ispring POST /users/terminate': {
      ...writing,
      ispring: ({ id }) => ['/users/terminate', { userIds: [id] }],
    },
  },
  deleteUser: {
    'ispring DELETE /user/:userId': { ...writingOne, ispring: ({ id }) => [`/user/${id}`] },
  },
  listProfileFields: {
    'ispring GET /user/profile/fields': { ...everybody, ispring: () => ['/user/profile/fields'] },
  },
  listRoles: { 'ispring GET /role': { ...overseeing, ispring: () => ['/role'] } },
  listDepartments: {
    'ispring GET /department': { ...manyDepartments, ispring: () => ['/department?code=SALES'] },
    // Everyone sees their own.
    'ispring GET /departments': { ...everybody, ispring: () => ['/departments'] },
  },
  getDepartment: {
    'ispring GET /department/:departmentId': { ...oneDepartment, ispring: () => ['/department/sales'] },
  },
  addDepartment: {
    'ispring POST /department': {
      ...assigned,
      ispring: ({ ref }) => ['/department', { name: ref, parentDepartmentId: 'nl' }],
    },
  },
  updateDepartment: {
    'ispring POST /department/:departmentId': {
      ...assignedOne,
      ispring: ({ ref }) => ['/department/sales', { name: `Sales of ${ref}` }],
    },
  },
  moveDepartments: {
    'ispring POST /department/:parentId/department/move': {
      ...assigned,
      ispring: ({ ref }) => ['/department/sales/department/move', { departmentIds: [`empty-${ref}`] }],
    },
  },
  moveUsers: {
    'ispring POST /department/:departmentId/user/move': {
      ...writing,
      ispring: ({ id }) => ['/department/nl/user/move', { userIds: [id] }],
    },
  },
  deleteDepartment: {
    'ispring DELETE /department/:departmentId': {
      ...assignedOne,
      ispring: ({ ref }) => [`/department/empty-${ref}`],
    },
  },
  listGroups: {
    'ispring GET /group': { ...allGroups, ispring: () => ['/group'] },
    'ispring GET /groups': { ...allGroups, ispring: () => ['/groups'] },
  },
  getGroup: {
    'ispring GET /group/:groupId': {
      ...allGroups,
      beyondGroups: 'absent',
      ispring: ({ ref }) => [`/group/group-${ref}`],
    },
    'ispring GET /group/smart/:groupId/rules': {
      ...administering,
      // It is not among the groups that they manage.
      but: { 'a planner elsewhere': 'absent', 'the planner': 'absent', 'the group manager': 'absent' },
      ispring: () => ['/group/smart/smart/rules'],
    },
  },
  addGroup: {
    'ispring POST /group': { ...shaping, ispring: ({ ref }) => ['/group', { name: ref }] },
    'ispring POST /group/smart': {
      ...administering,
      ispring: ({ ref }) => ['/group/smart', { name: ref, rules: rules('nl') }],
    },
  },
  updateGroup: {
    'ispring POST /group/:groupId': {
      ...shaping,
      ispring: ({ ref }) => [`/group/group-${ref}`, { name: `Another name of ${ref}` }],
    },
    'ispring POST /group/smart/:groupId': {
      ...administering,
      ispring: ({ ref }) => ['/group/smart/smart', { name: ref, rules: rules('sales') }],
    },
  },
  replaceGroupMembers: {
    'ispring POST /group/:groupId/members': {
      ...writing,
      ispring: ({ id }) => ['/group/group-target-0399/members', { userIds: [id] }],
    },
  },
  deleteGroup: {
    'ispring DELETE /group/:groupId': { ...shaping, ispring: ({ ref }) => [`/group/group-${ref}`] },
  },
} as const satisfies Ways;
