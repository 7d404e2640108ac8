import Type from 'typebox';
import { author, oneCourse, oneCourseRule, url } from './courses.js';
import { Id, Identifier, NullableInstant, NullableRef, Ref } from './identifier.js';
import { operation } from './operation.js';
import { dryRunField } from './outcome.js';
import { PageOf, pageFields } from './page.js';
import { ifVersion, version } from './version.js';
import { words, wordsOrNull } from './words.js';

/** What a material is, in the words that integrations of other systems use. */
export const contentTypes = [
  'iSpringSuiteModule',
  'Audio',
  'Video',
  'Image',
  'Quiz',
  'Survey',
  'SCORM',
  'WordDocument',
  'PowerPointPresentation',
  'PDFDocument',
  'ExcelSpreadsheet',
  'RolePlay',
  'Link',
  'Assignment',
  'Book',
  'Interaction',
  'Page',
  'OnlineQuiz',
  'ExternalCourse',
] as const;

const orNull = (description: string) => Type.Union([Type.String(), Type.Null()], { description });

export const CourseModule = Type.Object(
  {
    id: Id('Id of the module.'),
    courseId: Id('Id of the course that it is inside of.'),
    courseRef: NullableRef('Ref of that course.'),
    kind: Type.Enum(['material', 'training'], {
      description: 'Something to study, or a training to attend.',
    }),
    title: Type.String({ description: 'Title; of a training, its own.' }),
    description: orNull('What it is about.'),
    contentType: Type.Union([Type.Enum([...contentTypes]), Type.Null()], {
      description: 'What a material is; null for trainings, and where nobody has said.',
    }),
    trainingId: orNull('Id of the training.'),
    trainingRef: NullableRef('Ref of the training.'),
    trainingType: orNull('What kind of training it is; null for materials, and where nobody has said.'),
    authorId: orNull('Id of the user who added it, or in whose name it was added.'),
    viewUrl: orNull('Where a material can be looked at.'),
    addedAt: NullableInstant('When it was added; null where nobody knows.'),
    position: Type.Integer({ minimum: 0, description: 'Place in the course, from 0.' }),
  },
  { description: 'A part of a course.' },
);

const VersionedModule = Type.Object({ ...CourseModule.properties, ...version });

const moduleId = Identifier('Id of the module.');
const position = Type.Optional(
  Type.Integer({
    minimum: 0,
    maximum: 100_000,
    description: 'Place in the course, from 0; usually the last. Those from there on move down.',
  }),
);

export const listCourseModules = operation({
  name: 'listCourseModules',
  changes: false,
  permission: 'course.read',
  summary: 'List the modules of a course',
  description:
    'Materials and trainings inside a course, in order. A course that the caller may not see is absent.',
  input: Type.Object(
    { ...oneCourse, ...pageFields },
    { additionalProperties: false, exactlyOneOf: oneCourseRule },
  ),
  output: PageOf(CourseModule),
});

export const addCourseModule = operation({
  name: 'addCourseModule',
  changes: true,
  permission: 'course.update',
  summary: 'Add a module to a course',
  description:
    'Adds a material (which needs a title) or a training that is there; a training stands in a course once.',
  input: Type.Object(
    {
      ...oneCourse,
      trainingId: Type.Optional(Identifier('Id of the training to put inside.')),
      trainingRef: Type.Optional(Ref('The same by ref.')),
      title: Type.Optional(words(255, 'Title of a material.')),
      description: wordsOrNull(10_000, 'What a material is about.'),
      contentType: Type.Optional(Type.Enum([...contentTypes], { description: 'What a material is.' })),
      viewUrl: url('Where a material can be looked at (http or https).'),
      position,
      ...author,
      ...dryRunField,
    },
    {
      additionalProperties: false,
      exactlyOneOf: [...oneCourseRule, ['title', 'trainingId', 'trainingRef']],
    },
  ),
  output: VersionedModule,
});

export const updateCourseModule = operation({
  name: 'updateCourseModule',
  changes: true,
  permission: 'course.update',
  summary: 'Change a module of a course',
  description: 'What is omitted stays. Of a training only the position can be changed here.',
  input: Type.Object(
    {
      moduleId,
      title: Type.Optional(words(255, 'Title of a material.')),
      description: wordsOrNull(10_000, 'What a material is about.'),
      contentType: Type.Optional(Type.Enum([...contentTypes], { description: 'What a material is.' })),
      viewUrl: url('Where a material can be looked at (http or https).'),
      position,
      ...ifVersion,
      ...dryRunField,
    },
    { additionalProperties: false },
  ),
  output: VersionedModule,
});

export const removeCourseModule = operation({
  name: 'removeCourseModule',
  changes: true,
  permission: 'course.update',
  summary: 'Remove a module from its course',
  description: 'A material is gone; a training stays as such.',
  input: Type.Object({ moduleId, ...ifVersion, ...dryRunField }, { additionalProperties: false }),
  output: Type.Object({ moduleId: Id('Id that the module had.') }),
});

export const ContentItem = Type.Object(
  {
    id: Id('Id of the course or of the module.'),
    ref: NullableRef('Ref of the course.'),
    contentType: Type.Union([Type.Enum(['Course', ...contentTypes]), Type.Null()], {
      description: 'What it is; null where nobody has said.',
    }),
    title: Type.String({ description: 'Title.' }),
    description: orNull('What it is about.'),
    authorId: orNull('Id of the user who added it, or in whose name it was added.'),
    viewUrl: orNull('Where it can be looked at.'),
    addedAt: NullableInstant('When it was added; null where nobody knows.'),
  },
  { description: 'A course, or a material inside one.' },
);

export const listContentItems = operation({
  name: 'listContentItems',
  changes: false,
  permission: 'course.read',
  summary: 'List content',
  description:
    'Courses that are not archived, and the materials inside them, as far as the caller sees these courses.',
  input: Type.Object(
    {
      contentTypes: Type.Optional(
        Type.Array(Type.Enum(['Course', ...contentTypes]), {
          minItems: 1,
          maxItems: 50,
          description: 'Only these kinds.',
        }),
      ),
      ...pageFields,
    },
    { additionalProperties: false },
  ),
  output: PageOf(ContentItem),
});

export const getContentItem = operation({
  name: 'getContentItem',
  changes: false,
  permission: 'course.read',
  summary: 'Get one item of content',
  description: 'A course, archived or not, or a material inside one. What the caller may not see is absent.',
  input: Type.Object(
    { contentItemId: Identifier('Id of the course or of the module.') },
    { additionalProperties: false },
  ),
  output: ContentItem,
});
