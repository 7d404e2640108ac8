import { listAuditEvents } from './audit/list-audit-events.js';
import { addCourseModule } from './catalog/add-course-module.js';
import { addOfferEventDate } from './catalog/add-offer-event-date.js';
import { archiveOfferEvents } from './catalog/archive-offer-events.js';
import { archiveOffers } from './catalog/archive-offers.js';
import { createCourse } from './catalog/create-course.js';
import { createOffer } from './catalog/create-offer.js';
import { createOfferEvent } from './catalog/create-offer-event.js';
import { createTraining } from './catalog/create-training.js';
import { createTrainingSession } from './catalog/create-training-session.js';
import { deleteOfferEvent } from './catalog/delete-offer-event.js';
import { getContentItem } from './catalog/get-content-item.js';
import { getCourse } from './catalog/get-course.js';
import { getOffer } from './catalog/get-offer.js';
import { getOfferEvent } from './catalog/get-offer-event.js';
import { getSessionDay } from './catalog/get-session-day.js';
import { getTraining } from './catalog/get-training.js';
import { getTrainingSession } from './catalog/get-training-session.js';
import { listContentItems } from './catalog/list-content-items.js';
import { listCourseModules } from './catalog/list-course-modules.js';
import { listCourses } from './catalog/list-courses.js';
import { listOfferEvents } from './catalog/list-offer-events.js';
import { listOffers } from './catalog/list-offers.js';
import { listTrainingSessions } from './catalog/list-training-sessions.js';
import { listTrainings } from './catalog/list-trainings.js';
import { removeCourseModule } from './catalog/remove-course-module.js';
import { updateCourse } from './catalog/update-course.js';
import { updateCourseModule } from './catalog/update-course-module.js';
import { updateOffer } from './catalog/update-offer.js';
import { updateOfferEvent } from './catalog/update-offer-event.js';
import { updateSessionDay } from './catalog/update-session-day.js';
import { updateTraining } from './catalog/update-training.js';
import { updateTrainingSession } from './catalog/update-training-session.js';
import { addGroupsToTraining } from './enrollment/add-groups-to-training.js';
import { addLink } from './enrollment/add-link.js';
import { addUsersToTraining } from './enrollment/add-users-to-training.js';
import { changeEnrollment } from './enrollment/change-enrollment.js';
import { changeEnrollments } from './enrollment/change-enrollments.js';
import { changeOfferEventEnrollment } from './enrollment/change-offer-event-enrollment.js';
import { chooseSession } from './enrollment/choose-session.js';
import { enrollLearnersInCourses } from './enrollment/enroll-learners-in-courses.js';
import { enrollUsersInOfferEvent } from './enrollment/enroll-users-in-offer-event.js';
import { explainEnrollment } from './enrollment/explain-enrollment.js';
import { getEnrollment } from './enrollment/get-enrollment.js';
import { getLink } from './enrollment/get-link.js';
import { getOfferEventEnrollment } from './enrollment/get-offer-event-enrollment.js';
import { giveUpSession } from './enrollment/give-up-session.js';
import { listAttendance } from './enrollment/list-attendance.js';
import { listEnrollments } from './enrollment/list-enrollments.js';
import { listLearnerResults } from './enrollment/list-learner-results.js';
import { listLinks } from './enrollment/list-links.js';
import { listOfferEventEnrollments } from './enrollment/list-offer-event-enrollments.js';
import { listParticipations } from './enrollment/list-participations.js';
import { listSessionPlaces } from './enrollment/list-session-places.js';
import { listTrainingGroups } from './enrollment/list-training-groups.js';
import { listTrainingParticipants } from './enrollment/list-training-participants.js';
import { reconcileEnrollments } from './enrollment/reconcile-enrollments.js';
import { recordAttendance } from './enrollment/record-attendance.js';
import { reenroll } from './enrollment/reenroll.js';
import { removeGroupsFromTraining } from './enrollment/remove-groups-from-training.js';
import { removeLink } from './enrollment/remove-link.js';
import { removeUsersFromTraining } from './enrollment/remove-users-from-training.js';
import { reportProgress } from './enrollment/report-progress.js';
import { unenroll } from './enrollment/unenroll.js';
import { unenrollUsersFromOfferEvent } from './enrollment/unenroll-users-from-offer-event.js';
import { updateLink } from './enrollment/update-link.js';
import type { Verbs } from './gateway.js';
import { listMessages } from './messages/list-messages.js';
import { addDepartment } from './organization/add-department.js';
import { addGroup } from './organization/add-group.js';
import { addGroupManagers } from './organization/add-group-managers.js';
import { addGroupMembers } from './organization/add-group-members.js';
import { addProfileField } from './organization/add-profile-field.js';
import { addUser } from './organization/add-user.js';
import { changeUserStatus } from './organization/change-user-status.js';
import { deleteDepartment } from './organization/delete-department.js';
import { deleteGroup } from './organization/delete-group.js';
import { deleteProfileField } from './organization/delete-profile-field.js';
import { deleteUser } from './organization/delete-user.js';
import { eraseUser } from './organization/erase-user.js';
import { findExistingUsers } from './organization/find-existing-users.js';
import { getDepartment } from './organization/get-department.js';
import { getGroup } from './organization/get-group.js';
import { getUser } from './organization/get-user.js';
import { listDepartments } from './organization/list-departments.js';
import { listGroupMembers } from './organization/list-group-members.js';
import { listGroupPeople } from './organization/list-group-people.js';
import { listGroups } from './organization/list-groups.js';
import { listProfileFields } from './organization/list-profile-fields.js';
import { listUsers } from './organization/list-users.js';
import { loadOrganization } from './organization/load-organization.js';
import { moveDepartments } from './organization/move-departments.js';
import { moveUsers } from './organization/move-users.js';
import { removeGroupManagers } from './organization/remove-group-managers.js';
import { removeGroupMembers } from './organization/remove-group-members.js';
import { replaceGroupMembers } from './organization/replace-group-members.js';
import { updateDepartment } from './organization/update-department.js';
import { updateGroup } from './organization/update-group.js';
import { updateProfileField } from './organization/update-profile-field.js';
import { updateUser } from './organization/update-user.js';
import { createApiClient } from './permission/create-api-client.js';
import { createRole } from './permission/create-role.js';
import { deleteApiClient } from './permission/delete-api-client.js';
import { deleteRole } from './permission/delete-role.js';
import { getRole } from './permission/get-role.js';
import { issueToken } from './permission/issue-token.js';
import { listApiClients } from './permission/list-api-clients.js';
import { listRoles } from './permission/list-roles.js';
import { listTokens } from './permission/list-tokens.js';
import { replaceUserRoles } from './permission/replace-user-roles.js';
import { revokeToken } from './permission/revoke-token.js';
import { rotateApiClient } from './permission/rotate-api-client.js';
import { updateRole } from './permission/update-role.js';

/** Which verb does which operation. */
export const verbs: Verbs = {
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
};
