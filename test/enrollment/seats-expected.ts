import { newEvent, seated, type World } from './seats-model.js';
import { type Event, type EventStatus, type Step, sessions } from './seats-steps.js';

/** What the answer to a step says: how many of what, or the rule by which it is refused. */
export type Told = Readonly<Record<string, number | string | null>>;

const refused = (rule: string): Told => ({ refused: rule });

/** Takes a step in the world, and answers what is to be told of it. */
export function take(world: World, step: Step): Told {
  const told = change(world, step);
  const before = world.grants;
  world.settle();
  if (step.do === 'link' && !('refused' in told)) return { ...told, begun: missing(world.grants, before) };
  if (step.do === 'unlink') return { ...told, ended: missing(before, world.grants) };
  if (step.do === 'choose' && !('refused' in told)) {
    const { line } = world.session(step.session);
    const waiting = line.filter((one) => !one.seated).map(({ person }) => person);
    const position = waiting.indexOf(step.person) + 1;
    return { place: position > 0 ? position : 'attending' };
  }
  return step.do === 'wish' && !('refused' in told)
    ? { status: statusOf(world, step.event, step.person) ?? null }
    : told;

  function missing(from: typeof before, others: typeof before): number {
    const known = new Set(others.map((one) => JSON.stringify(one)));
    return from.filter((one) => !known.has(JSON.stringify(one))).length;
  }
}

export function statusOf(world: World, event: Event, person: string): EventStatus | undefined {
  const { line, left } = world.event(event);
  const place = line.find((one) => one.person === person);
  return place ? (place.seated ? 'ENROLLED' : 'WAITLISTED') : left.get(person);
}

function change(world: World, step: Step): Told {
  const done: Told = {};
  switch (step.do) {
    case 'add':
    case 'enroll': {
      const [kind, activity, role] =
        'training' in step
          ? (['training', step.training, step.role] as const)
          : (['course', step.course, 'participant'] as const);
      if (world.isArchived(kind, activity)) return refused('archived');
      const fresh = step.people.filter((person) => !world.holds(person, activity, role, 'direct'));
      for (const person of fresh) world.grants.push({ person, activity, role, via: 'direct' });
      return { added: fresh.length, alreadyAdded: step.people.length - fresh.length };
    }
    case 'remove':
    case 'unenroll': {
      const [activity, role] =
        'training' in step ? [step.training, step.role] : [step.course, 'participant' as const];
      const direct = step.people.filter((person) => world.holds(person, activity, role, 'direct'));
      world.grants = world.grants.filter(
        (grant) =>
          grant.activity !== activity ||
          grant.role !== role ||
          grant.via !== 'direct' ||
          !direct.includes(grant.person as (typeof direct)[number]),
      );
      const linked = step.people.filter((person) => world.holds(person, activity, role));
      const counted = step.do === 'remove' ? direct.filter((person) => !linked.includes(person)) : direct;
      const held = step.do === 'remove' ? linked : linked.filter((person) => !direct.includes(person));
      const rest = step.people.length - counted.length - held.length;
      return { removed: counted.length, linked: held.length, alreadyRemoved: rest };
    }
    case 'link': {
      if (world.isArchived('training', step.training)) return refused('archived');
      world.links.get(step.group)?.add(step.training);
      return done;
    }
    case 'unlink':
      world.links.get(step.group)?.delete(step.training);
      return done;
    case 'join':
    case 'part':
    case 'replace': {
      const members = world.members.get(step.group) ?? new Set();
      if (step.do === 'replace') members.clear();
      for (const person of step.people)
        if (step.do === 'part') members.delete(person);
        else members.add(person);
      return done;
    }
    case 'move':
      world.departments.set(step.person, step.department);
      return done;
    case 'drop group':
      world.members.set(step.group, new Set());
      world.links.set(step.group, new Set());
      return done;
    case 'contain': {
      const inside = world.inside.get(step.course) ?? new Set();
      if (step.trainings.some((one) => !inside.has(one) && world.isArchived('training', one)))
        return refused('archived');
      world.inside.set(step.course, new Set(step.trainings));
      return done;
    }
    case 'archive': {
      const name = `${step.what.kind} ${step.what.name}`;
      if (step.archived) world.archived.add(name);
      else world.archived.delete(name);
      return done;
    }
    case 'choose':
      return choose(world, step);
    case 'give up': {
      const session = world.session(step.session);
      const place = session.line.find(({ person }) => person === step.person);
      session.line = session.line.filter((one) => one !== place);
      return { gaveUp: place ? (place.seated ? 'attending' : 'waiting') : null };
    }
    case 'capacity': {
      const session = world.session(step.session);
      if (step.capacity !== null && seated(session.line) > step.capacity) return refused('below_attending');
      session.capacity = step.capacity;
      return done;
    }
    case 'session line':
      world.session(step.session).waitingList = step.waitingList;
      return done;
    case 'leave':
      world.alive.delete(step.person);
      for (const members of world.members.values()) members.delete(step.person);
      for (const event of world.events.values()) {
        event.line = event.line.filter(({ person }) => person !== step.person);
        event.left.delete(step.person);
      }
      return done;
    default:
      return changeEvent(world, step);
  }
}

