import type { OperationName } from '../../src/contract/operations.js';
import { type CallerName, callers, type Target } from './people.js';

/** What comes of a request: done, an empty list, or the code of the refusal. */
export type Verdict = 'done' | 'nothing' | 'forbidden' | 'absent' | 'unauthenticated';

interface Way {
  /** Who may: everyone else is refused. */
  readonly done: readonly CallerName[];
  /** What those are told who may do this, but not to the target. */
  readonly beyond: Verdict;
  /** What those are told who may not do this at all. */
  readonly lacking: Verdict;
  /** Who may as well where the account lets managers enroll. */
  readonly doneIfManagersEnroll?: readonly CallerName[];
}

/** REST: the path, and a body where one belongs. */
export type RestWay = Way & { readonly rest: (target: Target) => readonly [path: string, body?: object] };
/** SOAP: what stands in the request beside the credentials. */
export type SoapWay = Way & { readonly soap: (target: Target) => string };
/** What no HTTP dialect carries as such: the plain input. */
export type CoreWay = Way & { readonly core: (target: Target) => object };
export type AnyWay = RestWay | SoapWay | CoreWay;

const account = ['an administrator', 'the owner'] as const;
const managing = ['the department administrator', 'the custom role', ...account] as const;
const elsewhere = ['a department administrator elsewhere', 'a custom role elsewhere'] as const;

const writing = { done: managing, beyond: 'forbidden', lacking: 'forbidden' } as const;
const writingOne = { done: managing, beyond: 'absent', lacking: 'forbidden' } as const;
const enrolling = { ...writing, doneIfManagersEnroll: ['the manager'] } as const;
/** Everyone is a learner and reads what is theirs: nobody lacks these permissions altogether. */
const reading = { done: [...managing, 'the learner', 'the manager'] } as const;
const readingOne = { ...reading, beyond: 'absent', lacking: 'absent' } as const;
const readingMany = { ...reading, beyond: 'nothing', lacking: 'nothing' } as const;
/** All courses are seen by whoever may enroll anybody; the role without `course.read` may. */
const courses = {
  done: [...managing, ...elsewhere, 'a custom role without the permission', 'the learner'],
  doneIfManagersEnroll: ['the manager'],
} as const;
const oneCourse = { ...courses, beyond: 'absent', lacking: 'absent' } as const;
const manyCourses = { ...courses, beyond: 'nothing', lacking: 'nothing' } as const;
const departments = { done: [...managing, 'the learner'] } as const;
const oneDepartment = { ...departments, beyond: 'absent', lacking: 'absent' } as const;
const manyDepartments = { ...departments, beyond: 'nothing', lacking: 'nothing' } as const;
const administering = { done: account, beyond: 'forbidden', lacking: 'forbidden' } as const;

const unlimited = { dueDateType: 'unlimited' };
const pairOf = ({ ref }: Target) => ({ courseRefs: ['held'], learnerRefs: [ref] });
const one = ({ enrollmentId }: Target) => `/enrollments/${enrollmentId}`;
const soapOne = ({ enrollmentId }: Target) => `<enrollmentId>${enrollmentId}</enrollmentId>`;
const soapLearner = ({ id }: Target) => `<learnerIds><id>${id}</id></learnerIds>`;
const soapTerms = '<dueDateType>unlimited</dueDateType>';

/** Every operation and each way to ask for it: routes by method and path, SOAP by the name of its operation. */
export const ways: Readonly<Record<OperationName, Readonly<Record<string, AnyWay>>>> = {
  enrollLearnersInCourses: {
    'POST /enrollments': {
      ...enrolling,
      rest: ({ ref }) => ['/enrollments', { courseRefs: ['new'], learnerRefs: [ref], ...unlimited }],
    },
    EnrollLearnersInCourses: {
      ...enrolling,
      soap: (target) => `<courseIds><id>new</id></courseIds>${soapLearner(target)}${soapTerms}`,
    },
  },
  getEnrollment: {
    'GET /enrollments/:id': { ...readingOne, rest: (target) => [one(target)] },
    GetEnrollment: { ...readingOne, soap: soapOne },
  },
  listEnrollments: {
    'GET /enrollments': { ...readingMany, rest: ({ ref }) => [`/enrollments?learnerRef=${ref}`] },
    GetEnrollments: { ...readingMany, soap: soapLearner },
    ListEnrollments: { ...readingMany, soap: soapLearner },
  },
  changeEnrollment: {
    'PATCH /enrollments/:id': { ...writingOne, rest: (target) => [one(target), unlimited] },
    ChangeEnrollment: { ...writingOne, soap: (target) => soapOne(target) + soapTerms },
  },
  changeEnrollments: {
    'POST /enrollments/change': {
      ...writing,
      rest: (target) => ['/enrollments/change', { ...pairOf(target), ...unlimited }],
    },
  },
  reenroll: {
    'POST /enrollments/:id/reenroll': {
      ...writingOne,
      rest: (target) => [`${one(target)}/reenroll`, unlimited],
    },
  },
  unenroll: {
    'POST /enrollments/unenroll': {
      ...writing,
      rest: (target) => ['/enrollments/unenroll', pairOf(target)],
    },
    'DELETE /enrollments/:id': { ...writingOne, rest: (target) => [one(target)] },
    Unenroll: { ...writingOne, soap: soapOne },
  },
  explainEnrollment: {
    'GET /enrollments/:id/explanation': { ...readingOne, rest: (target) => [`${one(target)}/explanation`] },
  },
  listAuditEvents: {
    'GET /audit-events': { ...administering, rest: () => ['/audit-events?limit=1'] },
  },
  listCourses: { 'GET /courses': { ...manyCourses, rest: () => ['/courses?search=held'] } },
  getCourse: { 'GET /courses/:id': { ...oneCourse, rest: () => ['/courses/ref:held'] } },
  listUsers: { 'GET /users': { ...readingMany, rest: ({ ref }) => [`/users?search=${ref}`] } },
  getUser: { 'GET /users/:id': { ...readingOne, rest: ({ id }) => [`/users/${id}`] } },
  listDepartments: { 'GET /departments': { ...manyDepartments, rest: () => ['/departments?search=Sales'] } },
  getDepartment: { 'GET /departments/:id': { ...oneDepartment, rest: () => ['/departments/ref:sales'] } },
  issueToken: {
    // For oneself, whoever one is.
    core: { done: callers.slice(2), beyond: 'done', lacking: 'done', core: () => ({ lifetime: 60 }) },
  },
  revokeToken: {
    'POST /tokens/revoke': { ...administering, rest: ({ ref }) => ['/tokens/revoke', { userRef: ref }] },
  },
  createApiClient: {
    'POST /api-clients': { ...administering, rest: ({ ref }) => ['/api-clients', { userRef: ref }] },
  },
  rotateApiClient: {
    'POST /api-clients/:id/rotate': { ...administering, rest: () => ['/api-clients/integration/rotate'] },
  },
  loadOrganization: {
    core: { ...administering, core: ({ ref }) => ({ courses: [{ ref: 'loaded', title: ref }] }) },
  },
};

/** What a caller must be told. */
export function expected(way: AnyWay, caller: CallerName, managersEnroll: boolean): Verdict {
  if (caller === 'nobody' || caller === 'a stranger') return 'unauthenticated';
  if (way.done.includes(caller)) return 'done';
  if (managersEnroll && way.doneIfManagersEnroll?.includes(caller)) return 'done';
  return elsewhere.some((other) => other === caller) ? way.beyond : way.lacking;
}
