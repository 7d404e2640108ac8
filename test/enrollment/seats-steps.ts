import fc from 'fast-check';

/** The names of the world that steps happen in; each run of the property has a world of its own. */
export const people = ['ann', 'bob', 'cas', 'dora', 'eve', 'finn'] as const;
export const trainings = ['day', 'drill'] as const;
export const courses = ['held', 'both'] as const;
export const sessions = { small: 'day', wide: 'day', late: 'drill' } as const;
export const groups = ['red', 'blue', 'smart'] as const;
export const events = { spring: 'first', summer: 'second' } as const;
export const offers = ['first', 'second'] as const;
export const roles = ['participant', 'trainer', 'mentor'] as const;
export const activities = [...trainings, ...courses] as const;

type Person = (typeof people)[number];
export type Training = (typeof trainings)[number];
export type Course = (typeof courses)[number];
export type Activity = Training | Course;
export type Session = keyof typeof sessions;
export type Group = (typeof groups)[number];
export type Event = keyof typeof events;
export type Role = (typeof roles)[number];
export type EventStatus = 'ENROLLED' | 'WAITLISTED' | 'CANCELLED' | 'DECLINED';

export type Archivable =
  | { readonly kind: 'training'; readonly name: Training }
  | { readonly kind: 'course'; readonly name: Course }
  | { readonly kind: 'session'; readonly name: Session }
  | { readonly kind: 'event'; readonly name: Event }
  | { readonly kind: 'offer'; readonly name: (typeof offers)[number] };

export type Step =
  | {
      readonly do: 'add' | 'remove';
      readonly people: readonly Person[];
      readonly training: Training;
      readonly role: Role;
    }
  | { readonly do: 'link' | 'unlink'; readonly group: Group; readonly training: Training }
  | {
      readonly do: 'join' | 'part' | 'replace';
      readonly group: 'red' | 'blue';
      readonly people: readonly Person[];
    }
  | { readonly do: 'move'; readonly person: Person; readonly department: 'nl' | 'de' }
  | { readonly do: 'drop group'; readonly group: 'red' | 'blue' }
  | { readonly do: 'enroll' | 'unenroll'; readonly people: readonly Person[]; readonly course: Course }
  | { readonly do: 'contain'; readonly course: Course; readonly trainings: readonly Training[] }
  /** Archives what is not archived, and brings back what is. */
  | { readonly do: 'archive'; readonly what: Archivable; readonly archived: boolean }
  | {
      readonly do: 'register' | 'deregister';
      readonly event: Event;
      readonly people: readonly Person[];
      readonly mode: 'atomic' | 'partial';
    }
  | { readonly do: 'wish'; readonly event: Event; readonly person: Person; readonly status: EventStatus }
  | { readonly do: 'maximum'; readonly event: Event; readonly maximum: number | null }
  | { readonly do: 'event line'; readonly event: Event; readonly waitingList: boolean }
  | { readonly do: 'call off'; readonly event: Event; readonly cancelled: boolean }
  | { readonly do: 'close'; readonly event: Event; readonly closed: boolean }
  | { readonly do: 'give'; readonly event: Event; readonly activities: readonly Activity[] }
  | { readonly do: 'drop event'; readonly event: Event }
  | {
      readonly do: 'choose' | 'give up';
      readonly session: Session;
      readonly person: Person;
      readonly self: boolean;
    }
  | { readonly do: 'capacity'; readonly session: Session; readonly capacity: number | null }
  | { readonly do: 'session line'; readonly session: Session; readonly waitingList: boolean }
  | { readonly do: 'leave'; readonly person: Person };

