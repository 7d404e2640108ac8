import type { FailureCode } from '../../src/contract/failure.js';
import type { OperationName } from '../../src/contract/operations.js';
import { annId, someUuid } from '../rest/organization.js';
import type { Input } from './any-operation.js';
import { dayId } from './bad-world.js';

/** A request that is refused: with this code, at these places of its input. */
export interface BadCase {
  readonly name: string;
  readonly operation: OperationName;
  readonly input: Input;
  readonly code: FailureCode;
  readonly places: readonly string[];
  /** Ref of who asks; an administrator unless told otherwise. */
  readonly as?: string;
}

const one = { userRefs: ['ann'] };
const days = [{ startAt: '2999-01-02T09:00:00Z', duration: 3_600 }];
const event = { ref: 'new' };
const entry = { attended: true };

/** Operations on one thing, named by id or ref, with what they need beside. */
const onOne: readonly [OperationName, kind: string, more: Input][] = [
  ['addUsersToTraining', 'training', one],
  ['removeUsersFromTraining', 'training', one],
  ['listTrainingParticipants', 'training', {}],
  ['addGroupsToTraining', 'training', { groupRefs: ['team'] }],
  ['removeGroupsFromTraining', 'training', { groupRefs: ['team'] }],
  ['createTrainingSession', 'training', { days }],
  ['updateTraining', 'training', { title: 'New' }],
  ['getTrainingSession', 'session', {}],
  ['updateTrainingSession', 'session', { title: 'New' }],
  ['chooseSession', 'session', { userRef: 'ann' }],
  ['giveUpSession', 'session', { userRef: 'ann' }],
  ['listSessionPlaces', 'session', {}],
  ['createOfferEvent', 'offer', event],
  ['getOfferEvent', 'offerEvent', {}],
  ['updateOfferEvent', 'offerEvent', { title: 'New' }],
  ['deleteOfferEvent', 'offerEvent', {}],
  ['enrollUsersInOfferEvent', 'offerEvent', one],
  ['unenrollUsersFromOfferEvent', 'offerEvent', one],
];

/** Operations on people, named by id or ref in lists, with what they need beside. */
const onPeople: readonly [OperationName, more: Input][] = [
  ['addUsersToTraining', { trainingRef: 'day' }],
  ['removeUsersFromTraining', { trainingRef: 'day' }],
  ['enrollUsersInOfferEvent', { offerEventRef: 'event' }],
  ['unenrollUsersFromOfferEvent', { offerEventRef: 'event' }],
];

const both = `given both by id and by ref`;
const neither = 'given neither by id nor by ref';
const refused = (
  name: string,
  operation: OperationName,
  input: Input,
  places: readonly string[],
  code: FailureCode = 'invalid',
  as?: string,
): BadCase => ({ name: `${operation}: ${name}`, operation, input, code, places, ...(as && { as }) });

const ofNames: readonly BadCase[] = [
  ...onOne.flatMap(([operation, kind, more]) => [
    refused(`${kind} ${both}`, operation, { [`${kind}Id`]: someUuid, [`${kind}Ref`]: 'x', ...more }, [
      `/${kind}Ref`,
    ]),
    refused(`${kind} ${neither}`, operation, more, [`/${kind}Id`]),
  ]),
  ...onPeople.flatMap(([operation, more]) => [
    refused(`people ${both}`, operation, { ...more, userIds: [annId], ...one }, ['/userRefs']),
    refused(`people ${neither}`, operation, more, ['/userIds']),
    refused('nobody', operation, { ...more, userRefs: [] }, ['/userRefs']),
  ]),
  refused(
    `groups ${both}`,
    'addGroupsToTraining',
    { trainingRef: 'day', groupIds: ['x'], groupRefs: ['x'] },
    ['/groupRefs'],
  ),
  refused(`a person ${both}`, 'chooseSession', { sessionRef: 'session', userId: annId, userRef: 'ann' }, [
    '/userRef',
  ]),
  refused(
    `a person ${both}`,
    'recordAttendance',
    {
      dayId,
      entries: [
        { ...entry, userRef: 'ann' },
        { ...entry, userId: annId, userRef: 'ann' },
      ],
    },
    ['/entries/1/userRef'],
  ),
  refused(`a person ${neither}`, 'recordAttendance', { dayId, entries: [entry] }, ['/entries/0/userId']),
  refused(
    `a training ${both}`,
    'reportProgress',
    { entries: [{ userRef: 'ann', trainingId: someUuid, trainingRef: 'day', progress: 1 }] },
    ['/entries/0/trainingRef'],
  ),
  refused(`an activity ${neither}`, 'reportProgress', { entries: [{ userRef: 'ann', progress: 1 }] }, [
    '/entries/0/courseId',
  ]),
  refused(`people ${both}`, 'listParticipations', { userIds: [annId], ...one }, ['/userRefs']),
  refused(`events ${both}`, 'listOfferEventEnrollments', { offerEventIds: ['x'], offerEventRefs: ['x'] }, [
    '/offerEventRefs',
  ]),
];

