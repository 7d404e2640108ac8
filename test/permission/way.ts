import type { CallerName, Target } from './people.js';

/** What comes of a request: done, an empty list, or the code of the refusal. */
export type Verdict = 'done' | 'nothing' | 'forbidden' | 'absent' | 'unauthenticated';

interface Way {
  /** Who may: everyone else is refused. */
  readonly done: readonly CallerName[];
  /** What those are told who may do this, but not to the target. */
  readonly beyond: Verdict;
  /** What planners of other groups are told, where that differs. */
  readonly beyondGroups?: Verdict;
  /** What those are told who may not do this at all. */
  readonly lacking: Verdict;
  /** Whether only custom roles may, beside those who act on everyone: department administrators lack it anywhere. */
  readonly byName?: true;
  /** Who may as well where the account lets managers enroll. */
  readonly doneIfManagersEnroll?: readonly CallerName[];
  /** What the manager is told, where they may not, in an account that lets managers enroll: they see more there. */
  readonly lackingIfManagersEnroll?: Verdict;
  /** Who is told something else than those like them. */
  readonly but?: Readonly<Partial<Record<CallerName, Verdict>>>;
  /** Whether an empty list is what those are answered who may. */
  readonly empty?: boolean;
}

/** REST: the path, and a body where one belongs. */
export type RestWay = Way & { readonly rest: (target: Target) => readonly [path: string, body?: object] };
/** SOAP: what stands in the request beside the credentials. */
export type SoapWay = Way & { readonly soap: (target: Target) => string };
/** The vendor's REST dialect: the path without prefix, and a body where one belongs. */
export type IspringWay = Way & {
  readonly ispring: (target: Target) => readonly [path: string, body?: object];
};
/** What no HTTP dialect carries as such: the plain input. */
export type CoreWay = Way & { readonly core: (target: Target) => object };
export type AnyWay = RestWay | SoapWay | IspringWay | CoreWay;

export const account = ['an administrator', 'the owner'] as const;
export const managing = ['the department administrator', 'the custom role', ...account] as const;
export const elsewhere = ['a department administrator elsewhere', 'a custom role elsewhere'] as const;

export const planning = ['the planner', 'the group manager'] as const;

export const writing = { done: managing, beyond: 'forbidden', lacking: 'forbidden' } as const;
export const writingOne = { done: managing, beyond: 'absent', lacking: 'forbidden' } as const;
export const enrolling = { ...writing, doneIfManagersEnroll: ['the manager'] } as const;
/** Everyone is a learner and reads what is theirs: nobody lacks these permissions altogether. */
export const reading = { done: [...managing, ...planning, 'the learner', 'the manager'] } as const;
export const readingOne = { ...reading, beyond: 'absent', lacking: 'absent' } as const;
export const readingMany = { ...reading, beyond: 'nothing', lacking: 'nothing' } as const;
/** All courses are seen by whoever may enroll anybody; the role without `course.read` may. */
export const courses = {
  done: [
    ...[...managing, ...elsewhere, ...planning],
    ...(['a planner elsewhere', 'a custom role without the permission', 'the learner'] as const),
  ],
  doneIfManagersEnroll: ['the manager'],
} as const;
export const oneCourse = { ...courses, beyond: 'absent', lacking: 'absent' } as const;
export const manyCourses = { ...courses, beyond: 'nothing', lacking: 'nothing' } as const;
export const departments = { done: [...managing, 'the learner'] } as const;
export const oneDepartment = { ...departments, beyond: 'absent', lacking: 'absent' } as const;
export const manyDepartments = { ...departments, beyond: 'nothing', lacking: 'nothing' } as const;
/** What custom roles may whose permission is named, and department administrators may not. */
export const assigned = {
  done: ['the custom role', ...account],
  beyond: 'forbidden',
  lacking: 'forbidden',
  byName: true,
} as const;
export const assignedOne = { ...assigned, beyond: 'absent' } as const;
/**
 * Trainings are seen by whoever is in them, may enroll or reads them for others: others are told that there is none, and
 * those who see it read of people within reach.
 */
export const inTraining = {
  done: [...managing, ...planning, 'the learner'],
  doneIfManagersEnroll: ['the manager'],
  beyond: 'nothing',
  lacking: 'absent',
  but: { 'a custom role without the permission': 'nothing' },
} as const;
/** The same of what belongs to no department. */
export const assignedAnywhere = {
  ...assigned,
  done: ['the custom role', 'a custom role elsewhere', ...account],
} as const;
/** All groups are seen by whoever manages departments and may see groups. */
export const groups = {
  done: [...managing, ...elsewhere, ...planning],
  beyond: 'nothing',
  lacking: 'forbidden',
} as const;
/** What is the same for everybody, and shown to whoever manages people. */
export const overseeing = {
  done: [...managing, ...elsewhere],
  beyond: 'forbidden',
  lacking: 'forbidden',
} as const;
export const administering = { done: account, beyond: 'forbidden', lacking: 'forbidden' } as const;

/** What a caller must be told. */
export function expected(way: AnyWay, caller: CallerName, managersEnroll: boolean): Verdict {
  if (caller === 'nobody' || caller === 'a stranger') return 'unauthenticated';
  if (way.done.includes(caller)) return 'done';
  const other = way.but?.[caller];
  if (other !== undefined) return other;
  if (managersEnroll && way.doneIfManagersEnroll?.includes(caller)) return 'done';
  if (managersEnroll && way.lackingIfManagersEnroll && caller === 'the manager')
    return way.lackingIfManagersEnroll;
  if (way.byName && caller === 'a department administrator elsewhere') return way.lacking;
  if (caller === 'a planner elsewhere')
    return way.done.includes('the planner') ? (way.beyondGroups ?? way.beyond) : way.lacking;
  return elsewhere.some((other) => other === caller) ? way.beyond : way.lacking;
}

/** Ways to ask for some operations: routes by method and path, SOAP by the name of its operation. */
export type Ways = Readonly<Record<string, Readonly<Record<string, AnyWay>>>>;
