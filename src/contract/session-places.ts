import Type from 'typebox';
import { Id, Identifier, Instant, NullableRef } from './identifier.js';
import { operation } from './operation.js';
import { count, counts, dryRunField, modeField, outcomesOmitted } from './outcome.js';
import { PageOf, pageFields } from './page.js';
import { oneSession, oneSessionRule } from './training-sessions.js';
import { oneUser, userOutcomes } from './users.js';

/** The place that somebody has in a session. */
export const SessionPlace = Type.Object(
  {
    sessionId: Id('Id of the session.'),
    trainingId: Id('Id of the training.'),
    userId: Id('Id of the user.'),
    userRef: NullableRef('Ref of the user.'),
    status: Type.Enum(['attending', 'waiting'], {
      description: 'attending: the user has a seat. waiting: the session is full.',
    }),
    position: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()], {
      description: 'Of who waits: the place in the waiting list; the first is 1.',
    }),
    since: Instant('When the user chose the session.'),
  },
  { description: 'The place that somebody has in a session.' },
);

/** Whose place: one user, or whoever asks. */
const whose = {
  userId: Type.Optional({ ...oneUser.userId, description: 'For this user; omitted: for whoever asks.' }),
  userRef: oneUser.userRef,
  userEmail: oneUser.userEmail,
  userLogin: oneUser.userLogin,
};
const onePlace = {
  additionalProperties: false,
  exactlyOneOf: oneSessionRule,
  atMostOneOf: [['userId', 'userRef', 'userEmail', 'userLogin']],
};

export const chooseSession = operation({
  name: 'chooseSession',
  changes: true,
  permission: 'session.choose',
  summary: 'Choose a session',
  description:
    'Takes a seat in a session for somebody who may attend it: enrolled in the training, in whatever role, or in a course that contains it. One person has a place in one session of a training: choosing another one gives up the first. Where all seats are taken the person waits, if the session has a waiting list, behind all who wait already. Choosing again changes nothing.',
  input: Type.Object({ ...oneSession, ...whose, ...dryRunField }, onePlace),
  output: Type.Object({
    place: SessionPlace,
    leftSessionId: Type.Union([Type.String({ format: 'uuid' }), Type.Null()], {
      description: 'The session of the same training that was given up for it.',
    }),
  }),
});

export const giveUpSession = operation({
  name: 'giveUpSession',
  changes: true,
  permission: 'session.choose',
  summary: 'Give up a session',
  description:
    'Gives up a seat, or a place in the waiting list. A seat goes to the first who waits. Giving up what one does not have changes nothing.',
  input: Type.Object({ ...oneSession, ...whose, ...dryRunField }, onePlace),
  output: Type.Object({
    sessionId: Id('Id of the session.'),
    userId: Id('Id of the user.'),
    userRef: NullableRef('Ref of the user.'),
    gaveUp: Type.Union([Type.Enum(['attending', 'waiting']), Type.Null()], {
      description: 'What the user had; null: nothing.',
    }),
  }),
});

export const listSessionPlaces = operation({
  name: 'listSessionPlaces',
  changes: false,
  permission: 'participant.read',
  summary: 'List who attends a session, and who waits',
  description:
    'First those who attend, then those who wait, in the order in which seats go to them. People beyond the reach of the caller are left out; positions count them.',
  input: Type.Object(
    {
      ...oneSession,
      status: Type.Optional(
        Type.Enum(['attending', 'waiting'], { description: 'Only those who attend, or who wait.' }),
      ),
      ...pageFields,
    },
    { additionalProperties: false, exactlyOneOf: oneSessionRule },
  ),
  output: PageOf(SessionPlace),
});

const minutes = Type.Integer({ minimum: 0, maximum: 1_440, description: 'How long they were there.' });

export const recordAttendance = operation({
  name: 'recordAttendance',
  changes: true,
  permission: 'attendance.update',
  summary: 'Record who attended a session day',
  description:
    'Says of people with a seat in the session whether they were there on that day. Saying the same again changes nothing; who is not named stays as recorded.',
  input: Type.Object(
    {
      dayId: Identifier('Id of the day.'),
      entries: Type.Array(
        Type.Object(
          {
            ...oneUser,
            attended: Type.Boolean({ description: 'Whether the user was there.' }),
            minutes: Type.Optional(
              Type.Union([minutes, Type.Null()], {
                description: 'How long, in minutes; null or omitted: not said. Only of who attended.',
              }),
            ),
          },
          {
            additionalProperties: false,
            exactlyOneOf: [['userId', 'userRef', 'userEmail', 'userLogin']],
            description: 'One user.',
          },
        ),
        { minItems: 1, limit: 'learners', description: 'Who was there, and who was not.' },
      ),
      ...modeField,
      ...dryRunField,
    },
    { additionalProperties: false },
  ),
  output: Type.Object({
    summary: counts({
      recorded: count('Users of whom something new is recorded.'),
      unchanged: count('Users of whom the same was recorded before.'),
      failed: count('Failures told.'),
    }),
    outcomes: userOutcomes,
    outcomesOmitted,
  }),
});

export const listAttendance = operation({
  name: 'listAttendance',
  changes: false,
  permission: 'attendance.read',
  summary: 'List attendance of a session day',
  description: 'What has been recorded of people within the reach of the caller.',
  input: Type.Object({ dayId: Identifier('Id of the day.'), ...pageFields }, { additionalProperties: false }),
  output: PageOf(
    Type.Object(
      {
        dayId: Id('Id of the day.'),
        userId: Id('Id of the user.'),
        userRef: NullableRef('Ref of the user.'),
        attended: Type.Boolean({ description: 'Whether the user was there.' }),
        minutes: Type.Union([minutes, Type.Null()], { description: 'How long; null: not said.' }),
        recordedAt: Instant('When it was recorded.'),
      },
      { description: 'Whether one user attended one day.' },
    ),
  ),
});
