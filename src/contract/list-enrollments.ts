import Type from 'typebox';
import { dateOrDateTime } from './asked-terms.js';
import { Enrollment } from './enrollment.js';
import { Identifier, Ref } from './identifier.js';
import { operation } from './operation.js';
import { PageOf, pageFields } from './page.js';

const when = (description: string) => Type.Optional(Type.String({ pattern: dateOrDateTime, description }));
const some = (
  item: ReturnType<typeof Identifier>,
  limit: 'learners' | 'courses' | 'enrollments',
  description: string,
) => Type.Optional(Type.Array(item, { limit, description }));

/** Which enrollments a list holds; the fields narrow it together. */
export const enrollmentFilter = {
  enrollmentIds: some(Identifier('Id of an enrollment.'), 'enrollments', 'Only these.'),
  learnerIds: some(Identifier('Id of a user.'), 'learners', 'Only those of these learners.'),
  learnerRefs: some(Ref('Ref of a user.'), 'learners', 'Only those of these learners; adds to those by id.'),
  courseIds: some(Identifier('Id of a course.'), 'courses', 'Only those in these courses.'),
  courseRefs: some(Ref('Ref of a course.'), 'courses', 'Only those in these courses; adds to those by id.'),
  status: Type.Optional(
    Type.Array(Type.Enum(['active', 'ended']), {
      maxItems: 2,
      description: 'Only those in these states. Omitted: active.',
    }),
  ),
  dueBefore: when('Only those due before this instant; a date is the start of that day in the account zone.'),
  dueAfter: when(
    'Only those due at or after this instant; a date is the start of that day in the account zone.',
  ),
};

export const listEnrollments = operation({
  name: 'listEnrollments',
  changes: false,
  permission: 'enrollment.read',
  summary: 'List enrollments',
  description:
    'The enrollments that the caller may see, page by page. The order is fixed by key, so that a walk over all pages meets every enrollment that was there from its start to its end exactly once, whatever is added meanwhile. Learners, courses and enrollments that are unknown match nothing.',
  input: Type.Object({ ...enrollmentFilter, ...pageFields }, { additionalProperties: false }),
  output: PageOf(Enrollment),
});
