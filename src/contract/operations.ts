import { createApiClient, issueToken, revokeToken, rotateApiClient } from './access.js';
import { changeEnrollment } from './change-enrollment.js';
import { changeEnrollments } from './change-enrollments.js';
import { getCourse, listCourses } from './courses.js';
import { getDepartment, listDepartments } from './departments.js';
import { enrollLearnersInCourses } from './enroll-learners-in-courses.js';
import { explainEnrollment } from './explain-enrollment.js';
import { getEnrollment } from './get-enrollment.js';
import { listAuditEvents } from './list-audit-events.js';
import { listEnrollments } from './list-enrollments.js';
import { loadOrganization } from './load-organization.js';
import type { Input, Operation, Output } from './operation.js';
import { reenroll } from './reenroll.js';
import { unenroll } from './unenroll.js';
import { getUser, listUsers } from './users.js';

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
  listAuditEvents,
  listCourses,
  getCourse,
  listUsers,
  getUser,
  listDepartments,
  getDepartment,
  issueToken,
  revokeToken,
  createApiClient,
  rotateApiClient,
  loadOrganization,
} as const satisfies Record<string, Operation>;

export type Operations = typeof operations;
export type OperationName = keyof Operations;
export type InputOf<N extends OperationName> = Input<Operations[N]>;
export type OutputOf<N extends OperationName> = Output<Operations[N]>;
