import Type from 'typebox';
import { Id, Identifier, Instant, NullableInstant, NullableRef, Ref } from './identifier.js';
import { operation } from './operation.js';
import { PageOf, pageFields } from './page.js';

const standing = (description: string) =>
  Type.Enum(['not_started', 'in_progress', 'completed'], { description });

export const listLearnerResults = operation({
  name: 'listLearnerResults',
  changes: false,
  permission: 'enrollment.read',
  summary: 'List how learners stand',
  description:
    'Of every active enrollment that the caller may see, what is known of how the learner stands. Whoever nobody has reported on has not started.',
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
      statuses: Type.Optional(
        Type.Array(standing('A status.'), {
          minItems: 1,
          maxItems: 3,
          description: 'Only those who stand so.',
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
        status: standing('How far the learner has come: completed with 100 per cent.'),
        progress: Type.Number({ minimum: 0, maximum: 100, description: 'Percent done, as reported last.' }),
        completedAt: NullableInstant('When it was completed, as reported; null until then.'),
        overdue: Type.Boolean({ description: 'Whether the due date has passed.' }),
      },
      { description: 'How one learner stands in one course.' },
    ),
  ),
});
