import { expect } from '@jest/globals';
import type { RawDatabase } from '../raw-database.js';
import { statusOf } from './seats-expected.js';
import { isTraining, type World } from './seats-model.js';
import { type Real, send } from './seats-sending.js';
import {
  courses,
  type Event,
  events,
  people,
  roles,
  type Session,
  sessions,
  trainings,
} from './seats-steps.js';

/** Everything that is told of a world; every list in an order of its own. */
export interface Shown {
  /** By session: who has which place, seats first. */
  readonly places: Readonly<Record<string, readonly string[]>>;
  readonly registrations: Readonly<Record<string, readonly string[]>>;
  /** `person activity role`, from the lists of participations and enrollments. */
  readonly enrollments: readonly string[];
  /** `person activity role via`, from the rows. */
  readonly grants: readonly string[];
}

export async function look(real: Real, raw: RawDatabase): Promise<Shown> {
  const { of } = real;
  const plain = (ref: string | null) => (ref === null ? 'nobody' : ref.slice(0, ref.length - of('').length));
  const list = async (path: string): Promise<Record<string, string>[]> =>
    (await send(real, 'GET', path)).json.items;
  const query = (key: string, names: readonly string[]) =>
    names.map((name) => `${key}=${of(name)}`).join('&');

  const places: Record<string, readonly string[]> = {};
  for (const name of Object.keys(sessions)) {
    const items = await list(`/training-sessions/ref:${of(name)}/places?limit=1000`);
    places[name] = items.map((one) => `${plain(one['userRef'] ?? null)} ${one['position'] ?? one['status']}`);
  }
  const registrations: Record<string, readonly string[]> = {};
  for (const name of Object.keys(events)) {
    const items = await list(`/offer-event-enrollments?${query('offerEventRef', [name])}&limit=1000`);
    registrations[name] = items
      .map((one) => `${plain(one['userRef'] ?? null)} ${one['status']} ${one['position'] ?? '-'}`)
      .sort();
  }
  const inTrainings = await list(`/participations?${query('trainingRef', trainings)}&limit=1000`);
  const inCourses = await list(`/enrollments?${query('courseRef', courses)}&status=active&limit=1000`);
  const enrollments = [
    ...inTrainings.map(({ userRef = '', trainingRef = '', role }) => [
      plain(userRef),
      plain(trainingRef),
      role,
    ]),
    ...inCourses.map(({ learnerRef = '', courseRef = '' }) => [
      plain(learnerRef),
      plain(courseRef),
      'participant',
    ]),
  ];
  const rows = await raw.all<{ person: string | null; activity: string; role: number; via: string | null }>(
    `SELECT u.ref AS person, a.ref AS activity, g.role,
        CASE g.kind WHEN 1 THEN ? WHEN 2 THEN n.ref ELSE v.ref END AS via
      FROM grants g JOIN users u ON u.no = g.user_no JOIN activities a ON a.no = g.activity_no
      LEFT JOIN units n ON g.kind = 2 AND n.no = g.source_no
      LEFT JOIN offer_events v ON g.kind = 5 AND v.no = g.source_no
      WHERE g.ended_at = 253402300799999 AND a.ref IN (?, ?, ?, ?)`,
    [of('direct'), ...[...trainings, ...courses].map(of)],
  );
  const grants = rows.map((row) => [plain(row.person), plain(row.activity), roles[row.role], plain(row.via)]);
  return { places, registrations, enrollments: texts(enrollments), grants: texts(grants) };
}

const texts = (rows: readonly (readonly unknown[])[]) => rows.map((row) => row.join(' ')).sort();

/** What is to be told of the world. */
export function shownOf(world: World): Shown {
  const enrollments = world.grants.map(({ person, activity, role }) => `${person} ${activity} ${role}`);
  const places = [...world.sessions].map(([name, { line }]) => [
    name,
    [
      ...line.filter(({ seated }) => seated).map(({ person }) => `${person} attending`),
      ...line.filter(({ seated }) => !seated).map(({ person }, place) => `${person} ${place + 1}`),
    ],
  ]);
  const registrations = [...world.events].map(([name, { line }]) => {
    const waiting = line.filter(({ seated }) => !seated).map(({ person }) => person);
    const told = people.flatMap((person) => {
      const status = statusOf(world, name, person);
      return status ? [`${person} ${status} ${waiting.indexOf(person) + 1 || '-'}`] : [];
    });
    return [name, told.sort()];
  });
  return {
    places: Object.fromEntries(places),
    registrations: Object.fromEntries(registrations),
    enrollments: [...new Set(enrollments)].sort(),
    grants: texts(world.grants.map(({ person, activity, role, via }) => [person, activity, role, via])),
  };
}

