import type { OrganizationFile } from '../../src/contract/organization-file.js';
import type { TestAnswer, TestApplication } from '../application.js';
import type { Told } from './seats-expected.js';
import { isTraining } from './seats-model.js';
import {
  type Activity,
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
  await must(real, 'POST', `/offers/ref:${real.of(events[event])}/events`, {
    ref: real.of(event),
    published: true,
    maxRegistrations: 1,
    waitingList: true,
    ...linksOf(real, gives),
  });
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

/** Takes a step, and answers what was told of it. */
export async function takeReally(real: Real, step: Step): Promise<Told> {
  const answer = await request(real, step);
  const { status, json } = answer;
  if (status >= 500) throw new Error(answer.text);
  if (status >= 400) return { refused: json.violations?.[0]?.rule ?? json.code };
  return told(step, json);
}

// biome-ignore lint/suspicious/noExplicitAny: whatever was answered.
function told(step: Step, json: any): Told {
  const { summary } = json;
  switch (step.do) {
    case 'add':
      return { added: summary.added, alreadyAdded: summary.alreadyAdded };
    case 'enroll':
      return { added: summary.enrolled, alreadyAdded: summary.alreadyEnrolled };
    case 'remove':
      return { removed: summary.removed, linked: summary.linked, alreadyRemoved: summary.alreadyRemoved };
    case 'unenroll':
      return { removed: summary.unenrolled, linked: summary.failed, alreadyRemoved: summary.notEnrolled };
    case 'link':
      return { begun: summary.begun };
    case 'unlink':
      return { ended: summary.ended };
    case 'register': {
      const { enrolled, waitlisted, alreadyEnrolled, alreadyWaitlisted, failed } = summary;
      return { enrolled, waitlisted, alreadyEnrolled, alreadyWaitlisted, failed };
    }
    case 'deregister':
      return { cancelled: summary.cancelled, notEnrolled: summary.notEnrolled };
    case 'wish':
      return { status: json.status };
    case 'choose':
      return { place: json.place.position ?? json.place.status };
    case 'give up':
      return { gaveUp: json.gaveUp };
    default:
      return {};
  }
}

async function request(real: Real, step: Step): Promise<TestAnswer> {
  const { of } = real;
  const userRefs = 'people' in step ? step.people.map(of) : [];
  const enrollments = { learnerRefs: userRefs, courseRefs: 'course' in step ? [of(step.course)] : [] };
  const training = 'training' in step ? `/trainings/ref:${of(step.training)}` : '';
  const group = 'group' in step ? `/groups/ref:${of(step.group)}` : '';
  const event = 'event' in step ? `/offer-events/ref:${of(step.event)}` : '';
  const session = 'session' in step ? `/training-sessions/ref:${of(step.session)}` : '';
  const change = (path: string, body: object) => send(real, 'PATCH', path, body);
  switch (step.do) {
    case 'add':
      return await send(real, 'POST', `${training}/participants`, { userRefs, role: step.role });
    case 'remove':
      return await send(real, 'POST', `${training}/participants/remove`, { userRefs, role: step.role });
    case 'link':
      return await send(real, 'POST', `${training}/groups`, { groupRefs: [of(step.group)] });
    case 'unlink':
      return await send(real, 'POST', `${training}/groups/remove`, { groupRefs: [of(step.group)] });
    case 'join':
      return await send(real, 'POST', `${group}/members/add`, { userRefs });
    case 'part':
      return await send(real, 'POST', `${group}/members/remove`, { userRefs });
    case 'replace':
      return await send(real, 'PUT', `${group}/members`, { userRefs });
    case 'move': {
      const departmentRef = step.department === 'de' ? of('de') : 'nl';
      return await change(`/users/ref:${of(step.person)}`, { departmentRef });
    }
    case 'drop group':
      await must(real, 'DELETE', group);
      return await must(real, 'POST', '/groups', { ref: of(step.group), name: step.group });
    case 'enroll':
      return await send(real, 'POST', '/enrollments', { ...enrollments, dueDateType: 'unlimited' });
    case 'unenroll':
      return await send(real, 'POST', '/enrollments/unenroll', { ...enrollments, mode: 'partial' });
    case 'contain':
      return await change(`/courses/ref:${of(step.course)}`, { trainingRefs: step.trainings.map(of) });
    case 'archive': {
      const folders = {
        training: 'trainings',
        course: 'courses',
        session: 'training-sessions',
        event: 'offer-events',
        offer: 'offers',
      };
      const path = `/${folders[step.what.kind]}/ref:${of(step.what.name)}`;
      return await change(path, { archived: step.archived });
    }
    case 'register':
      return await send(real, 'POST', `${event}/enrollments`, { userRefs, mode: step.mode });
    case 'deregister':
      return await send(real, 'POST', `${event}/enrollments/cancel`, { userRefs, mode: step.mode });
    case 'wish': {
      const query = `offerEventRef=${of(step.event)}&userRef=${of(step.person)}`;
      const { json } = await must(real, 'GET', `/offer-event-enrollments?${query}`);
      return await change(`/offer-event-enrollments/${json.items[0]?.id}`, { status: step.status });
    }
    case 'maximum':
      return await change(event, { maxRegistrations: step.maximum });
    case 'event line':
      return await change(event, { waitingList: step.waitingList });
    case 'call off':
      return await change(event, { cancelled: step.cancelled });
    case 'close':
      return await change(event, { closingAt: step.closed ? '2020-01-01' : null });
    case 'give':
      return await change(event, linksOf(real, step.activities));
    case 'drop event': {
      const answer = await must(real, 'DELETE', event);
      await plan(real, step.event, []);
      return answer;
    }
    case 'choose':
    case 'give up': {
      const path = `${session}/places${step.do === 'choose' ? '' : '/give-up'}`;
      const asked = step.self ? {} : { userRef: of(step.person) };
      return await send(real, 'POST', path, asked, step.self ? of(step.person) : 'admin');
    }
    case 'capacity':
      return await change(session, { capacity: step.capacity });
    case 'session line':
      return await change(session, { waitingList: step.waitingList });
    case 'leave':
      return await send(real, 'DELETE', `/users/ref:${of(step.person)}`);
  }
}
