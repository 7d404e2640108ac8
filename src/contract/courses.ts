import Type from 'typebox';
import { Id, Identifier, NullableRef, Ref } from './identifier.js';
import { operation } from './operation.js';
import { PageOf, pageFields } from './page.js';

const lock = Type.Optional(
  Type.Boolean({ description: 'Whether the course closes once the due date has passed.' }),
);

/** A course's own due date policy: what `default` takes. */
export const OwnPolicy = Type.Union(
  [
    Type.Object(
      { type: Type.Literal('unlimited', { description: 'No due date.' }), lockAfterDueDate: lock },
      { additionalProperties: false },
    ),
    Type.Object(
      {
        type: Type.Literal('due_date', { description: 'Due on a day.' }),
        dueDate: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'The last day, YYYY-MM-DD.' }),
        lockAfterDueDate: lock,
      },
      { additionalProperties: false },
    ),
    Type.Object(
      {
        type: Type.Literal('due_period', { description: 'Due some hours after the access date.' }),
        duePeriod: Type.Integer({
          minimum: 1,
          maximum: 1_000_000,
          description: 'Hours from the access date.',
        }),
        lockAfterDueDate: lock,
      },
      { additionalProperties: false },
    ),
  ],
  { description: "A course's own due date policy: what dueDateType default takes." },
);

export const Course = Type.Object(
  {
    id: Id('Id of the course.'),
    ref: NullableRef("The caller's own key."),
    title: Type.String({ description: 'Title.' }),
    archived: Type.Boolean({ description: 'An archived course takes no new enrollments.' }),
    dueDatePolicy: Type.Union([OwnPolicy, Type.Null()], {
      description: 'What dueDateType default means for this course; null: unlimited.',
    }),
    trainings: Type.Array(
      Type.Object({
        id: Id('Id of the training.'),
        ref: NullableRef('Ref of the training.'),
        title: Type.String({ description: 'Title of the training.' }),
      }),
      { description: 'Trainings inside the course. Enrolling in the course chooses no session of theirs.' },
    ),
  },
  { description: 'A course.' },
);

export const listCourses = operation({
  name: 'listCourses',
  changes: false,
  permission: 'course.read',
  summary: 'List courses',
  description: 'Whoever may enroll sees all courses; a learner sees those they are enrolled in.',
  input: Type.Object(
    {
      search: Type.Optional(
        Type.String({ minLength: 1, maxLength: 255, description: 'Text that the title or ref contains.' }),
      ),
      archived: Type.Optional(
        Type.Boolean({ description: 'Only archived ones, or only those that are not.' }),
      ),
      ...pageFields,
    },
    { additionalProperties: false },
  ),
  output: PageOf(Course),
});

export const getCourse = operation({
  name: 'getCourse',
  changes: false,
  permission: 'course.read',
  summary: 'Get one course',
  description: 'One course by id or ref. What the caller may not see is absent.',
  input: Type.Object(
    {
      courseId: Type.Optional(Identifier('Id of the course.')),
      courseRef: Type.Optional(Ref('Ref of the course.')),
    },
    { additionalProperties: false, exactlyOneOf: [['courseId', 'courseRef']] },
  ),
  output: Course,
});
