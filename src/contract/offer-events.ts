import Type from 'typebox';
import { newRef } from './courses.js';
import { Id, Identifier, Instant, NullableInstant, NullableRef, Ref } from './identifier.js';
import { archivedInput, archivedOutput, oneOffer, oneOfferRule } from './offers.js';
import { operation } from './operation.js';
import { count, dryRunField } from './outcome.js';
import { CountedPageOf, countedPageFields } from './page.js';
import { ifVersion, version } from './version.js';
import { words } from './words.js';

export const eventTypes = [
  'meeting',
  'webinar',
  'training',
  'elearning',
  'course',
  'scorm',
  'video',
] as const;

const eventType = Type.Enum([...eventTypes], { description: 'What kind of event it is called.' });

const EventDate = Type.Object(
  {
    id: Id('Id of the date.'),
    startAt: Instant('When it begins.'),
    endAt: Instant('When it ends.'),
  },
  { description: 'One date of an event.' },
);

const Linked = Type.Object(
  {
    id: Id('Id of the training or course.'),
    ref: NullableRef('Its ref.'),
    title: Type.String({ description: 'Its title.' }),
  },
  { description: 'A training or course that the event gives access to.' },
);

const orNull = (description: string) =>
  Type.Union([Type.Integer({ minimum: 0 }), Type.Null()], { description });

export const OfferEvent = Type.Object(
  {
    id: Id('Id of the event.'),
    ref: NullableRef("The caller's own key."),
    offerId: Id('Id of the offer.'),
    offerRef: NullableRef('Ref of the offer.'),
    title: Type.String({ description: 'Title; usually that of the offer.' }),
    type: eventType,
    dates: Type.Array(EventDate, { description: 'Its dates, by time.' }),
    minRegistrations: orNull('How many are needed, as data; null: not said.'),
    maxRegistrations: orNull('How many can be enrolled; null: as many as like.'),
    waitingList: Type.Boolean({ description: 'Whether who comes too late can wait.' }),
    closingAt: NullableInstant(
      'From when on nobody new is enrolled or waits; who waits already still gets seats that become free. Null: never.',
    ),
    price: Type.Union([Type.String(), Type.Null()], {
      description: 'What it costs, a decimal number, as data.',
    }),
    cancelled: Type.Boolean({ description: 'Whether it does not take place.' }),
    published: Type.Boolean({ description: 'Whether learners see it and can enroll themselves.' }),
    archived: Type.Boolean({ description: 'Kept for history only.' }),
    enrolled: count('How many are enrolled.'),
    waiting: count('How many wait.'),
    seatsLeft: orNull('How many more can be enrolled; null: as many as like.'),
    trainings: Type.Array(Linked, { description: 'Trainings that it gives access to.' }),
    courses: Type.Array(Linked, { description: 'Courses that it gives access to.' }),
    trainerIds: Type.Array(Id('Id of a user.'), { description: 'Who gives it, as data.' }),
  },
  { description: 'One event of an offer, which users are enrolled in.' },
);

const VersionedEvent = Type.Object({ ...OfferEvent.properties, ...version });

export const oneEvent = {
  offerEventId: Type.Optional(Identifier('Id of the event.')),
  offerEventRef: Type.Optional(Ref('Ref of the event.')),
};
export const oneEventRule = [['offerEventId', 'offerEventRef']];

const instant = (description: string) =>
  Type.String({
    minLength: 1,
    maxLength: 40,
    description: `${description} ISO 8601; without an offset, in the time zone of the account.`,
  });

export const AskedDate = Type.Object(
  { startAt: instant('When it begins.'), endAt: instant('When it ends, after it has begun.') },
  { additionalProperties: false, description: 'One date of an event.' },
);

const number = (description: string) =>
  Type.Optional(Type.Union([Type.Integer({ minimum: 0, maximum: 1_000_000 }), Type.Null()], { description }));

const linked = <T extends ReturnType<typeof Identifier>>(item: T, description: string) =>
  Type.Optional(Type.Array(item, { maxItems: 100, description }));

const settable = {
  ref: newRef('offer events'),
  title: Type.Optional(
    Type.Union([words(255, 'Title.'), Type.Null()], { description: 'Title; null: that of the offer.' }),
  ),
  type: Type.Optional(eventType),
  dates: Type.Optional(
    Type.Array(AskedDate, {
      maxItems: 366,
      description: 'Its dates. When updating, they replace those that were.',
    }),
  ),
  minRegistrations: number('How many are needed, as data; null: not said. Not more than maxRegistrations.'),
  maxRegistrations: number('How many can be enrolled; null: as many as like. Not fewer than are enrolled.'),
  waitingList: Type.Optional(
    Type.Boolean({ description: 'Whether who comes too late can wait; usually not.' }),
  ),
  closingAt: Type.Optional(
    Type.Union([instant('From when on nobody new is enrolled or waits.'), Type.Null()], {
      description:
        'From when on nobody new is enrolled or waits; who waits already still gets seats that become free. Null: never.',
    }),
  ),
  price: Type.Optional(
    Type.Union([Type.String({ pattern: '^\\d{1,10}(\\.\\d{1,4})?$', maxLength: 15 }), Type.Null()], {
      description: 'What it costs, a decimal number, as data.',
    }),
  ),
  cancelled: Type.Optional(
    Type.Boolean({
      description:
        'true: it does not take place; whoever is enrolled or waits is declined, and what they had through it ends. Taking it back enrolls nobody again.',
    }),
  ),
  published: Type.Optional(Type.Boolean({ description: 'Whether learners see it; usually not.' })),
  trainingIds: linked(Identifier('Id of a training.'), 'Trainings that it gives access to.'),
  trainingRefs: linked(Ref('Ref of a training.'), 'The same by ref.'),
  courseIds: linked(Identifier('Id of a course.'), 'Courses that it gives access to.'),
  courseRefs: linked(Ref('Ref of a course.'), 'The same by ref.'),
  trainerIds: linked(Identifier('Id of a user.'), 'Who gives it, as data.'),
  trainerRefs: linked(Ref('Ref of a user.'), 'The same by ref.'),
};

