import { failureAt } from '../contract/failure.js';
import { type Binding, narrowing, renamed } from './binding.js';
import { everything } from './everything.js';
import { created, done, List, noContent, page, shown, Wrapped } from './reply.js';
import { ids, paging, scalars } from './shape.js';
import { showEnrollment } from './show-enrollment.js';

type Enrollment = Parameters<typeof showEnrollment>[0];

const terms = scalars('accessDate', 'dueDateType', 'dueDate', 'duePeriod', 'lockAfterDueDate');
const filters = { courseIds: ids, learnerIds: ids, enrollmentIds: ids };
const filterNames = { courseIds: 'courseIds', learnerIds: 'learnerIds', enrollmentIds: 'enrollmentIds' };
const pageNames = { pageSize: 'limit', pageToken: 'cursor' };
const unknown = { text: 'Unknown Enrollment' };

const listed = (enrollments: readonly Enrollment[]) =>
  new List('enrollment', enrollments.map(showEnrollment));

/** To the letter what the core says of one that never existed: from an answer nobody learns that it has ended. */
const unknownEnrollment = () =>
  failureAt('absent', '/enrollmentId', 'unknown', 'There is no enrollment of this id.');

const listPage: Pick<Binding, 'operation' | 'fields' | 'perform'> = {
  operation: 'listEnrollments',
  fields: { ...filters, ...paging },
  async perform({ fields }, ask) {
    const input = { limit: 1_000, ...narrowing(fields, { ...filterNames, ...pageNames }) };
    const { items, nextCursor } = await ask('listEnrollments', input);
    return page('enrollments', listed(items), nextCursor);
  },
};

export const enrollmentBindings: readonly Binding[] = [
  {
    method: 'POST',
    path: '/enrollment',
    operation: 'enrollLearnersInCourses',
    fields: { courseIds: ids, learnerIds: ids, ...terms },
    formUsual: { dueDateType: 'default' },
    async perform({ fields }, ask) {
      await ask('enrollLearnersInCourses', fields);
      return created;
    },
  },
  {
    method: 'GET',
    path: '/enrollment',
    operation: 'listEnrollments',
    fields: filters,
    async perform({ fields }, ask) {
      const filter = narrowing(fields, filterNames);
      const all = await everything<Enrollment>(
        ask,
        'listEnrollments',
        filter,
        'page through them at /enrollments',
      );
      return shown(listed(all));
    },
  },
  { method: 'GET', path: '/enrollments', ...listPage },
  { method: 'POST', path: '/enrollments', ...listPage },
  {
    method: 'GET',
    path: '/enrollment/:enrollmentId',
    operation: 'getEnrollment',
    absent: unknown,
    async perform({ part }, ask) {
      const enrollment = await ask('getEnrollment', { enrollmentId: part('enrollmentId') });
      if (enrollment.status === 'ended') throw unknownEnrollment();
      return shown(new Wrapped('enrollment', showEnrollment(enrollment)));
    },
  },
  {
    method: 'POST',
    path: '/enrollment/:enrollmentId',
    operation: 'changeEnrollment',
    fields: terms,
    absent: unknown,
    async perform({ part, fields }, ask) {
      const input = { enrollmentId: part('enrollmentId'), ...fields, omitted: 'reset' };
      await ask('changeEnrollment', input).catch((error) => {
        throw error?.violations?.[0]?.rule === 'ended' ? unknownEnrollment() : error;
      });
      return done;
    },
  },
  {
    method: 'POST',
    path: '/enrollment/:enrollmentId/reenroll',
    operation: 'reenroll',
    fields: terms,
    absent: unknown,
    async perform({ part, fields }, ask) {
      await ask('reenroll', { enrollmentId: part('enrollmentId'), ...fields });
      return done;
    },
  },
  {
    method: 'POST',
    path: '/enrollment/delete',
    operation: 'unenroll',
    fields: { enrollmentIds: ids },
    async perform({ fields }, ask) {
      const { summary } = await ask('unenroll', renamed(fields, { enrollmentIds: 'enrollmentIds' }));
      // Nothing has happened then: as the vendor says of ids that it does not know.
      if (summary.unenrolled === 0) {
        throw failureAt('invalid', '/enrollmentIds', 'unknown', 'There are no enrollments of these ids.');
      }
      return noContent;
    },
  },
];
