import { Failure } from '../contract/failure.js';
import type { OutputOf } from '../contract/operations.js';
import { type Binding, ids, paging, scalar, success, terms, usualPage } from './binding.js';
import { getEnrollmentResult, listedEnrollments, nextPageToken } from './encode-enrollment.js';

/** To the letter what the core says of one that never existed: from an answer nobody learns that it has ended. */
const unknownEnrollment = () =>
  new Failure('absent', 'There is no such enrollment.', {
    violations: [{ path: '/enrollmentId', rule: 'unknown', message: 'There is no enrollment of this id.' }],
  });

const pageOfAll = 10_000;

/** The vendor's own operations on enrollments. */
export const enrollmentBindings: readonly Binding[] = [
  {
    name: 'EnrollLearnersInCourses',
    operation: 'enrollLearnersInCourses',
    fields: { courseIds: ids('courseIds'), learnerIds: ids('learnerIds'), ...terms },
    reply: success('SuccessResult'),
  },
  {
    name: 'GetEnrollment',
    operation: 'getEnrollment',
    fields: { enrollmentId: scalar('enrollmentId') },
    // So it is called in one of the vendor's languages.
    otherNames: { enrollmentIds: 'enrollmentId' },
    reply: (output: OutputOf<'getEnrollment'>) => {
      if (output.status === 'ended') throw unknownEnrollment();
      return getEnrollmentResult(output);
    },
    texts: { absent: 'Unknown Enrollment' },
  },
  {
    name: 'GetEnrollments',
    operation: 'listEnrollments',
    fields: { courseIds: ids('courseIds'), learnerIds: ids('learnerIds') },
    fixed: { limit: pageOfAll },
    reply: (output: OutputOf<'listEnrollments'>) => {
      if (output.nextCursor !== null) {
        const message = `There are more than ${pageOfAll} enrollments; page through them with ListEnrollments.`;
        throw new Failure('too_large', message, { violations: [{ path: '', rule: 'max_items', message }] });
      }
      return ['GetEnrollmentsResult', listedEnrollments(output.items)];
    },
  },
  {
    name: 'ListEnrollments',
    operation: 'listEnrollments',
    fields: { courseIds: ids('courseIds'), learnerIds: ids('learnerIds'), ...paging },
    usual: usualPage,
    reply: (output: OutputOf<'listEnrollments'>) => [
      'ListEnrollmentsResult',
      [...listedEnrollments(output.items), ...nextPageToken(output.nextCursor)],
    ],
  },
  {
    // The documentation does not show the reply; the vendor's other reply to what is asked of terms is this one.
    name: 'ChangeEnrollment',
    operation: 'changeEnrollment',
    fields: { enrollmentId: scalar('enrollmentId'), ...terms },
    fixed: { omitted: 'reset' },
    reply: success('SuccessResult'),
    texts: { absent: 'Unknown Enrollment', invalid: 'Wrong Parameters', conflict: 'Wrong Parameters' },
    translate: (failure) => (failure.violations[0]?.rule === 'ended' ? unknownEnrollment() : failure),
  },
  {
    name: 'Unenroll',
    operation: 'unenroll',
    fields: { enrollmentId: scalar('enrollmentId') },
    reply: (output: OutputOf<'unenroll'>) => {
      if (output.summary.notEnrolled > 0) throw unknownEnrollment();
      return ['successResult', [['success', 'true']]];
    },
  },
];