function choose(world: World, step: Extract<Step, { do: 'choose' | 'give up' }>): Told {
  const training = sessions[step.session];
  const session = world.session(step.session);
  if (session.line.some(({ person }) => person === step.person)) return {};
  if (!world.mayAttend(step.person, training)) return refused('not_enrolled');
  if (world.isArchived('session', step.session) || world.isArchived('training', training))
    return refused('archived');
  const isFull = session.capacity !== null && seated(session.line) >= session.capacity;
  if (isFull && !session.waitingList) return refused('full');
  for (const [name, other] of world.sessions)
    if (sessions[name] === training) other.line = other.line.filter(({ person }) => person !== step.person);
  session.line.push({ person: step.person, seated: false });
  return {};
}

type EventStep = Extract<
  Step,
  {
    do:
      | 'register'
      | 'deregister'
      | 'wish'
      | 'maximum'
      | 'event line'
      | 'call off'
      | 'close'
      | 'give'
      | 'drop event';
  }
>;

function changeEvent(world: World, step: EventStep): Told {
  const event = world.event(step.event);
  const notOpen = () => {
    if (event.cancelled) return 'cancelled';
    if (world.isShut(step.event)) return 'archived';
    return event.closed ? 'closed' : undefined;
  };
  const isFull = () => event.maximum !== null && seated(event.line) >= event.maximum;
  const waits = () => event.line.some((one) => !one.seated);
  /** Whether there was a place for somebody. */
  const enter = (person: string) => {
    const mustWait = isFull() || waits();
    if (mustWait && !event.waitingList) return false;
    event.line.push({ person, seated: !mustWait });
    event.left.delete(person);
    return true;
  };
  const end = (person: string, status: 'CANCELLED' | 'DECLINED') => {
    event.line = event.line.filter((one) => one.person !== person);
    event.left.set(person, status);
  };
  switch (step.do) {
    case 'register': {
      const rule = notOpen();
      if (rule) return refused(rule);
      const [lineBefore, leftBefore] = [[...event.line], new Map(event.left)];
      const told = { enrolled: 0, waitlisted: 0, alreadyEnrolled: 0, alreadyWaitlisted: 0, failed: 0 };
      for (const person of step.people) {
        const before = statusOf(world, step.event, person);
        if (before === 'ENROLLED') told.alreadyEnrolled += 1;
        else if (before === 'WAITLISTED') told.alreadyWaitlisted += 1;
        else if (!enter(person)) told.failed += 1;
        else if (statusOf(world, step.event, person) === 'ENROLLED') told.enrolled += 1;
        else told.waitlisted += 1;
      }
      if (told.failed === 0 || step.mode === 'partial') return told;
      event.line = lineBefore;
      event.left = leftBefore;
      return refused('full');
    }
    case 'deregister': {
      const there = step.people.filter((one) => event.line.some(({ person }) => person === one));
      for (const person of there) end(person, 'CANCELLED');
      return { cancelled: there.length, notEnrolled: step.people.length - there.length };
    }
    case 'wish': {
      const before = statusOf(world, step.event, step.person);
      const isPresent = before === 'ENROLLED' || before === 'WAITLISTED';
      if (step.status === 'CANCELLED' || step.status === 'DECLINED') {
        if (!isPresent && before !== step.status) return refused('not_enrolled');
        end(step.person, step.status);
        return {};
      }
      if (isPresent) return {};
      const rule = notOpen();
      if (rule) return refused(rule);
      return enter(step.person) ? {} : refused('full');
    }
    case 'maximum':
      if (step.maximum !== null && seated(event.line) > step.maximum) return refused('below_enrolled');
      event.maximum = step.maximum;
      return {};
    case 'event line':
      event.waitingList = step.waitingList;
      return {};
    case 'call off':
      if (step.cancelled) for (const { person } of event.line) end(person, 'DECLINED');
      event.cancelled = step.cancelled;
      return {};
    case 'close':
      event.closed = step.closed;
      return {};
    case 'give': {
      const fresh = step.activities.filter((one) => !event.gives.has(one));
      if (fresh.some((one) => world.isArchived('training', one) || world.isArchived('course', one)))
        return refused('archived');
      event.gives = new Set(step.activities);
      return {};
    }
    case 'drop event':
      world.events.set(step.event, newEvent([]));
      world.archived.delete(`event ${step.event}`);
      return {};
  }
}