/** An id given as a ref is nobody's. */
const ofUuids: readonly BadCase[] = [
  ...onPeople.map(([operation, more]) =>
    refused('an id given as a ref', operation, { ...more, userRefs: ['ann', annId], mode: 'atomic' }, [
      '/userRefs/1',
    ]),
  ),
  refused('an id given as a ref', 'chooseSession', { sessionRef: 'session', userRef: annId }, ['/userRef']),
  refused('an id given as a ref', 'recordAttendance', { dayId, entries: [{ ...entry, userRef: annId }] }, [
    '/entries/0/userRef',
  ]),
  ...onOne.map(([operation, kind, more]) =>
    refused(
      `a UUID that is no ref of a ${kind}`,
      operation,
      { [`${kind}Ref`]: someUuid, ...more },
      [`/${kind}Ref`],
      'absent',
    ),
  ),
];

const refs = Array.from({ length: 10_001 }, (_, no) => `r${no}`);
const ofLengths: readonly BadCase[] = [
  ...onPeople.map(([operation, more]) =>
    refused('10,001 refs', operation, { ...more, userRefs: refs }, ['/userRefs'], 'too_large'),
  ),
  refused(
    '10,001 entries',
    'recordAttendance',
    { dayId, entries: refs.map((userRef) => ({ ...entry, userRef })) },
    ['/entries'],
    'too_large',
  ),
  refused(
    '10,001 entries',
    'reportProgress',
    { entries: refs.map((userRef) => ({ userRef, trainingRef: 'day', progress: 1 })) },
    ['/entries'],
    'too_large',
  ),
];

const strangers = { userRefs: ['cas', 'dora', 'nobody'], role: 'trainer', mode: 'atomic' };
const ofReach: readonly BadCase[] = [
  refused(
    'a trainer from another department',
    'addUsersToTraining',
    { trainingRef: 'day', ...strangers },
    ['/userRefs/1', '/userRefs/2'],
    'forbidden',
    'nl-admin',
  ),
  ...['dora', 'nobody'].flatMap((ref) => [
    refused(
      `an instructor from another department, or none: ${ref}`,
      'updateTrainingSession',
      { sessionRef: 'session', instructorId: ref },
      ['/instructorId'],
      'forbidden',
      'nl-planner',
    ),
    refused(
      `a trainer from another department, or none: ${ref}`,
      'createOfferEvent',
      { offerRef: 'offer', trainerRefs: ['ann', ref] },
      ['/trainerRefs/1'],
      'forbidden',
      'nl-planner',
    ),
  ]),
];

const ofOffer = { offerRef: 'offer' };
const start = '2030-03-02T10:00:00Z';
const before = '2030-03-02T09:00:00Z';
const ofNumbersAndDates: readonly BadCase[] = [
  refused('negative capacity', 'createTrainingSession', { trainingRef: 'day', days, capacity: -1 }, [
    '/capacity',
  ]),
  refused('negative capacity', 'updateTrainingSession', { sessionRef: 'session', capacity: -1 }, [
    '/capacity',
  ]),
  refused('negative capacity', 'createOfferEvent', { ...ofOffer, maxRegistrations: -1 }, [
    '/maxRegistrations',
  ]),
  refused('negative capacity', 'updateOfferEvent', { offerEventRef: 'event', maxRegistrations: -1 }, [
    '/maxRegistrations',
  ]),
  refused(
    'more needed than can be',
    'createOfferEvent',
    { ...ofOffer, minRegistrations: 3, maxRegistrations: 2 },
    ['/minRegistrations'],
  ),
  refused(
    'a day of no length',
    'createTrainingSession',
    { trainingRef: 'day', days: [{ startAt: start, duration: 0 }] },
    ['/days/0/duration'],
  ),
  refused(
    'closing before it opens',
    'createOfferEvent',
    {
      ...ofOffer,
      dates: [
        { startAt: before, endAt: start },
        { startAt: start, endAt: before },
      ],
    },
    ['/dates/1/endAt'],
  ),
  refused(
    'closing before it opens',
    'updateOfferEvent',
    { offerEventRef: 'event', dates: [{ startAt: start, endAt: before }] },
    ['/dates/0/endAt'],
  ),
  refused(
    'closing before it opens',
    'updateTraining',
    { trainingRef: 'day', accessibleFrom: start, accessibleUntil: before },
    ['/accessibleUntil'],
  ),
  refused(
    'capacity under the number who attend',
    'updateTrainingSession',
    { sessionRef: 'session', capacity: 1 },
    ['/capacity'],
    'conflict',
  ),
  refused(
    'capacity under the number enrolled',
    'updateOfferEvent',
    { offerEventRef: 'event', maxRegistrations: 1 },
    ['/maxRegistrations'],
    'conflict',
  ),
];

/** The bad input that every protocol refuses in the same words; what one cannot say at all is left out there. */
export const badCases: readonly BadCase[] = [
  ...ofNames,
  ...ofUuids,
  ...ofLengths,
  ...ofReach,
  ...ofNumbersAndDates,
];
