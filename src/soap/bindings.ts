import { Failure, type FailureCode } from '../contract/failure.js';
import type { OperationName, OutputOf } from '../contract/operations.js';
import type { XmlNode } from '../xml/write-xml.js';
import { getEnrollmentResult, listedEnrollments, nextPageToken } from './encode-enrollment.js';

/** How one element of a request becomes a field of the input. */
export type Field = { readonly field: string; readonly kind: 'ids' | 'scalar' };

/** How one operation of the core is spoken in SOAP. Names and texts are the vendor's, irregular as they are. */
export interface Binding {
  /** Name of the WSDL operation; its request element is this and `Request`. */
  readonly name: string;
  readonly operation: OperationName;
  /** Elements of the request beside `credentials`. */
  readonly fields: Readonly<Record<string, Field>>;
  /** Fields that the request cannot say. */
  readonly fixed?: Readonly<Record<string, unknown>>;
  /** What fields mean that are left out. */
  readonly usual?: Readonly<Record<string, unknown>>;
  /** The reply element. Throws a `Failure` where the vendor calls an answer of the core a failure. */
  readonly reply: (output: never) => XmlNode;
  /** Fault texts that differ from the usual ones for this operation. */
  readonly texts?: Readonly<Partial<Record<FailureCode, string>>>;
  /** What the vendor calls differently from the core. */
  readonly translate?: (failure: Failure) => Failure;
}

const ids = (field: string): Field => ({ field, kind: 'ids' });
const scalar = (field: string): Field => ({ field, kind: 'scalar' });

const terms = {
  accessDate: scalar('accessDate'),
  dueDateType: scalar('dueDateType'),
  dueDate: scalar('dueDate'),
  duePeriod: scalar('duePeriod'),
  lockAfterDueDate: scalar('lockAfterDueDate'),
};

const success = (element: string) => (): XmlNode => [element, [['success', 'true']]];

/** To the letter what the core says of one that never existed: from an answer nobody learns that it has ended. */
const unknownEnrollment = () =>
  new Failure('absent', 'There is no such enrollment.', {
    violations: [{ path: '/enrollmentId', rule: 'unknown', message: 'There is no enrollment of this id.' }],
  });

const pageOfAll = 10_000;

export const bindings: readonly Binding[] = [
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
    fields: {
      courseIds: ids('courseIds'),
      learnerIds: ids('learnerIds'),
      pageSize: scalar('limit'),
      pageToken: scalar('cursor'),
    },
    usual: { limit: 1_000 },
    reply: (output: OutputOf<'listEnrollments'>) => [
      'ListEnrollmentsResult',
      [...listedEnrollments(output.items), ...nextPageToken(output.nextCursor)],
    ],
  },
  {
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

const byElement: ReadonlyMap<string, Binding> = new Map(
  bindings.map((binding) => [`${binding.name}Request`, binding]),
);

/** The binding whose request element has this local name. */
export function bindingOf(element: string): Binding | undefined {
  return byElement.get(element);
}
