import {
  createApiClient,
  deleteApiClient,
  issueToken,
  listApiClients,
  listTokens,
  revokeToken,
  rotateApiClient,
} from './access.js';
import { changeEnrollment } from './change-enrollment.js';
import { changeEnrollments } from './change-enrollments.js';
import {
  addCourseModule,
  getContentItem,
  listContentItems,
  listCourseModules,
  removeCourseModule,
  updateCourseModule,
} from './course-modules.js';
import { createCourse, getCourse, listCourses, updateCourse } from './courses.js';
import {
  addDepartment,
  deleteDepartment,
  getDepartment,
  listDepartments,
  moveDepartments,
  updateDepartment,
} from './departments.js';
import { enrollLearnersInCourses } from './enroll-learners-in-courses.js';
import { explainEnrollment } from './explain-enrollment.js';
import { getEnrollment } from './get-enrollment.js';
import { addGroupManagers, listGroupPeople, removeGroupManagers } from './group-people.js';
import {
  addGroup,
  addGroupMembers,
  deleteGroup,
  getGroup,
  listGroupMembers,
  listGroups,
  removeGroupMembers,
  replaceGroupMembers,
  updateGroup,
} from './groups.js';
import { addLink, getLink, listLinks, removeLink, updateLink } from './links.js';
import { listAuditEvents } from './list-audit-events.js';
import { listEnrollments } from './list-enrollments.js';
import { listLearnerResults } from './list-learner-results.js';
import { loadOrganization } from './load-organization.js';
import { listMessages } from './messages.js';
import {
  changeOfferEventEnrollment,
  enrollUsersInOfferEvent,
  getOfferEventEnrollment,
  listOfferEventEnrollments,
  unenrollUsersFromOfferEvent,
} from './offer-event-enrollments.js';
import {
  addOfferEventDate,
  archiveOfferEvents,
  createOfferEvent,
  deleteOfferEvent,
  getOfferEvent,
  listOfferEvents,
  updateOfferEvent,
} from './offer-events.js';
import { archiveOffers, createOffer, getOffer, listOffers, updateOffer } from './offers.js';
import type { Input, Operation, Output } from './operation.js';
import {
  addGroupsToTraining,
  addUsersToTraining,
  listParticipations,
  listTrainingGroups,
  listTrainingParticipants,
  removeGroupsFromTraining,
  removeUsersFromTraining,
} from './participants.js';
import {
  addProfileField,
  deleteProfileField,
  listProfileFields,
  updateProfileField,
} from './profile-fields.js';
import { reportProgress } from './progress.js';
import { reconcileEnrollments } from './reconcile-enrollments.js';
import { reenroll } from './reenroll.js';
import { createRole, deleteRole, getRole, listRoles, replaceUserRoles, updateRole } from './roles.js';
import {
  chooseSession,
  giveUpSession,
  listAttendance,
  listSessionPlaces,
  recordAttendance,
} from './session-places.js';
import {
  createTrainingSession,
  getSessionDay,
  getTrainingSession,
  listTrainingSessions,
  updateSessionDay,
  updateTrainingSession,
} from './training-sessions.js';
import { createTraining, getTraining, listTrainings, updateTraining } from './trainings.js';
import { unenroll } from './unenroll.js';
import {
  addUser,
  changeUserStatus,
  deleteUser,
  eraseUser,
  findExistingUsers,
  getUser,
  listUsers,
  moveUsers,
  updateUser,
} from './users.js';

/** Everything that can be asked for. A dialect binds to entries of this table and to nothing else. */
export const operations = {
  enrollLearnersInCourses,
  getEnrollment,
  listEnrollments,
  changeEnrollment,
  changeEnrollments,
  reenroll,
  unenroll,
  explainEnrollment,
  listLearnerResults,
  listUsers,
  getUser,
  findExistingUsers,
  addUser,
  updateUser,
  changeUserStatus,
  moveUsers,
  deleteUser,
  eraseUser,
  listProfileFields,
  addProfileField,
  updateProfileField,
  deleteProfileField,
  listDepartments,
  getDepartment,
  addDepartment,
  updateDepartment,
  moveDepartments,
  deleteDepartment,
  listGroups,
  getGroup,
  listGroupMembers,
  addGroup,
  updateGroup,
  replaceGroupMembers,
  addGroupMembers,
  removeGroupMembers,
  deleteGroup,
  listGroupPeople,
  addGroupManagers,
  removeGroupManagers,
  listRoles,
  getRole,
  createRole,
  updateRole,
  deleteRole,
  replaceUserRoles,
  listCourses,
  getCourse,
  createCourse,
  updateCourse,
  listCourseModules,
  addCourseModule,
  updateCourseModule,
  removeCourseModule,
  listContentItems,
  getContentItem,
  listTrainings,
  getTraining,
  createTraining,
  updateTraining,
  listTrainingSessions,
  getTrainingSession,
  createTrainingSession,
  updateTrainingSession,
  getSessionDay,
  updateSessionDay,
  addUsersToTraining,
  removeUsersFromTraining,
  listTrainingParticipants,
  listParticipations,
  addGroupsToTraining,
  removeGroupsFromTraining,
  listTrainingGroups,
  chooseSession,
  giveUpSession,
  listSessionPlaces,
  recordAttendance,
  listAttendance,
  listOffers,
  getOffer,
  createOffer,
  updateOffer,
  archiveOffers,
  listOfferEvents,
  getOfferEvent,
  createOfferEvent,
  updateOfferEvent,
  addOfferEventDate,
  archiveOfferEvents,
  deleteOfferEvent,
  enrollUsersInOfferEvent,
  unenrollUsersFromOfferEvent,
  changeOfferEventEnrollment,
  getOfferEventEnrollment,
  listOfferEventEnrollments,
  reportProgress,
  reconcileEnrollments,
  listLinks,
  getLink,
  addLink,
  updateLink,
  removeLink,
  listMessages,
  listAuditEvents,
  issueToken,
  revokeToken,
  listTokens,
  createApiClient,
  rotateApiClient,
  listApiClients,
  deleteApiClient,
  loadOrganization,
} as const satisfies Record<string, Operation>;

export type Operations = typeof operations;
export type OperationName = keyof Operations;
export type InputOf<N extends OperationName> = Input<Operations[N]>;
export type OutputOf<N extends OperationName> = Output<Operations[N]>;
