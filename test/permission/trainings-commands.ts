import fc from 'fast-check';
import { hidden, seen } from './trainings-worlds.js';

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** A request; what stands in braces is the id that the world has for this name. */
export type Request =
  | { readonly method: Method; readonly path: string; readonly body?: object }
  | { readonly query: string; readonly variables: object };

export interface Command {
  readonly who: string;
  readonly request: Request;
}

const get = (path: string): Request => ({ method: 'GET', path });
const send = (method: Method, path: string, body: object = {}): Request => ({ method, path, body });
const graphql = (query: string, variables: object = {}): Request => ({ query, variables });

const ids = fc.constantFrom(hidden.user, 'dora', seen.ann, 'bob', seen.cleo);
const refs = fc.constantFrom('dora', 'dora', 'ann', 'bob', 'cleo');
const lists = fc.oneof(
  fc.uniqueArray(ids, { minLength: 1, maxLength: 4 }).map((userIds) => ({ userIds })),
  fc.uniqueArray(refs, { minLength: 1, maxLength: 4 }).map((userRefs) => ({ userRefs })),
  fc.constantFrom('dora@acme.example', 'nora@acme.example').map((email) => ({ userEmails: [email] })),
  fc.constantFrom('dora-login', 'nora-login').map((login) => ({ userLogins: [login] })),
);
const one = fc.oneof(
  ids.map((userId) => ({ userId })),
  refs.map((userRef) => ({ userRef })),
  fc.constant({ userEmail: 'dora@acme.example' }),
);
const mode = fc.constantFrom('atomic', 'partial');
const role = fc.constantFrom('participant', 'trainer', 'mentor');
const trainings = fc.constantFrom('shared', 'taught', 'long', 'veiled');
const sessions = fc.constantFrom('wide', 'narrow', 'queue', 'lesson', 'veiled');
const days = fc.constantFrom(seen.wideDay, seen.narrowDay, seen.lessonDay, hidden.day);
const offers = fc.constantFrom('offer', 'veiled');
const events = fc.constantFrom('open', 'full', 'line', 'veiled-offer', 'veiled-veiled');
const registrations = fc.constantFrom('dora in open', 'dora in line', 'ann in open', 'ann in line');
const enrollments = fc.constantFrom(
  ...[hidden.enrollment, seen.enrollment, '{dora participant in shared}', '{dora trainer in shared}'],
  ...['{ann participant in shared}', '{cleo participant in shared}'],
);
const statuses = fc.constantFrom('ENROLLED', 'WAITLISTED', 'CANCELLED', 'DECLINED');
const words = fc.constantFrom('One', 'Two');
const all = 'limit=1000';

const ofTrainings: fc.Arbitrary<Request> = fc.oneof(
  fc.constantFrom('', '&withTotal=true', '&search=veiled').map((more) => get(`/trainings?${all}${more}`)),
  ids.map((id) => get(`/trainings?userId=${id}&${all}&withTotal=true`)),
  fc.tuple(refs, role).map(([ref, as]) => get(`/trainings?userRef=${ref}&userRole=${as}&${all}`)),
  trainings.map((ref) => get(`/trainings/ref:${ref}`)),
  trainings.map((ref) => get(`/trainings/ref:${ref}/sessions?${all}`)),
  trainings.map((ref) => get(`/trainings/ref:${ref}/participants?status=any&withTotal=true&${all}`)),
  fc
    .tuple(trainings, role)
    .map(([ref, as]) => get(`/trainings/ref:${ref}/participants?role=${as}&offset=1&${all}`)),
  ids.map((id) => get(`/participations?userId=${id}&status=any&${all}`)),
  trainings.map((ref) => get(`/participations?trainingRef=${ref}&perTraining=2&${all}`)),
  fc
    .constantFrom('', '&trainingRef=shared', '&trainingRef=veiled')
    .map((more) => get(`/training-groups?${all}${more}`)),
  enrollments.map((id) => get(`/enrollments/${id}`)),
  enrollments.map((id) => get(`/enrollments/${id}/explanation`)),
  ids.map((id) => get(`/learner-results?userId=${id}&${all}`)),
  // A trainer sees all who are in the training: nobody is made one where somebody hidden is.
  fc.tuple(trainings, lists, mode, role).map(([ref, users, how, as]) =>
    send('POST', `/trainings/ref:${as === 'trainer' ? 'taught' : ref}/participants`, {
      ...users,
      mode: how,
      role: as,
    }),
  ),
  fc
    .tuple(trainings, lists, mode, role)
    .map(([ref, users, how, as]) =>
      send('POST', `/trainings/ref:${ref}/participants/remove`, { ...users, mode: how, role: as }),
    ),
  fc
    .tuple(trainings, fc.constantFrom('crowd', 'veiled'))
    .map(([ref, group]) => send('POST', `/trainings/ref:${ref}/groups`, { groupRefs: [group] })),
  fc.tuple(words, ids).map(([title, organizerId]) => send('POST', '/trainings', { title, organizerId })),
  fc
    .tuple(trainings, ids)
    .map(([ref, organizerId]) => send('PATCH', `/trainings/ref:${ref}`, { organizerId })),
  fc
    .tuple(lists, mode, fc.integer({ min: 0, max: 100 }), fc.constantFrom('shared', 'taught', 'long'))
    .map(([users, how, progress, trainingRef]) =>
      send('POST', '/progress', {
        mode: how,
        entries: entriesOf(users, { trainingRef, progress }),
      }),
    ),
);

