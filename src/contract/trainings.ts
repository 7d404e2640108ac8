import Type from 'typebox';
import { newRef } from './courses.js';
import { Id, Identifier, NullableInstant, NullableRef, Ref } from './identifier.js';
import { operation } from './operation.js';
import { dryRunField } from './outcome.js';
import { CountedPageOf, countedPageFields } from './page.js';
import { trainingRole } from './training-role.js';
import { ifVersion, version } from './version.js';
import { search, words, wordsOrNull } from './words.js';

export const orNull = (description: string) => Type.Union([Type.String(), Type.Null()], { description });

export const Training = Type.Object(
  {
    id: Id('Id of the training.'),
    ref: NullableRef("The caller's own key."),
    title: Type.String({ description: 'Title.' }),
    description: orNull('What it is about.'),
    trainingType: orNull(
      "What kind of training the organisation calls it: a word of its own, such as 'webinar'.",
    ),
    organizerId: orNull('Id of the user who organises it.'),
    addedAt: NullableInstant('When it was added; null where nobody knows.'),
    archived: Type.Boolean({ description: 'Kept for history only.' }),
    subtitle: orNull('A second title.'),
    estimatedTime: orNull('How long it takes, in words.'),
    accessibleFrom: NullableInstant('From when on participants may start; null: always.'),
    accessibleUntil: NullableInstant('The last second in which they may, inclusive; null: always.'),
    accessible: Type.Boolean({ description: 'Whether now is between the two.' }),
    showParticipants: Type.Boolean({ description: 'Whether participants see each other, as data.' }),
    showSharedFiles: Type.Boolean({ description: 'Whether participants share files, as data.' }),
    enableChat: Type.Boolean({ description: 'Whether participants can chat, as data.' }),
  },
  { description: 'A training: what people attend.' },
);

const VersionedTraining = Type.Object({ ...Training.properties, ...version });

export const oneTraining = {
  trainingId: Type.Optional(Identifier('Id of the training.')),
  trainingRef: Type.Optional(Ref('Ref of the training.')),
};
export const oneTrainingRule = [['trainingId', 'trainingRef']];

export const flag = (description: string) => Type.Optional(Type.Boolean({ description }));

/** An instant as asked, or a day: from its beginning, until its end. */
const windowEnd = (description: string) =>
  Type.Optional(
    Type.Union([Type.String({ minLength: 1, maxLength: 40 }), Type.Null()], {
      description: `${description} ISO 8601; without an offset, in the time zone of the account; null: always.`,
    }),
  );

const trainingSettable = {
  ref: newRef('trainings'),
  subtitle: wordsOrNull(255, 'A second title.'),
  estimatedTime: wordsOrNull(64, 'How long it takes, in words.'),
  accessibleFrom: windowEnd('From when on participants may start: an instant, or a day from its beginning.'),
  accessibleUntil: windowEnd(
    'Until when they may: an instant, or a day until its end. Not before accessibleFrom.',
  ),
  showParticipants: flag('Whether participants see each other, as data.'),
  showSharedFiles: flag('Whether participants share files, as data.'),
  enableChat: flag('Whether participants can chat, as data.'),
  description: wordsOrNull(10_000, 'What it is about.'),
  trainingType: wordsOrNull(64, 'What kind of training the organisation calls it: a word of its own.'),
};

export const listTrainings = operation({
  name: 'listTrainings',
  changes: false,
  permission: 'training.read',
  summary: 'List trainings',
  description:
    'All trainings, for whoever may read them; a learner sees those inside courses that they are enrolled in.',
  input: Type.Object(
    {
      search: search('Text that the title or ref contains.'),
      archived: Type.Optional(
        Type.Boolean({ description: 'Only archived ones, or only those that are not.' }),
      ),
      userId: Type.Optional(Identifier('Only trainings that this user is in, as far as the caller reaches.')),
      userRef: Type.Optional(Ref('The same by ref.')),
      userRoles: Type.Optional(
        Type.Array(trainingRole('A role.'), {
          minItems: 1,
          maxItems: 3,
          description: 'With a user: only where the user has one of these roles.',
        }),
      ),
      ...countedPageFields,
    },
    { additionalProperties: false, atMostOneOf: [['userId', 'userRef']] },
  ),
  output: CountedPageOf(Training),
});

export const getTraining = operation({
  name: 'getTraining',
  changes: false,
  permission: 'training.read',
  summary: 'Get one training',
  description: 'One training by id or ref. What the caller may not see is absent.',
  input: Type.Object(oneTraining, { additionalProperties: false, exactlyOneOf: oneTrainingRule }),
  output: VersionedTraining,
});

export const createTraining = operation({
  name: 'createTraining',
  changes: true,
  permission: 'training.create',
  summary: 'Create a training',
  description: 'Adds a training to the catalogue, which all departments share.',
  input: Type.Object(
    {
      title: words(255, 'Title.'),
      ...trainingSettable,
      organizerId: Type.Optional(Identifier('Id of the user who organises it; usually whoever asks.')),
      archived: flag('Kept for history only; usually not.'),
      ...dryRunField,
    },
    { additionalProperties: false },
  ),
  output: VersionedTraining,
});

export const updateTraining = operation({
  name: 'updateTraining',
  changes: true,
  permission: 'training.update',
  summary: 'Change or archive a training',
  description: 'What is omitted stays. An archived training gets no new sessions and is put into no course.',
  input: Type.Object(
    {
      ...oneTraining,
      title: Type.Optional(words(255, 'Title.')),
      ...trainingSettable,
      organizerId: Type.Optional(Identifier('Id of the user who organises it.')),
      archived: Type.Optional(Type.Boolean({ description: 'Kept for history only.' })),
      ...ifVersion,
      ...dryRunField,
    },
    { additionalProperties: false, exactlyOneOf: oneTrainingRule },
  ),
  output: VersionedTraining,
});
