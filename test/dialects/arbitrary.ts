import fc from 'fast-check';
import type { Scalar } from './case.js';
import { courses, enrolled, learners, people, training, unknown } from './organization.js';

const refs = Object.keys(learners);
const courseRefs = Object.keys(courses);
const inAnyCase = (id: string) => fc.constantFrom(id, id.toUpperCase());

/** How things may be named: by id in any case, by ref, and now and then by what is none. */
export const learnerName = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom(...refs) },
  { weight: 10, arbitrary: fc.constantFrom(...Object.values(learners)).chain(inAnyCase) },
  { weight: 1, arbitrary: fc.constantFrom(unknown, 'nobody', 'Anna', courses.plain, 'x'.repeat(255)) },
);
export const courseName = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom(...courseRefs) },
  { weight: 10, arbitrary: fc.constantFrom(...Object.values(courses)).chain(inAnyCase) },
  { weight: 1, arbitrary: fc.constantFrom(unknown, 'day', training, 'Plain', learners.anna) },
);
export const enrollmentName = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ learner: fc.constantFrom(...refs), course: fc.constantFrom(...courseRefs) }),
  },
  { weight: 2, arbitrary: fc.constantFrom(...Object.values(enrolled)).chain(inAnyCase) },
  { weight: 1, arbitrary: fc.constantFrom(unknown, '4711', 'anna') },
);

const day = fc
  .date({ min: new Date('1899-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const time = fc
  .tuple(fc.nat({ max: 24 }), fc.nat({ max: 60 }), fc.nat({ max: 60 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')));
const offset = fc.constantFrom('', '', 'Z', '+02:00', '-0930', '+14:00', '+15:00');
const instant = fc
  .tuple(day, fc.constantFrom(' ', 'T'), time, fc.boolean(), offset)
  .map(
    ([date, between, [hour, minute, second], seconds, zone]) =>
      `${date}${between}${hour}:${minute}${seconds ? `:${second}` : ''}${zone}`,
  );
const changeOfClocks = fc
  .tuple(fc.constantFrom('2026-03-29', '2026-10-25'), fc.constantFrom('', ' 01:59:59', ' 02:30', 'T03:00:00'))
  .map((parts) => parts.join(''));
export const date: fc.Arbitrary<Scalar> = fc.oneof(
  { weight: 10, arbitrary: day },
  { weight: 5, arbitrary: instant },
  { weight: 5, arbitrary: changeOfClocks },
  { weight: 1, arbitrary: fc.constantFrom('soon', '2026-02-30', '1.1.2026', '2026-1-1', '12026-01-01') },
);

/** There once in so many times. */
export const sometimes = <T>(arbitrary: fc.Arbitrary<T>, times = 2) =>
  fc.oneof({ weight: times - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
export const often = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 1, arbitrary: fc.constant(undefined) }, { weight: 4, arbitrary });

export const terms = {
  dueDateType: fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom('unlimited', 'default', 'due_date', 'due_period') },
    { weight: 1, arbitrary: fc.constantFrom<Scalar | undefined>('none', 'due-date', undefined) },
  ),
  accessDate: often(date),
  dueDate: often(date),
  duePeriod: often(
    fc.oneof(
      { weight: 12, arbitrary: fc.integer({ min: 1, max: 10_000 }) as fc.Arbitrary<Scalar> },
      { weight: 1, arbitrary: fc.constantFrom<Scalar>(0, -1, 1_000_000, 1_000_001, 1.5, 'long') },
    ),
  ),
  lockAfterDueDate: sometimes(
    fc.oneof({ weight: 12, arbitrary: fc.boolean() as fc.Arbitrary<Scalar> }, fc.constant<Scalar>('maybe')),
  ),
  nonsense: sometimes(fc.constant<Scalar>('x'), 20),
};
export const listOf = (name: fc.Arbitrary<string>, maxLength: number) =>
  fc.oneof(
    { weight: 1, arbitrary: fc.constant([]) },
    { weight: 20, arbitrary: fc.array(name, { minLength: 1, maxLength }) },
  );
export const learnerIds = listOf(learnerName, 5);
export const courseIds = listOf(courseName, 3);
export const page = {
  limit: sometimes(
    fc.oneof(fc.integer({ min: 1, max: 5 }), fc.constantFrom<Scalar>(0, 10_000, 10_001, 'all')),
  ),
  cursor: sometimes(fc.constantFrom<Scalar>('WzEsMV0', 'WzFd', 'e30', '?'), 6),
};

/** Half of all cases come from the owner: whoever may do little would test little else. */
export const caller = fc.oneof(fc.constant('owner'), fc.constantFrom(...people, null));