const eachOnce = [
  ['trainingIds', 'trainingRefs'],
  ['courseIds', 'courseRefs'],
  ['trainerIds', 'trainerRefs'],
];

const many = (item: ReturnType<typeof Identifier>, description: string) =>
  Type.Optional(Type.Array(item, { minItems: 1, maxItems: 1_000, description }));

export const listOfferEvents = operation({
  name: 'listOfferEvents',
  changes: false,
  permission: 'offer.read',
  summary: 'List events of offers',
  description:
    'Events in the order in which they were created, of all offers or of those named. A learner sees published ones that are not archived, of offers that are not, and those that the learner is enrolled in.',
  input: Type.Object(
    {
      offerIds: many(Identifier('Id of an offer.'), 'Only of these offers.'),
      offerRefs: many(Ref('Ref of an offer.'), 'The same by ref.'),
      offerEventIds: many(Identifier('Id of an event.'), 'Only these events.'),
      archived: Type.Optional(
        Type.Boolean({ description: 'Only archived ones, or only those that are not.' }),
      ),
      ...countedPageFields,
    },
    { additionalProperties: false, atMostOneOf: [['offerIds', 'offerRefs']] },
  ),
  output: CountedPageOf(OfferEvent),
});

export const getOfferEvent = operation({
  name: 'getOfferEvent',
  changes: false,
  permission: 'offer.read',
  summary: 'Get one event of an offer',
  description: 'One event by id or ref. What the caller may not see is absent.',
  input: Type.Object(oneEvent, { additionalProperties: false, exactlyOneOf: oneEventRule }),
  output: VersionedEvent,
});

export const createOfferEvent = operation({
  name: 'createOfferEvent',
  changes: true,
  permission: 'offer.update',
  summary: 'Plan an event of an offer',
  description: 'Adds an event to an offer that is not archived.',
  input: Type.Object(
    { ...oneOffer, ...settable, ...dryRunField },
    { additionalProperties: false, exactlyOneOf: oneOfferRule, atMostOneOf: eachOnce },
  ),
  output: VersionedEvent,
});

export const updateOfferEvent = operation({
  name: 'updateOfferEvent',
  changes: true,
  permission: 'offer.update',
  summary: 'Change, cancel or archive an event',
  description:
    'What is omitted stays. Where more can be enrolled than before, those who wait are, in their order. Fewer than are enrolled are refused as a conflict. Whoever is enrolled gets access to what is linked, and loses it when the link goes.',
  input: Type.Object(
    {
      ...oneEvent,
      ...settable,
      archived: Type.Optional(Type.Boolean({ description: 'Kept for history only.' })),
      sendMail: Type.Optional(
        Type.Boolean({
          default: true,
          description: 'Whether to tell those whose enrollment changes: messages are left in the outbox.',
        }),
      ),
      ...ifVersion,
      ...dryRunField,
    },
    { additionalProperties: false, exactlyOneOf: oneEventRule, atMostOneOf: eachOnce },
  ),
  output: VersionedEvent,
});

export const addOfferEventDate = operation({
  name: 'addOfferEventDate',
  changes: true,
  permission: 'offer.update',
  summary: 'Add a date to an event',
  description: 'Adds one date; the others stay.',
  input: Type.Object(
    { ...oneEvent, ...AskedDate.properties, ...dryRunField },
    { additionalProperties: false, exactlyOneOf: oneEventRule },
  ),
  output: Type.Object({ offerEventId: Id('Id of the event.'), ...EventDate.properties }),
});

export const archiveOfferEvents = operation({
  name: 'archiveOfferEvents',
  changes: true,
  permission: 'offer.update',
  summary: 'Archive events, or bring them back',
  description: 'What can be done is done; names of nothing are told. Who is enrolled stays enrolled.',
  input: Type.Object(archivedInput('event'), { additionalProperties: false }),
  output: archivedOutput,
});

export const deleteOfferEvent = operation({
  name: 'deleteOfferEvent',
  changes: true,
  permission: 'offer.update',
  summary: 'Delete an event',
  description:
    'Whoever is enrolled or waits is declined, and what they had through the event ends; then nobody finds it any more. Its ref is free for another one.',
  input: Type.Object(
    { ...oneEvent, ...ifVersion, ...dryRunField },
    { additionalProperties: false, exactlyOneOf: oneEventRule },
  ),
  output: Type.Object({ offerEventId: Id('Id that the event had.') }),
});
