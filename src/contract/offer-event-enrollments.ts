import Type from 'typebox';
import { Id, Identifier, Instant, NullableRef, Ref } from './identifier.js';
import { oneEvent, oneEventRule } from './offer-events.js';
import { operation } from './operation.js';
import { count, counts, dryRunField, listed, modeField, outcomesOmitted, userOutcome } from './outcome.js';
import { PageOf, pageFields } from './page.js';
import { oneUserList, userLists } from './users.js';
import { ifVersion, version } from './version.js';

/**
 * The states of an enrollment in an event. Only ENROLLED takes a seat and gives access.
 *
 * - nobody → ENROLLED where a seat is free and nobody waits; WAITLISTED where none is and there is a waiting list
 * - WAITLISTED → ENROLLED by itself, the first who waits, as soon as a seat is free
 * - ENROLLED, WAITLISTED → CANCELLED: the user gave it up; DECLINED: it was taken from them
 * - ENROLLED, WAITLISTED → DECLINED, all of them, when the event is cancelled or deleted, and of who leaves the organisation
 * - CANCELLED, DECLINED → as nobody: enrolled again, behind all who wait
 */
export const eventStatuses = ['ENROLLED', 'WAITLISTED', 'CANCELLED', 'DECLINED'] as const;

export type EventStatus = (typeof eventStatuses)[number];

const status = Type.Enum([...eventStatuses], {
  description:
    'ENROLLED: has a seat, and access to what the event gives. WAITLISTED: waits for one. CANCELLED: gave it up. DECLINED: lost it otherwise.',
});

export const OfferEventEnrollment = Type.Object(
  {
    id: Id('Id of the enrollment in the event; kept over all changes of status.'),
    userId: Id('Id of the user.'),
    userRef: NullableRef('Ref of the user.'),
    offerEventId: Id('Id of the event.'),
    offerEventRef: NullableRef('Ref of the event.'),
    status,
    position: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()], {
      description: 'Of who waits: the place in the waiting list; the first is 1.',
    }),
    enrolledAt: Instant('When the user was enrolled, or put on the waiting list, for the last time.'),
    changedAt: Instant('When the status changed last.'),
  },
  { description: 'What one user is in one event of an offer.' },
);

const Versioned = Type.Object({ ...OfferEventEnrollment.properties, ...version });

const sendMail = Type.Optional(
  Type.Boolean({
    default: true,
    description: 'Whether to tell those whose status changes: a message to each is left in the outbox.',
  }),
);

const names = {
  enrollmentId: Type.Union([Type.String({ format: 'uuid' }), Type.Null()], {
    description: 'Id of the enrollment in the event; null where there is none.',
  }),
  ...userOutcome,
};

const usersOfEvent = { additionalProperties: false, exactlyOneOf: [...oneEventRule, [...oneUserList]] };

export const enrollUsersInOfferEvent = operation({
  name: 'enrollUsersInOfferEvent',
  changes: true,
  permission: 'registration.create',
  summary: 'Enroll users in an event of an offer',
  description:
    'Enrolls the users named in the order given while there are seats; then they are put on the waiting list, if the event has one. Whoever is enrolled or waits already stays as they are. Learners enroll themselves in published events. Nobody is enrolled in an event that is closed, cancelled or archived.',
  input: Type.Object({ ...oneEvent, ...userLists, sendMail, ...modeField, ...dryRunField }, usersOfEvent),
  output: Type.Object({
    offerEventId: Id('Id of the event.'),
    summary: counts({
      enrolled: count('Users who are enrolled because of this request.'),
      waitlisted: count('Users who wait because of this request.'),
      alreadyEnrolled: count('Users who were enrolled before.'),
      alreadyWaitlisted: count('Users who waited before.'),
      failed: count('Users named for whom nothing can be done.'),
    }),
    outcomes: Type.Array(
      Type.Object(
        {
          outcome: Type.Enum(['enrolled', 'waitlisted', 'already_enrolled', 'already_waitlisted', 'failed'], {
            description: 'What happened.',
          }),
          ...names,
          position: Type.Optional(
            Type.Integer({ minimum: 1, description: 'Of who waits: the place in the waiting list.' }),
          ),
        },
        { description: 'What happened to one user.' },
      ),
      {
        description: 'What happened, one by one, in the order given; at most 1,000 are told, failures first.',
      },
    ),
    outcomesOmitted,
  }),
});