const ofSessions: fc.Arbitrary<Request> = fc.oneof(
  sessions.map((ref) => get(`/training-sessions/ref:${ref}`)),
  days.map((id) => get(`/session-days/${id}`)),
  sessions.map((ref) => get(`/training-sessions/ref:${ref}/places?${all}`)),
  fc
    .tuple(sessions, fc.constantFrom('attending', 'waiting'))
    .map(([ref, status]) => get(`/training-sessions/ref:${ref}/places?status=${status}&${all}`)),
  days.map((id) => get(`/session-days/${id}/attendance?${all}`)),
  fc
    .tuple(sessions, fc.constantFrom('', '/give-up'), fc.oneof(one, fc.constant({})))
    .map(([ref, what, user]) => send('POST', `/training-sessions/ref:${ref}/places${what}`, user)),
  fc.tuple(days, lists, mode, fc.boolean()).map(([id, users, how, attended]) =>
    send('POST', `/session-days/${id}/attendance`, {
      mode: how,
      entries: entriesOf(users, { attended }),
    }),
  ),
  fc
    .tuple(sessions, ids)
    .map(([ref, instructorId]) => send('PATCH', `/training-sessions/ref:${ref}`, { instructorId })),
  fc.tuple(sessions, words).map(([ref, title]) => send('PATCH', `/training-sessions/ref:${ref}`, { title })),
);

const ofOffers: fc.Arbitrary<Request> = fc.oneof(
  fc.constant(get(`/offers?withTotal=true&${all}`)),
  offers.map((ref) => get(`/offers/ref:${ref}`)),
  fc
    .constantFrom('', '&offerRef=offer', '&offerRef=veiled')
    .map((more) => get(`/offer-events?withTotal=true&${all}${more}`)),
  events.map((ref) => get(`/offer-events/ref:${ref}`)),
  ids.map((id) => get(`/offer-event-enrollments?userId=${id}&${all}`)),
  refs.map((ref) => get(`/offer-event-enrollments?userRef=${ref}&${all}`)),
  fc
    .tuple(events, statuses)
    .map(([ref, status]) => get(`/offer-event-enrollments?offerEventRef=${ref}&status=${status}&${all}`)),
  registrations.map((name) => get(`/offer-event-enrollments/{${name}}`)),
  fc
    .tuple(registrations, statuses)
    .map(([name, status]) => send('PATCH', `/offer-event-enrollments/{${name}}`, { status })),
  fc
    .tuple(events, fc.constantFrom('', '/cancel'), lists, mode)
    .map(([ref, what, users, how]) =>
      send('POST', `/offer-events/ref:${ref}/enrollments${what}`, { ...users, mode: how }),
    ),
  fc
    .tuple(offers, lists)
    .filter(([, users]) => 'userIds' in users)
    .map(([ref, users]) =>
      send('POST', `/offers/ref:${ref}/events`, { trainerIds: Object.values(users)[0] }),
    ),
  fc
    .tuple(events, refs)
    .map(([ref, user]) => send('PATCH', `/offer-events/ref:${ref}`, { trainerRefs: [user] })),
  fc.constantFrom('messages', 'groups', 'group-people').map((what) => get(`/${what}?${all}`)),
);

const people =
  'count edges { node { ref name progress completedAt nextEvent mayStart role user { ref name } } }';
