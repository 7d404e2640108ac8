import type { OutputOf } from '../contract/operations.js';
import { type Binding, ids, scalar, terms } from './binding.js';
import { getEnrollmentResult } from './encode-enrollment.js';
import { explainEnrollmentResult } from './encode-explanation.js';
import { outcomesResult } from './encode-outcomes.js';

const pairs = { courseIds: ids('courseIds'), learnerIds: ids('learnerIds') };
const mode = { mode: scalar('mode') };

/** Operations on enrollments that the vendor has not: named in its manner, answered in ours. */
export const outcomeBindings: readonly Binding[] = [
  {
    name: 'EnrollLearnersInCoursesWithOutcomes',
    operation: 'enrollLearnersInCourses',
    fields: { ...pairs, ...terms, ...mode },
    required: ['courseIds', 'learnerIds'],
    tellsOutcomes: true,
    reply: (output: OutputOf<'enrollLearnersInCourses'>) =>
      outcomesResult(
        'EnrollLearnersInCoursesWithOutcomesResult',
        ['enrolled', 'alreadyEnrolled', 'failed'],
        output,
      ),
  },
  {
    name: 'ChangeEnrollments',
    operation: 'changeEnrollments',
    fields: { ...pairs, ...terms, ...mode },
    required: ['courseIds', 'learnerIds'],
    tellsOutcomes: true,
    reply: (output: OutputOf<'changeEnrollments'>) =>
      outcomesResult('ChangeEnrollmentsResult', ['changed', 'notEnrolled', 'failed'], output),
  },
  {
    name: 'UnenrollLearnersFromCourses',
    operation: 'unenroll',
    fields: { ...pairs, ...mode },
    required: ['courseIds', 'learnerIds'],
    tellsOutcomes: true,
    reply: (output: OutputOf<'unenroll'>) =>
      outcomesResult('UnenrollLearnersFromCoursesResult', ['unenrolled', 'notEnrolled', 'failed'], output),
  },
  {
    name: 'Reenroll',
    operation: 'reenroll',
    fields: { enrollmentId: scalar('enrollmentId'), ...terms },
    reply: (output: OutputOf<'reenroll'>) => getEnrollmentResult(output, 'ReenrollResult'),
    texts: { absent: 'Unknown Enrollment' },
  },
  {
    name: 'ExplainEnrollment',
    operation: 'explainEnrollment',
    fields: { enrollmentId: scalar('enrollmentId') },
    reply: explainEnrollmentResult,
    texts: { absent: 'Unknown Enrollment' },
  },
];