export const unenrollUsersFromOfferEvent = operation({
  name: 'unenrollUsersFromOfferEvent',
  changes: true,
  permission: 'registration.delete',
  summary: 'Take users out of an event of an offer',
  description:
    'The users named give up their enrollment or their place in the waiting list: CANCELLED. Seats go to those who wait, in their order. Whoever is neither enrolled nor waits stays as they are.',
  input: Type.Object({ ...oneEvent, ...userLists, sendMail, ...modeField, ...dryRunField }, usersOfEvent),
  output: Type.Object({
    offerEventId: Id('Id of the event.'),
    summary: counts({
      cancelled: count('Users who are not enrolled any more, or do not wait any more.'),
      notEnrolled: count('Users who neither were enrolled nor waited.'),
      failed: count('Users named who cannot be acted on.'),
    }),
    outcomes: listed(
      Type.Object(
        {
          outcome: Type.Enum(['cancelled', 'not_enrolled', 'failed'], { description: 'What happened.' }),
          ...names,
        },
        { description: 'What happened to one user.' },
      ),
    ),
    outcomesOmitted,
  }),
});

export const changeOfferEventEnrollment = operation({
  name: 'changeOfferEventEnrollment',
  changes: true,
  permission: 'registration.update',
  summary: 'Change the status of an enrollment in an event',
  description:
    'ENROLLED and WAITLISTED are wishes: a free seat is taken, else the user waits, if there is a waiting list. CANCELLED and DECLINED end it. A status that is there already changes nothing.',
  input: Type.Object(
    {
      enrollmentId: Identifier('Id of the enrollment in the event.'),
      status,
      sendMail,
      ...ifVersion,
      ...dryRunField,
    },
    { additionalProperties: false },
  ),
  output: Versioned,
});

export const getOfferEventEnrollment = operation({
  name: 'getOfferEventEnrollment',
  changes: false,
  permission: 'registration.read',
  summary: 'Get one enrollment in an event',
  description: 'By its id. What the caller may not see is absent.',
  input: Type.Object(
    { enrollmentId: Identifier('Id of the enrollment in the event.') },
    { additionalProperties: false },
  ),
  output: Versioned,
});

const many = (item: ReturnType<typeof Identifier>, description: string) =>
  Type.Optional(Type.Array(item, { minItems: 1, maxItems: 1_000, description }));

export const listOfferEventEnrollments = operation({
  name: 'listOfferEventEnrollments',
  changes: false,
  permission: 'registration.read',
  summary: 'List enrollments in events',
  description:
    'In whatever status, as far as the caller reaches. Filters narrow down together; names that are unknown or beyond reach find nothing.',
  input: Type.Object(
    {
      offerEventIds: many(Identifier('Id of an event.'), 'Only in these events.'),
      offerEventRefs: many(Ref('Ref of an event.'), 'The same by ref.'),
      userIds: many(Identifier('Id of a user.'), 'Only of these users.'),
      userRefs: many(Ref('Ref of a user.'), 'The same by ref.'),
      statuses: Type.Optional(
        Type.Array(status, { minItems: 1, maxItems: 4, description: 'Only in one of these.' }),
      ),
      ...pageFields,
    },
    {
      additionalProperties: false,
      atMostOneOf: [
        ['offerEventIds', 'offerEventRefs'],
        ['userIds', 'userRefs'],
      ],
    },
  ),
  output: PageOf(OfferEventEnrollment),
});
