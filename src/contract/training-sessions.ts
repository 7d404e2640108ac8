import Type from 'typebox';
import { newRef, url } from './courses.js';
import { Id, Identifier, Instant, NullableRef, Ref } from './identifier.js';
import { operation } from './operation.js';
import { count, dryRunField } from './outcome.js';
import { PageOf, pageFields } from './page.js';
import { flag, oneTraining, oneTrainingRule, orNull } from './trainings.js';
import { ifVersion, version } from './version.js';
import { words, wordsOrNull } from './words.js';

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
