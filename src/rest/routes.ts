import type { OperationName } from '../contract/operations.js';

/** How one operation is asked for over REST. */
export interface Route {
  readonly operation: OperationName;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly tag: string;
  /** Which field of the input the `:id` of the path is; `ref:…` goes to the second name where there is one. */
  readonly id?: readonly [field: string, refField?: string];
  /** Query parameters by the field of the input that they fill. */
  readonly query?: Readonly<Record<string, string>>;
  /** Answers 201 instead of 200 where the output says that something new came into being. */
  readonly created?: (output: unknown) => boolean;
}

const page = { limit: 'limit', cursor: 'cursor' };
const dryRun = { dryRun: 'dryRun' };

/** The binding table: address and method of every operation. */
export const routes: readonly Route[] = [
  {
    operation: 'enrollLearnersInCourses',
    method: 'POST',
    path: '/enrollments',
    tag: 'Enrollments',
    query: dryRun,
    created: (output) => (output as { summary: { enrolled: number } }).summary.enrolled > 0,
  },
  {
    operation: 'listEnrollments',
    method: 'GET',
    path: '/enrollments',
    tag: 'Enrollments',
    query: {
      learnerId: 'learnerIds',
      learnerRef: 'learnerRefs',
      courseId: 'courseIds',
      courseRef: 'courseRefs',
      status: 'status',
      dueBefore: 'dueBefore',
      dueAfter: 'dueAfter',
      ...page,
    },
  },
  {
    operation: 'unenroll',
    method: 'POST',
    path: '/enrollments/unenroll',
    tag: 'Enrollments',
    query: dryRun,
  },
  {
    operation: 'changeEnrollments',
    method: 'POST',
    path: '/enrollments/change',
    tag: 'Enrollments',
    query: dryRun,
  },
  {
    operation: 'getEnrollment',
    method: 'GET',
    path: '/enrollments/:id',
    tag: 'Enrollments',
    id: ['enrollmentId'],
  },
  {
    operation: 'changeEnrollment',
    method: 'PATCH',
    path: '/enrollments/:id',
    tag: 'Enrollments',
    id: ['enrollmentId'],
    query: dryRun,
  },
  {
    operation: 'unenroll',
    method: 'DELETE',
    path: '/enrollments/:id',
    tag: 'Enrollments',
    id: ['enrollmentId'],
    query: dryRun,
  },
  {
    operation: 'reenroll',
    method: 'POST',
    path: '/enrollments/:id/reenroll',
    tag: 'Enrollments',
    id: ['enrollmentId'],
    query: dryRun,
  },
  {
    operation: 'explainEnrollment',
    method: 'GET',
    path: '/enrollments/:id/explanation',
    tag: 'Enrollments',
    id: ['enrollmentId'],
  },
  {
    operation: 'listCourses',
    method: 'GET',
    path: '/courses',
    tag: 'Catalogue',
    query: { search: 'search', archived: 'archived', ...page },
  },
  {
    operation: 'getCourse',
    method: 'GET',
    path: '/courses/:id',
    tag: 'Catalogue',
    id: ['courseId', 'courseRef'],
  },
  {
    operation: 'listUsers',
    method: 'GET',
    path: '/users',
    tag: 'Organisation',
    query: {
      departmentId: 'departmentId',
      departmentRef: 'departmentRef',
      status: 'status',
      search: 'search',
      ...page,
    },
  },
  { operation: 'getUser', method: 'GET', path: '/users/:id', tag: 'Organisation', id: ['userId', 'userRef'] },
  {
    operation: 'listDepartments',
    method: 'GET',
    path: '/departments',
    tag: 'Organisation',
    query: { search: 'search', parentId: 'parentId', parentRef: 'parentRef', ...page },
  },
  {
    operation: 'getDepartment',
    method: 'GET',
    path: '/departments/:id',
    tag: 'Organisation',
    id: ['departmentId', 'departmentRef'],
  },
  {
    operation: 'listAuditEvents',
    method: 'GET',
    path: '/audit-events',
    tag: 'Operation',
    query: { since: 'since', until: 'until', operation: 'operation', userId: 'userId', ...page },
  },
  {
    operation: 'createApiClient',
    method: 'POST',
    path: '/api-clients',
    tag: 'Operation',
    created: () => true,
  },
  {
    operation: 'rotateApiClient',
    method: 'POST',
    path: '/api-clients/:id/rotate',
    tag: 'Operation',
    id: ['clientId'],
  },
  {
    operation: 'revokeToken',
    method: 'POST',
    path: '/tokens/revoke',
    tag: 'Operation',
  },
];
