import {
  type Activity,
  type Archivable,
  activities,
  type Course,
  type Event,
  events,
  groups,
  people,
  type Role,
  type Session,
  type Step,
  sessions,
  type Training,
} from './seats-steps.js';

export interface Grant {
  readonly person: string;
  readonly activity: string;
  readonly role: Role;
  /** `direct`, or the group or event that is the reason. */
  readonly via: string;
}

interface InLine {
  readonly person: string;
  seated: boolean;
}

interface EventWorld {
  maximum: number | null;
  waitingList: boolean;
  cancelled: boolean;
  closed: boolean;
  gives: Set<Activity>;
  /** In the order of the queue. */
  line: InLine[];
  left: Map<string, 'CANCELLED' | 'DECLINED'>;
}

interface SessionWorld {
  capacity: number | null;
  waitingList: boolean;
  line: InLine[];
}

/** Everything that is, kept the naive way: after every step all that follows is worked out anew. */
export class World {
  readonly alive = new Set<string>(people);
  readonly departments = new Map<string, string>(people.map((person) => [person, 'nl']));
  readonly members = new Map<string, Set<string>>([
    ['red', new Set()],
    ['blue', new Set()],
  ]);
  readonly links = new Map<string, Set<string>>(groups.map((group) => [group, new Set()]));
  readonly inside = new Map<Course, Set<Training>>([
    ['held', new Set(['day'])],
    ['both', new Set(['day', 'drill'])],
  ]);
  readonly archived = new Set<string>();
  readonly sessions = new Map<Session, SessionWorld>(
    (Object.keys(sessions) as Session[]).map((name) => [name, { capacity: 1, waitingList: true, line: [] }]),
  );
  readonly events = new Map<Event, EventWorld>([
    ['spring', newEvent(['day'])],
    ['summer', newEvent(['drill', 'both'])],
  ]);
  grants: Grant[] = [];

  isArchived(kind: Archivable['kind'], name: string): boolean {
    return this.archived.has(`${kind} ${name}`);
  }

  event(name: Event): EventWorld {
    return this.events.get(name) as EventWorld;
  }

  session(name: Session): SessionWorld {
    return this.sessions.get(name) as SessionWorld;
  }

  isShut(name: Event): boolean {
    return this.isArchived('event', name) || this.isArchived('offer', events[name]);
  }

  holds(person: string, activity: string, role?: Role, via?: string): boolean {
    return this.grants.some(
      (grant) =>
        grant.person === person &&
        grant.activity === activity &&
        (role === undefined || grant.role === role) &&
        (via === undefined || grant.via === via),
    );
  }

  mayAttend(person: string, training: Training): boolean {
    const ways = [...this.inside].filter(([, inside]) => inside.has(training)).map(([course]) => course);
    return [training, ...ways].some((activity) => this.holds(person, activity));
  }

  /** Ends and begins, releases and moves up whatever has to follow from what is. */
  settle(): void {
    for (const [name, event] of this.events)
      if (!event.cancelled && !this.isShut(name)) moveUp(event.line, event.maximum);
    this.grants = this.grants.filter((grant) => this.isJustified(grant));
    for (const grant of this.justified()) {
      const kind = isTraining(grant.activity) ? 'training' : 'course';
      if (this.isArchived(kind, grant.activity)) continue;
      if (!this.holds(grant.person, grant.activity, grant.role, grant.via)) this.grants.push(grant);
    }
    for (const [name, session] of this.sessions) {
      session.line = session.line.filter(({ person }) => this.mayAttend(person, sessions[name]));
      const isOpen = !this.isArchived('session', name) && !this.isArchived('training', sessions[name]);
      if (isOpen) moveUp(session.line, session.capacity);
    }
  }

  /** The grants that groups and events are reasons for. */
  private justified(): Grant[] {
    const role = 'participant' as const;
    return [...this.alive].flatMap((person) => [
      ...[...this.links].flatMap(([group, linked]) =>
        this.membersOf(group).has(person)
          ? [...linked].map((activity) => ({ person, activity, role, via: group }))
          : [],
      ),
      ...[...this.events].flatMap(([event, { line, gives }]) =>
        line.some((one) => one.person === person && one.seated)
          ? [...gives].map((activity) => ({ person, activity, role, via: event }))
          : [],
      ),
    ]);
  }

  private isJustified(grant: Grant): boolean {
    if (!this.alive.has(grant.person)) return false;
    if (grant.via === 'direct') return true;
    return this.justified().some((one) => JSON.stringify(one) === JSON.stringify(grant));
  }

  membersOf(group: string): ReadonlySet<string> {
    if (group !== 'smart') return this.members.get(group) ?? new Set();
    return new Set([...this.alive].filter((person) => this.departments.get(person) === 'de'));
  }
}

export function newEvent(gives: readonly Activity[]): EventWorld {
  return {
    maximum: 1,
    waitingList: true,
    cancelled: false,
    closed: false,
    gives: new Set(gives),
    line: [],
    left: new Map(),
  };
}

export function isTraining(activity: string): activity is Training {
  return activities.indexOf(activity as Activity) < 2;
}

export function seated(line: readonly InLine[]): number {
  return line.filter((one) => one.seated).length;
}

function moveUp(line: readonly InLine[], most: number | null): void {
  for (const one of line) if (!one.seated && (most === null || seated(line) < most)) one.seated = true;
}

/** Whether somebody sees a session, and can act for themself; where not, somebody else does it for them. */
function sees(world: World, person: string, session: Session): boolean {
  const training = sessions[session];
  const isShut = world.isArchived('session', session) || world.isArchived('training', training);
  return !isShut && world.mayAttend(person, training);
}

/** Steps that name nobody who is there any more, or nothing that can be done, are left out. */
export function possible(world: World, step: Step): Step | undefined {
  if ('person' in step && !world.alive.has(step.person)) return undefined;
  if (step.do === 'drop event' && world.isArchived('offer', events[step.event])) return undefined;
  if (step.do === 'wish') {
    const { line, left } = world.event(step.event);
    const isKnown = left.has(step.person) || line.some(({ person }) => person === step.person);
    if (!isKnown) return undefined;
  }
  if (step.do === 'archive') return { ...step, archived: !world.isArchived(step.what.kind, step.what.name) };
  if ('self' in step) return { ...step, self: step.self && sees(world, step.person, step.session) };
  if (!('people' in step)) return step;
  const there = step.people.filter((one) => world.alive.has(one));
  return there.length > 0 ? { ...step, people: there } : undefined;
}
