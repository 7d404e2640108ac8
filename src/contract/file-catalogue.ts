import Type from 'typebox';
import { contentTypes } from './course-modules.js';
import { OwnPolicy } from './courses.js';
import {
  address,
  entries,
  id,
  key,
  named,
  oneName,
  optionalKey,
  orNull,
  own,
  refs,
  words,
} from './file-entry.js';
import { words as prose } from './words.js';

const title = (what: string) => Type.Optional(words(255, `Title; needed for a new ${what}.`));
const description = orNull(prose(10_000, 'What it is about.'));
const archived = (effect: string) => Type.Optional(Type.Boolean({ description: effect }));

const flag = (description: string) => Type.Optional(Type.Boolean({ description }));
const instant = (description: string) =>
  Type.String({
    minLength: 1,
    maxLength: 40,
    description: `${description} ISO 8601; without an offset, in the time zone of the account; null: always.`,
  });
const granted = (what: string) =>
  refs(
    'Ref of a user.',
    `${what}: each is given a direct grant. One that is already held is left as it is; nobody's ends for being left out.`,
  );

const Training = own(
  {
    ...named,
    title: title('training'),
    description,
    trainingType: orNull(words(64, 'What kind of training the organisation calls it: a word of its own.')),
    organizerRef: orNull(key('Ref of the user who organises it.')),
    archived: archived('Kept for history only.'),
    subtitle: orNull(words(255, 'A second title.')),
    estimatedTime: orNull(words(64, 'How long it takes, in words.')),
    accessibleFrom: orNull(
      instant('From when on participants may start: an instant, or a day from its beginning.'),
    ),
    accessibleUntil: orNull(
      instant('Until when they may: an instant, or a day until its end. Not before accessibleFrom.'),
    ),
    showParticipants: flag('Whether participants see each other, as data.'),
    showSharedFiles: flag('Whether participants share files, as data.'),
    enableChat: flag('Whether participants can chat, as data.'),
    groupRefs: refs('Ref of a group.', 'The groups whose members take part; replaces those linked.'),
    participantRefs: granted('Who takes part'),
    trainerRefs: granted('Who teaches'),
    mentorRefs: granted('Who mentors'),
  },
  oneName,
);

const SessionDay = own({
  id,
  startAt: Type.String({
    minLength: 1,
    maxLength: 40,
    description: 'When it begins: ISO 8601; without an offset, in the time zone of the account.',
  }),
  duration: Type.Integer({ minimum: 1, maximum: 31_536_000, description: 'How long it takes, in seconds.' }),
  place: orNull(words(255, 'Where it is, if elsewhere than the session.')),
  url: orNull(address('Where it can be joined or read about (http or https).')),
});

const Session = own(
  {
    ...named,
    trainingRef: optionalKey('Ref of the training; needed for a new session, and never changed.'),
    title: orNull(words(255, 'Title; usually that of the training.')),
    place: orNull(words(255, 'Where it is.')),
    capacity: Type.Optional(
      Type.Union([Type.Integer({ minimum: 0, maximum: 1_000_000 }), Type.Null()], {
        description: 'How many can attend; null: as many as like.',
      }),
    ),
    waitingList: Type.Optional(
      Type.Boolean({ description: 'Whether who comes too late can wait; usually so.' }),
    ),
    instructorRef: orNull(key('Ref of the user who teaches it.')),
    instructorName: orNull(words(255, 'Who teaches it, where that is no user.')),
    archived: archived('Cancelled, or kept for history only.'),
    days: Type.Optional(
      Type.Array(SessionDay, {
        minItems: 1,
        maxItems: 366,
        description:
          'Its days; needed for a new session. They replace those that were; a day with the id of one, or that begins as one did, is that day still and keeps its id.',
      }),
    ),
  },
  oneName,
);

const Material = own({
  id,
  title: words(255, 'Title.'),
  contentType: Type.Optional(
    Type.Union([Type.Enum([...contentTypes]), Type.Null()], { description: 'What it is.' }),
  ),
  description,
  viewUrl: orNull(address('Where it can be looked at (http or https).')),
});

const Course = own(
  {
    ...named,
    title: title('course'),
    description,
    viewUrl: orNull(address('Where it can be looked at (http or https).')),
    archived: archived('An archived course takes no new enrollments.'),
    dueDatePolicy: Type.Optional(
      Type.Union([OwnPolicy, Type.Null()], {
        description:
          'What dueDateType default means for this course; null: none of its own. A lockAfterDueDate that is omitted stays as it was; false at first.',
      }),
    ),
    trainingRefs: refs('Ref of a training.', 'Replaces the trainings inside.'),
    materials: Type.Optional(
      Type.Array(Material, {
        maxItems: 10_000,
        description:
          'Replaces the materials inside, in this order, before the trainings. One with the id or the title of one that was there is that one, changed.',
      }),
    ),
  },
  oneName,
);

/** What can be learnt. */
export const catalogueArrays = {
  trainings: entries(Training, 'Trainings.'),
  sessions: entries(Session, 'Sessions of trainings: the times that they are given.'),
  courses: entries(Course, 'Courses.'),
};
