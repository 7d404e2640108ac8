import type { Target } from './people.js';
import { enrolling, readingMany, readingOne, type Ways, writing, writingOne } from './way.js';

const unlimited = { dueDateType: 'unlimited' };
const pairOf = ({ ref }: Target) => ({ courseRefs: ['held'], learnerRefs: [ref] });
const one = ({ enrollmentId }: Target) => `/enrollments/${enrollmentId}`;
const soapOne = ({ enrollmentId }: Target) => `<enrollmentId>${enrollmentId}</enrollmentId>`;
const soapLearner = ({ id }: Target) => `<learnerIds><id>${id}</id></learnerIds>`;
const soapPair = (target: Target) => `<courseIds><id>held</id></courseIds>${soapLearner(target)}`;
const soapTerms = '<dueDateType>unlimited</dueDateType>';

export const enrollmentsWays = {
  enrollLearnersInCourses: {
    'POST /enrollments': {
      ...enrolling,
      rest: ({ ref }) => ['/enrollments', { courseRefs: ['new'], learnerRefs: [ref], ...unlimited }],
    },
    EnrollLearnersInCourses: {
      ...enrolling,
      soap: (target) => `<courseIds><id>new</id></courseIds>${soapLearner(target)}${soapTerms}`,
    },
    EnrollLearnersInCoursesWithOutcomes: {
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
  listLearnerResults: {
    'GET /learner-results': { ...readingMany, rest: ({ ref }) => [`/learner-results?userRef=${ref}`] },
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
    ChangeEnrollments: { ...writing, soap: (target) => soapPair(target) + soapTerms },
  },
  reenroll: {
    'POST /enrollments/:id/reenroll': {
      ...writingOne,
      rest: (target) => [`${one(target)}/reenroll`, unlimited],
    },
    Reenroll: { ...writingOne, soap: (target) => soapOne(target) + soapTerms },
  },
  unenroll: {
    'POST /enrollments/unenroll': {
      ...writing,
      rest: (target) => ['/enrollments/unenroll', pairOf(target)],
    },
    'DELETE /enrollments/:id': { ...writingOne, rest: (target) => [one(target)] },
    Unenroll: { ...writingOne, soap: soapOne },
    UnenrollLearnersFromCourses: { ...writing, soap: soapPair },
  },
  explainEnrollment: {
    'GET /enrollments/:id/explanation': { ...readingOne, rest: (target) => [`${one(target)}/explanation`] },
    ExplainEnrollment: { ...readingOne, soap: soapOne },
  },
} as const satisfies Ways;