const inside = `ref participants { ${people} } trainers { ${people} } mentors { ${people} } users { ref }
  progress nextEvent rolesForCurrentUser
  userData { progress completedAt nextEvent mayStart roles }`;
const linked = 'ref groups { ref users { count edges { node { ref } } } managers { count } }';
const event =
  'ref enrolledCount waitingCount spotsAvailable trainers { ref } enrollments { id status position user { ref } }';
const overGraphql: fc.Arbitrary<Request> = fc.oneof(
  trainings.map((ref) => graphql(`query($ref: String) { training(ref: $ref) { ${inside} } }`, { ref })),
  fc.constant(graphql(`{ paginatedTrainings { edges { node { ${linked} } } } }`)),
  ids.map((userId) =>
    graphql(
      `query($userId: UUID) { paginatedTrainings(first: 5, userId: $userId) { count edges { node { ${inside} } } } }`,
      { userId },
    ),
  ),
  fc.constant(graphql(`{ offers { ref offerEvents { ${event} } } }`)),
  events.map((ref) => graphql(`query($ref: String) { offerEvent(ref: $ref) { ${event} } }`, { ref })),
  ids.map((userId) =>
    graphql('query($userId: UUID) { enrollments(userId: $userId) { id status user { ref } } }', { userId }),
  ),
  fc.tuple(ids, events).map(([userId, name]) =>
    graphql(
      'query($userId: UUID!, $event: UUID!) { enrollment(userId: $userId, offerEventId: $event) { id status offerEvent { ref } } }',
      {
        userId,
        event: `{event ${name}}`,
      },
    ),
  ),
  fc
    .constantFrom('addUsersToTraining', 'removeUsersFromTraining')
    .chain((name) =>
      fc
        .tuple(trainings, fc.uniqueArray(refs, { minLength: 1 }))
        .map(([ref, userRefs]) =>
          graphql(
            `mutation($ref: String, $userRefs: [String!]) { ${name}(trainingRef: $ref, userRefs: $userRefs) { failedIds failedRefs failures { name path code message } } }`,
            { ref, userRefs },
          ),
        ),
    ),
  fc
    .tuple(ids, events, statuses)
    .map(([userId, name, status]) =>
      graphql(
        'mutation($enrollment: EnrollmentInput!) { enrollUserInOfferEvent(enrollment: $enrollment) { enrollment { id status } } }',
        { enrollment: { userId, offerEventId: `{event ${name}}`, status } },
      ),
    ),
  fc
    .tuple(events, fc.uniqueArray(refs, { minLength: 1 }))
    .map(([ref, userRefs]) =>
      graphql(
        'mutation($ref: String, $userRefs: [String!]) { createOfferEventEnrollments(offerEventRef: $ref, userRefs: $userRefs) { id status user { ref } } }',
        { ref, userRefs },
      ),
    ),
);

function entriesOf(users: Readonly<Record<string, readonly string[]>>, what: object): object[] {
  return Object.entries(users).flatMap(([name, values]) =>
    values.map((value) => ({ [name.slice(0, -1)]: value, ...what })),
  );
}

/** Whatever these callers may think of. */
export function commandsOf(callers: readonly string[]): fc.Arbitrary<Command> {
  return fc.record({
    // Those who may do much come first, and oftener.
    who: fc.oneof(fc.constantFrom(...callers.slice(0, 2)), fc.constantFrom(...callers)),
    request: fc.oneof(ofTrainings, ofSessions, ofOffers, overGraphql),
  });
}

/** Changes that succeed, which chance might not come to: the property is to hold behind them. */
export const changes: readonly Command[] = [
  ['administrator-nl', send('POST', '/trainings/ref:shared/participants', { userRefs: ['bob'] })],
  ['bob', send('POST', '/training-sessions/ref:wide/places')],
  [
    'custom-nl',
    send('POST', `/session-days/${seen.wideDay}/attendance`, {
      entries: [{ userRef: 'bob', attended: true }],
    }),
  ],
  ['tess', send('POST', '/training-sessions/ref:lesson/places', { userRef: 'ann' })],
  [
    'administrator-nl',
    send('POST', '/progress', { entries: [{ userRef: 'ann', courseRef: 'course', progress: 5 }] }),
  ],
  ['bob', send('POST', '/offer-events/ref:open/enrollments', { userRefs: ['bob'] })],
  ['custom-nl', send('PATCH', '/offer-event-enrollments/{ann in open}', { status: 'DECLINED' })],
].map(([who, request]) => ({ who, request }) as Command);
