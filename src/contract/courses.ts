import Type from 'typebox';
import { Id, Identifier, NullableInstant, NullableRef, newKey, Ref } from './identifier.js';
import { operation } from './operation.js';
import { dryRunField } from './outcome.js';
import { PageOf, pageFields } from './page.js';
import { ifVersion, version } from './version.js';
import { search, words, wordsOrNull } from './words.js';

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

const orNull = (description: string) => Type.Union([Type.String(), Type.Null()], { description });

export const Course = Type.Object(
  {
    id: Id('Id of the course.'),
    ref: NullableRef("The caller's own key."),
    title: Type.String({ description: 'Title.' }),
    description: orNull('What it is about.'),
    authorId: orNull('Id of the user who added it, or in whose name it was added.'),
    viewUrl: orNull('Where it can be looked at.'),
    addedAt: NullableInstant('When it was added; null where nobody knows.'),
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

const VersionedCourse = Type.Object({ ...Course.properties, ...version });

export const oneCourse = {
  courseId: Type.Optional(Identifier('Id of the course.')),
  courseRef: Type.Optional(Ref('Ref of the course.')),
};
export const oneCourseRule = [['courseId', 'courseRef']];

export const newRef = (kind: string) =>
  Type.Optional(
    Type.Union([newKey(), Type.Null()], {
      description: `The caller's own key, unique among ${kind}; exact by code point.`,
    }),
  );
export const url = (description: string) =>
  Type.Optional(
    Type.Union(
      [Type.String({ minLength: 1, maxLength: 2_000, pattern: '^https?://[^\\s]+$' }), Type.Null()],
      {
        description,
      },
    ),
  );
export const author = {
  authorId: Type.Optional(Identifier('Id of the user in whose name it is added; usually whoever asks.')),
};

const settable = {
  ref: newRef('courses'),
  description: wordsOrNull(10_000, 'What it is about.'),
  viewUrl: url('Where it can be looked at (http or https).'),
  dueDatePolicy: Type.Optional(
    Type.Union([OwnPolicy, Type.Null()], {
      description: 'What dueDateType default means for this course; null: none of its own.',
    }),
  ),
  trainingIds: Type.Optional(
    Type.Array(Identifier('Id of a training.'), {
      maxItems: 1_000,
      description: 'The trainings inside, in order; replaces those that were.',
    }),
  ),
  trainingRefs: Type.Optional(
    Type.Array(Ref('Ref of a training.'), { maxItems: 1_000, description: 'The same by ref.' }),
  ),
};

export const listCourses = operation({
  name: 'listCourses',
  changes: false,
  permission: 'course.read',
  summary: 'List courses',
  description: 'Whoever may enroll sees all courses; a learner sees those they are enrolled in.',
  input: Type.Object(
    {
      search: search('Text that the title or ref contains.'),
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
  input: Type.Object(oneCourse, { additionalProperties: false, exactlyOneOf: oneCourseRule }),
  output: VersionedCourse,
});

export const createCourse = operation({
  name: 'createCourse',
  changes: true,
  permission: 'course.create',
  summary: 'Create a course',
  description: 'Adds a course to the catalogue, which all departments share.',
  input: Type.Object(
    { title: words(255, 'Title.'), ...settable, ...author, ...dryRunField },
    { additionalProperties: false, atMostOneOf: [['trainingIds', 'trainingRefs']] },
  ),
  output: VersionedCourse,
});

export const updateCourse = operation({
  name: 'updateCourse',
  changes: true,
  permission: 'course.update',
  summary: 'Change or archive a course',
  description:
    'What is omitted stays. An archived course takes no new enrollments; those that there are go on. A new due date policy counts for those who are enrolled from now on.',
  input: Type.Object(
    {
      ...oneCourse,
      title: Type.Optional(words(255, 'Title.')),
      ...settable,
      archived: Type.Optional(Type.Boolean({ description: 'Whether it takes no new enrollments.' })),
      ...ifVersion,
      ...dryRunField,
    },
    {
      additionalProperties: false,
      exactlyOneOf: oneCourseRule,
      atMostOneOf: [['trainingIds', 'trainingRefs']],
    },
  ),
  output: VersionedCourse,
});
