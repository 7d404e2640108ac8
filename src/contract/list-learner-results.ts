import Type from 'typebox';
import { Id, Identifier, Instant, NullableInstant, NullableRef, Ref } from './identifier.js';
import { operation } from './operation.js';
import { PageOf, pageFields } from './page.js';

export const listLearnerResults = operation({
  name: 'listLearnerResults',
  changes: false,
  permission: 'enrollment.read',
  summary: 'List how learners stand',
  description:
    'Of every active enrollment that the caller may see, what is known of how the learner stands. Nothing reports progress yet: everybody has not started.',
  input: Type.Object(
    {
      userIds: Type.Optional(
        Type.Array(Identifier('Id of a user.'), {
          minItems: 1,
          limit: 'learners',
          description: 'Only these users.',
        }),
      ),
      userRefs: Type.Optional(
        Type.Array(Ref('Ref of a user.'), {
          minItems: 1,
          limit: 'learners',
          description: 'The same by ref.',
        }),
      ),
      courseIds: Type.Optional(
        Type.Array(Identifier('Id of a course.'), {
          minItems: 1,
          limit: 'courses',
          description: 'Only these courses.',
        }),
      ),
      courseRefs: Type.Optional(
        Type.Array(Ref('Ref of a course.'), {
          minItems: 1,
          limit: 'courses',
          description: 'The same by ref.',
        }),
      ),
      ...pageFields,
    },
    {
      additionalProperties: false,
      atMostOneOf: [
        ['userIds', 'userRefs'],
        ['courseIds', 'courseRefs'],
      ],
    },
  ),
  output: PageOf(
    Type.Object(
      {
        enrollmentId: Id('Id of the enrollment.'),
        userId: Id('Id of the user.'),
        userRef: NullableRef('Ref of the user.'),
        courseId: Id('Id of the course.'),
        courseRef: NullableRef('Ref of the course.'),
        courseTitle: Type.String({ description: 'Title of the course.' }),
        accessAt: Instant('From when the course is open to the learner.'),
        dueAt: NullableInstant('The last second of the time to learn; null where unlimited.'),
        lockAfterDueDate: Type.Boolean({
          description: 'Whether the course closes once the due date has passed.',
        }),
        status: Type.Enum(['not_started'], { description: 'How far the learner has come.' }),
        progress: Type.Integer({ minimum: 0, maximum: 100, description: 'Percent done.' }),
        overdue: Type.Boolean({ description: 'Whether the due date has passed.' }),
      },
      { description: 'How one learner stands in one course.' },
    ),
  ),
});