/** The laws, of what is told alone: what the world asks for is no more than settings and links. */
export function expectLawful(world: World, before: Shown, now: Shown): void {
  // No enrollment without a live grant, no live grant without an enrollment.
  const held = new Set(now.grants.map((grant) => grant.split(' ').slice(0, 3).join(' ')));
  expect(now.enrollments).toEqual([...held].sort());

  for (const [name, told] of Object.entries(now.registrations)) {
    const event = world.event(name as Event);
    const isShut = event.cancelled || world.isShut(name as Event);
    expectLine(lineOf(before.registrations[name] ?? []), lineOf(told), event.maximum, isShut);
    // What the event gives is held exactly by those who are enrolled in it.
    const holders = (activity: string) =>
      now.grants
        .filter((grant) => grant.endsWith(` ${name}`) && grant.split(' ')[1] === activity)
        .map((grant) => grant.split(' ')[0]);
    const enrolled = lineOf(told).seated;
    for (const activity of [...trainings, ...courses]) {
      const isArchived = world.isArchived(isTraining(activity) ? 'training' : 'course', activity);
      const entitled = event.gives.has(activity) ? enrolled : [];
      if (isArchived) expect(entitled).toEqual(expect.arrayContaining(holders(activity)));
      else expect(holders(activity).sort()).toEqual([...entitled].sort());
    }
  }
  for (const [name, told] of Object.entries(now.places)) {
    const { capacity } = world.session(name as Session);
    const training = sessions[name as Session];
    const isShut = world.isArchived('session', name) || world.isArchived('training', training);
    expectLine(lineOf(before.places[name] ?? []), lineOf(told), capacity, isShut);
    // Only who may attend has a place.
    const ways = [...world.inside].filter(([, inside]) => inside.has(training)).map(([course]) => course);
    for (const person of [...lineOf(told).seated, ...lineOf(told).waiting])
      expect(
        [training, ...ways].filter((activity) =>
          [...held].some((one) => one.startsWith(`${person} ${activity} `)),
        ),
      ).not.toEqual([]);
  }
}

interface Line {
  readonly seated: readonly string[];
  readonly waiting: readonly string[];
}

function lineOf(told: readonly string[]): Line & { readonly positions: readonly number[] } {
  const seated: string[] = [];
  const waiting: { readonly person: string; readonly position: number }[] = [];
  for (const text of told) {
    const [person = '', ...rest] = text.split(' ');
    const position = Number(rest.at(-1));
    if (position > 0) waiting.push({ person, position });
    else if (rest[0] === 'attending' || rest[0] === 'ENROLLED') seated.push(person);
  }
  waiting.sort((a, b) => a.position - b.position);
  return {
    seated,
    waiting: waiting.map(({ person }) => person),
    positions: waiting.map(({ position }) => position),
  };
}

/** Nobody beyond the seats, nobody waiting beside a free one, no gap in the line, nobody past who waited before. */
function expectLine(
  before: Line,
  now: ReturnType<typeof lineOf>,
  seats: number | null,
  isShut: boolean,
): void {
  if (seats !== null) expect(now.seated.length).toBeLessThanOrEqual(seats);
  if (!isShut && now.waiting.length > 0) expect(now.seated.length).toBe(seats);
  expect(now.positions).toEqual(now.waiting.map((_, place) => place + 1));
  const stillWaiting = before.waiting.filter((person) => now.waiting.includes(person));
  const [first] = stillWaiting;
  if (first === undefined) return;
  // Those who wait on keep their order, in front of whoever came after; only who stood before them has got a seat.
  const lasting = now.waiting.filter((person) => stillWaiting.includes(person));
  expect(now.waiting.slice(0, lasting.length)).toEqual(stillWaiting);
  const ahead = before.waiting.slice(0, before.waiting.indexOf(first));
  const seatedAnew = now.seated.filter((person) => !before.seated.includes(person));
  expect(ahead).toEqual(expect.arrayContaining(seatedAnew));
}
