import Type from 'typebox';
import { newRef, url } from './courses.js';
import { Id, Identifier, Instant, NullableInstant, NullableRef, Ref } from './identifier.js';
import { operation } from './operation.js';
import { count, dryRunField } from './outcome.js';
import { CountedPageOf, countedPageFields, PageOf, pageFields } from './page.js';
import { trainingRole } from './training-role.js';
import { ifVersion, version } from './version.js';
import { search, words, wordsOrNull } from './words.js';

const orNull = (description: string) => Type.Union([Type.String(), Type.Null()], { description });

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

const flag = (description: string) => Type.Optional(Type.Boolean({ description }));

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

export const SessionDay = Type.Object(
  {
    id: Id('Id of the day.'),
    sessionId: Id('Id of the session that it belongs to.'),
    trainingId: Id('Id of the training.'),
    startAt: Instant('When it begins.'),
    duration: Type.Integer({ minimum: 1, description: 'How long it takes, in seconds.' }),
    place: orNull('Where it is, if elsewhere than the session.'),
    url: orNull('Where it can be joined or read about.'),
  },
  { description: 'One day of a session.' },
);

export const TrainingSession = Type.Object(
  {
    id: Id('Id of the session.'),
    ref: NullableRef("The caller's own key."),
    trainingId: Id('Id of the training.'),
    trainingRef: NullableRef('Ref of the training.'),
    title: Type.String({ description: 'Title; usually that of the training.' }),
    startAt: Instant('When its first day begins.'),
    duration: Type.Integer({ minimum: 1, description: 'How long its days take together, in seconds.' }),
    days: Type.Array(SessionDay, { description: 'Its days, by time.' }),
    place: orNull('Where it is.'),
    instructorId: orNull('Id of the user who teaches it.'),
    instructorName: orNull('Who teaches it: the name of that user, or another one.'),
    capacity: Type.Union([Type.Integer({ minimum: 0 }), Type.Null()], {
      description: 'How many can attend; null: as many as like.',
    }),
    waitingList: Type.Boolean({ description: 'Whether who comes too late can wait.' }),
    attending: count('How many have a seat.'),
    waiting: count('How many wait for one.'),
    seatsLeft: Type.Union([Type.Integer({ minimum: 0 }), Type.Null()], {
      description: 'How many seats are free; null: as many as like.',
    }),
    own: Type.Union(
      [
        Type.Object({
          status: Type.Enum(['attending', 'waiting'], { description: 'attending: has a seat.' }),
          position: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()], {
            description: 'The place in the waiting list; null of who attends.',
          }),
        }),
        Type.Null(),
      ],
      { description: 'The place of whoever asks; null: none.' },
    ),
    archived: Type.Boolean({ description: 'Cancelled, or kept for history only.' }),
  },
  { description: 'One time that a training is given.' },
);

const VersionedSession = Type.Object({ ...TrainingSession.properties, ...version });

export const oneSession = {
  sessionId: Type.Optional(Identifier('Id of the session.')),
  sessionRef: Type.Optional(Ref('Ref of the session.')),
};
export const oneSessionRule = [['sessionId', 'sessionRef']];

const AskedDay = Type.Object(
  {
    startAt: Type.String({
      minLength: 1,
      maxLength: 40,
      description: 'When it begins: ISO 8601; without an offset, in the time zone of the account.',
    }),
    duration: Type.Integer({
      minimum: 1,
      maximum: 31_536_000,
      description: 'How long it takes, in seconds.',
    }),
    place: wordsOrNull(255, 'Where it is, if elsewhere than the session.'),
    url: url('Where it can be joined or read about (http or https).'),
  },
  { additionalProperties: false, description: 'One day of a session.' },
);

const sessionSettable = {
  ref: newRef('sessions'),
  title: Type.Optional(words(255, 'Title; usually that of the training.')),
  place: wordsOrNull(255, 'Where it is.'),
  instructorId: Type.Optional(
    Type.Union([Identifier('Id of a user.'), Type.Null()], { description: 'Who teaches it.' }),
  ),
  instructorName: wordsOrNull(255, 'Who teaches it, where that is no user.'),
  capacity: Type.Optional(
    Type.Union([Type.Integer({ minimum: 0, maximum: 1_000_000 }), Type.Null()], {
      description: 'How many can attend; null: as many as like. Not fewer than attend.',
    }),
  ),
  waitingList: flag('Whether who comes too late can wait; usually so.'),
};

const days = Type.Array(AskedDay, {
  minItems: 1,
  maxItems: 366,
  description:
    'Its days. When updating, they replace those that were; a day that begins as one did keeps its id.',
});

export const listTrainingSessions = operation({
  name: 'listTrainingSessions',
  changes: false,
  permission: 'training.read',
  summary: 'List the sessions of a training',
  description: 'By the time at which they begin. A training that the caller may not see is absent.',
  input: Type.Object(
    {
      ...oneTraining,
      archived: Type.Optional(
        Type.Boolean({ description: 'Only archived ones, or only those that are not.' }),
      ),
      ...pageFields,
    },
    { additionalProperties: false, exactlyOneOf: oneTrainingRule },
  ),
  output: PageOf(TrainingSession),
});

export const getTrainingSession = operation({
  name: 'getTrainingSession',
  changes: false,
  permission: 'training.read',
  summary: 'Get one session',
  description: 'One session by id or ref. What the caller may not see is absent.',
  input: Type.Object(oneSession, { additionalProperties: false, exactlyOneOf: oneSessionRule }),
  output: VersionedSession,
});

export const createTrainingSession = operation({
  name: 'createTrainingSession',
  changes: true,
  permission: 'training.update',
  summary: 'Plan a session',
  description: 'Adds a session to a training that is not archived.',
  input: Type.Object(
    { ...oneTraining, ...sessionSettable, days, ...dryRunField },
    { additionalProperties: false, exactlyOneOf: oneTrainingRule },
  ),
  output: VersionedSession,
});

export const updateTrainingSession = operation({
  name: 'updateTrainingSession',
  changes: true,
  permission: 'training.update',
  summary: 'Change or archive a session',
  description: 'What is omitted stays.',
  input: Type.Object(
    {
      ...oneSession,
      ...sessionSettable,
      days: Type.Optional(days),
      archived: Type.Optional(Type.Boolean({ description: 'Cancelled, or kept for history only.' })),
      ...ifVersion,
      ...dryRunField,
    },
    { additionalProperties: false, exactlyOneOf: oneSessionRule },
  ),
  output: VersionedSession,
});

const dayId = Identifier('Id of the day.');

export const getSessionDay = operation({
  name: 'getSessionDay',
  changes: false,
  permission: 'training.read',
  summary: 'Get one day of a session',
  description: 'One day by its id. What the caller may not see is absent.',
  input: Type.Object({ dayId }, { additionalProperties: false }),
  output: Type.Object({ ...SessionDay.properties, ...version }),
});

export const updateSessionDay = operation({
  name: 'updateSessionDay',
  changes: true,
  permission: 'training.update',
  summary: 'Change one day of a session',
  description: 'What is omitted stays.',
  input: Type.Object(
    {
      dayId,
      startAt: Type.Optional(AskedDay.properties.startAt),
      duration: Type.Optional(AskedDay.properties.duration),
      place: AskedDay.properties.place,
      url: AskedDay.properties.url,
      ...ifVersion,
      ...dryRunField,
    },
    { additionalProperties: false },
  ),
  output: Type.Object({ ...SessionDay.properties, ...version }),
});