const one = <T>(list: readonly T[]) => fc.constantFrom(...list);
const some = fc.shuffledSubarray([...people], { minLength: 1, maxLength: 4 });
const person = one(people);
const training = one(trainings);
const course = one(courses);
const session = one(Object.keys(sessions) as Session[]);
const event = one(Object.keys(events) as Event[]);
const seats = fc.option(fc.nat({ max: 3 }), { nil: null, freq: 6 });
const said = <const T extends string>(...words: readonly T[]) => fc.constantFrom(...words);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: said('add'), people: some, training, role: one(roles) }) },
  { weight: 3, arbitrary: fc.record({ do: said('remove'), people: some, training, role: one(roles) }) },
  { weight: 2, arbitrary: fc.record({ do: said('link', 'unlink'), group: one(groups), training }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: said('join', 'part', 'replace'),
      group: said('red', 'blue'),
      people: some,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: said('move'), person, department: said('nl', 'de') }) },
  { weight: 1, arbitrary: fc.record({ do: said('drop group'), group: said('red', 'blue') }) },
  { weight: 3, arbitrary: fc.record({ do: said('enroll', 'unenroll'), people: some, course }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: said('contain'), course, trainings: fc.subarray([...trainings]) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: said('archive'),
      what: fc.oneof(
        fc.record({ kind: said('training'), name: training }),
        fc.record({ kind: said('course'), name: course }),
        fc.record({ kind: said('session'), name: session }),
        fc.record({ kind: said('event'), name: event }),
        fc.record({ kind: said('offer'), name: one(offers) }),
      ),
      archived: fc.constant(true),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: said('register', 'register', 'deregister'),
      event,
      people: some,
      mode: said('atomic', 'partial'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: said('wish'),
      event,
      person,
      status: said('ENROLLED', 'WAITLISTED', 'CANCELLED', 'DECLINED'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: said('maximum'), event, maximum: seats }) },
  { weight: 1, arbitrary: fc.record({ do: said('event line'), event, waitingList: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: said('call off'), event, cancelled: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: said('close'), event, closed: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: said('give'), event, activities: fc.subarray([...activities]) }),
  },
  { weight: 1, arbitrary: fc.record({ do: said('drop event'), event }) },
  {
    weight: 10,
    arbitrary: fc.record({
      do: said('choose', 'choose', 'choose', 'give up'),
      session,
      person,
      self: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: said('capacity'), session, capacity: seats }) },
  { weight: 1, arbitrary: fc.record({ do: said('session line'), session, waitingList: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: said('leave'), person }) },
);

const usual: ReadonlySet<string> = new Set(['register', 'deregister', 'choose', 'give up', 'add', 'remove']);
const rarer = [
  'link',
  'join',
  'replace',
  'move',
  'drop group',
  'enroll',
  'unenroll',
  'contain',
  'archive',
  'wish',
  'maximum',
  'event line',
  'call off',
  'give',
  'drop event',
  'capacity',
  'session line',
  'leave',
] as const;

/** Everybody takes part, and most want the same few seats: what makes lines. */
const crowd: readonly Step[] = [
  { do: 'add', people, training: 'day', role: 'participant' },
  { do: 'register', event: 'spring', people: people.slice(0, 4), mode: 'atomic' },
  ...people
    .slice(1, 5)
    .map((one): Step => ({ do: 'choose', session: 'small', person: one, self: one === 'bob' })),
];

/**
 * Steps of a world; half of the worlds begin with a crowd. Some worlds know only a few of the rarer kinds of steps, so that what takes several of them in a row
 * is met as well.
 */
export const stepsArbitrary: fc.Arbitrary<readonly Step[]> = fc
  .tuple(
    fc.array(step, { minLength: 40, maxLength: 120, size: 'max' }),
    fc.option(fc.subarray([...rarer], { minLength: 2, maxLength: 6 }), { freq: 2 }),
    fc.boolean(),
  )
  .map(([steps, kinds, isCrowded]) => [
    ...(isCrowded ? crowd : []),
    ...steps
      .filter((one) => kinds === null || usual.has(one.do) || kinds.some((kind) => kind === one.do))
      .slice(0, 30),
  ]);
