import type { OperationName } from '../../src/contract/operations.js';
import type { OrganizationFile } from '../../src/contract/organization-file.js';
import type { TestAnswer, TestApplication } from '../application.js';
import { type Told as Answer, type Input, type Protocol, tell } from '../dialects/any-operation.js';
import type { Told } from './seats-expected.js';
import { isTraining } from './seats-model.js';
import {
  type Activity,
  type Archivable,
  courses,
  type Event,
  events,
  offers,
  people,
  type Step,
  sessions,
  trainings,
} from './seats-steps.js';

/** One world in the application; the names in it end with its number. */
export interface Real {
  readonly app: TestApplication;
  readonly of: (name: string) => string;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export async function send(real: Real, method: Method, path: string, body?: object, as = 'admin') {
  return await real.app.rest(as, method, `/v1${path}`, body);
}

/** What every world needs once. */
export const everyWorld: OrganizationFile = {
  departments: [
    { ref: 'hq', name: 'Head office' },
    { ref: 'nl', name: 'Nederland', parentRef: 'hq' },
  ],
  users: [{ ref: 'admin', departmentRef: 'hq', roles: [{ role: 'administrator' }] }],
};

const day = { startAt: '2999-01-02 09:00', duration: 3_600 };

/** Makes a world as `World` is in the beginning. */
export async function begin({ app, of }: Real): Promise<void> {
  await app.load({
    departments: [{ ref: of('de'), name: 'Deutschland', parentRef: 'hq' }],
    users: people.map((ref) => ({ ref: of(ref), departmentRef: 'nl' })),
    groups: [
      ...['red', 'blue'].map((ref) => ({ ref: of(ref), name: ref })),
      {
        ref: of('smart'),
        name: 'smart',
        rule: { criterion: 'department' as const, departmentId: of('de'), below: true },
      },
    ],
    trainings: trainings.map((ref) => ({ ref: of(ref), title: ref })),
    courses: courses.map((ref, place) => ({
      ref: of(ref),
      title: ref,
      trainingRefs: trainings.slice(0, place + 1).map(of),
    })),
    sessions: Object.entries(sessions).map(([ref, training]) => ({
      ref: of(ref),
      trainingRef: of(training),
      capacity: 1,
      days: [day],
    })),
  });
  for (const offer of offers) await must({ app, of }, 'POST', '/offers', { ref: of(offer), title: offer });
  await plan({ app, of }, 'spring', ['day']);
  await plan({ app, of }, 'summer', ['drill', 'both']);
}

async function plan(real: Real, event: Event, gives: readonly Activity[]): Promise<void> {
  const { offerRef, ...settings } = planned(real, event, gives);
  await must(real, 'POST', `/offers/ref:${offerRef}/events`, settings);
}

function planned(real: Real, event: Event, gives: readonly Activity[]) {
  return {
    offerRef: real.of(events[event]),
    ref: real.of(event),
    published: true,
    maxRegistrations: 1,
    waitingList: true,
    ...linksOf(real, gives),
  };
}

function linksOf({ of }: Real, gives: readonly Activity[]) {
  return {
    trainingRefs: gives.filter(isTraining).map(of),
    courseRefs: gives.filter((one) => !isTraining(one)).map(of),
  };
}

async function must(real: Real, method: Method, path: string, body?: object): Promise<TestAnswer> {
  const answer = await send(real, method, path, body);
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.text}`);
  return answer;
}

/** A step as the core has it. */
interface Asked {
  readonly operation: OperationName;
  readonly input: Input;
  /** Who asks, if it is not the administrator. */
  readonly as?: string;
}

/** Takes a step over a protocol, or over REST where that has no way to say it, and answers what was told of it. */
export async function takeReally(real: Real, step: Step, protocol: Protocol): Promise<Told> {
  const [first, ...more] = await asked(real, step);
  const answer = await say(real, first, protocol);
  const { code, rule } = answer;
  if (code === 'broken') throw new Error(answer.text);
  if (code) return { refused: rule ?? code };
  for (const one of more) {
    const { code: failed, text } = await say(real, one, protocol);
    if (failed) throw new Error(text);
  }
  return told(step, answer);
}

async function say(real: Real, { as = 'admin', ...asked }: Asked, protocol: Protocol): Promise<Answer> {
  const answer = await tell(real.app, protocol, { as, ...asked });
  if (answer) return answer;
  if (protocol === 'REST') throw new Error(`nothing says ${JSON.stringify(asked)}`);
  return await say(real, { as, ...asked }, 'REST');
}

function told(step: Step, { values }: Answer): Told {
  const count = (name: string) => Number(values(name)[0] ?? Number.NaN);
  const counts = (...names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, count(name)]));
  /** Of people in trainings GraphQL has Pluvo's lists, where the others count. */
  const people = (name: string, list = `${name}Refs`) =>
    values(name)[0] === undefined ? values(list).length : count(name);
  /** GraphQL writes the words of the other two large. */
  const word = (name: string) => {
    const said = values(name).find((one) => one !== null) ?? null;
    return said === 'ATTENDING' || said === 'WAITING' ? said.toLowerCase() : said;
  };
  switch (step.do) {
    case 'add':
      return { added: people('added'), alreadyAdded: people('alreadyAdded') };
    case 'enroll':
      return { added: count('enrolled'), alreadyAdded: count('alreadyEnrolled') };
    case 'remove':
      return {
        removed: people('removed'),
        linked: people('linked', 'refsLinkedViaObject'),
        alreadyRemoved: people('alreadyRemoved'),
      };
    case 'unenroll':
      return { removed: count('unenrolled'), linked: count('failed'), alreadyRemoved: count('notEnrolled') };
    case 'link':
      return counts('begun');
    case 'unlink':
      return counts('ended');
    case 'register':
      return counts('enrolled', 'waitlisted', 'alreadyEnrolled', 'alreadyWaitlisted', 'failed');
    case 'deregister':
      return counts('cancelled', 'notEnrolled');
    case 'wish':
      return { status: word('status') };
    case 'choose': {
      const position = word('position');
      return { place: position ? Number(position) : word('status') };
    }
    case 'give up':
      return { gaveUp: word('gaveUp') };
    default:
      return {};
  }
}

async function asked(real: Real, step: Step): Promise<readonly [Asked, ...Asked[]]> {
  const { of } = real;
  const userRefs = 'people' in step ? step.people.map(of) : [];
  const pairs = { learnerRefs: userRefs, courseRefs: 'course' in step ? [of(step.course)] : [] };
  const trainingRef = 'training' in step ? of(step.training) : '';
  const groupRef = 'group' in step ? of(step.group) : '';
  const offerEventRef = 'event' in step ? of(step.event) : '';
  const sessionRef = 'session' in step ? of(step.session) : '';
  const change = (input: Input): [Asked] => [
    { operation: 'updateOfferEvent', input: { offerEventRef, ...input } },
  ];
  switch (step.do) {
    case 'add':
      return [{ operation: 'addUsersToTraining', input: { trainingRef, userRefs, role: step.role } }];
    case 'remove':
      return [{ operation: 'removeUsersFromTraining', input: { trainingRef, userRefs, role: step.role } }];
    case 'link':
      return [{ operation: 'addGroupsToTraining', input: { trainingRef, groupRefs: [groupRef] } }];
    case 'unlink':
      return [{ operation: 'removeGroupsFromTraining', input: { trainingRef, groupRefs: [groupRef] } }];
    case 'join':
      return [{ operation: 'addGroupMembers', input: { groupRef, userRefs } }];
    case 'part':
      return [{ operation: 'removeGroupMembers', input: { groupRef, userRefs } }];
    case 'replace':
      return [{ operation: 'replaceGroupMembers', input: { groupRef, userRefs } }];
    case 'move': {
      const departmentRef = step.department === 'de' ? of('de') : 'nl';
      return [{ operation: 'updateUser', input: { userRef: of(step.person), departmentRef } }];
    }
    case 'drop group':
      return [
        { operation: 'deleteGroup', input: { groupRef } },
        { operation: 'addGroup', input: { ref: groupRef, name: step.group } },
      ];
    case 'enroll':
      return [{ operation: 'enrollLearnersInCourses', input: { ...pairs, dueDateType: 'unlimited' } }];
    case 'unenroll':
      return [{ operation: 'unenroll', input: { ...pairs, mode: 'partial' } }];
    case 'contain': {
      const trainingRefs = step.trainings.map(of);
      return [{ operation: 'updateCourse', input: { courseRef: of(step.course), trainingRefs } }];
    }
    case 'archive':
      return [archiving(step.what, of(step.what.name), step.archived)];
    case 'register':
      return [{ operation: 'enrollUsersInOfferEvent', input: { offerEventRef, userRefs, mode: step.mode } }];
    case 'deregister':
      return [
        { operation: 'unenrollUsersFromOfferEvent', input: { offerEventRef, userRefs, mode: step.mode } },
      ];
    case 'wish': {
      const query = `offerEventRef=${offerEventRef}&userRef=${of(step.person)}`;
      const { json } = await must(real, 'GET', `/offer-event-enrollments?${query}`);
      const enrollmentId = json.items[0]?.id;
      return [{ operation: 'changeOfferEventEnrollment', input: { enrollmentId, status: step.status } }];
    }
    case 'maximum':
      return change({ maxRegistrations: step.maximum });
    case 'event line':
      return change({ waitingList: step.waitingList });
    case 'call off':
      return change({ cancelled: step.cancelled });
    case 'close':
      return change({ closingAt: step.closed ? '2020-01-01' : null });
    case 'give':
      return change(linksOf(real, step.activities));
    case 'drop event':
      return [
        { operation: 'deleteOfferEvent', input: { offerEventRef } },
        { operation: 'createOfferEvent', input: planned(real, step.event, []) },
      ];
    case 'choose':
    case 'give up': {
      const operation = step.do === 'choose' ? 'chooseSession' : 'giveUpSession';
      const userRef = of(step.person);
      return step.self
        ? [{ operation, input: { sessionRef }, as: userRef }]
        : [{ operation, input: { sessionRef, userRef } }];
    }
    case 'capacity':
      return [{ operation: 'updateTrainingSession', input: { sessionRef, capacity: step.capacity } }];
    case 'session line':
      return [{ operation: 'updateTrainingSession', input: { sessionRef, waitingList: step.waitingList } }];
    case 'leave':
      return [{ operation: 'deleteUser', input: { userRef: of(step.person) } }];
  }
}

function archiving({ kind }: Archivable, ref: string, archived: boolean): Asked {
  const [operation, name]: readonly [OperationName, string] = (
    {
      training: ['updateTraining', 'trainingRef'],
      course: ['updateCourse', 'courseRef'],
      session: ['updateTrainingSession', 'sessionRef'],
      event: ['updateOfferEvent', 'offerEventRef'],
      offer: ['updateOffer', 'offerRef'],
    } as const
  )[kind];
  return { operation, input: { [name]: ref, archived } };
}
