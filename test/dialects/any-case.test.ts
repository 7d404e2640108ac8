import { afterAll, beforeAll, test } from '@jest/globals';
import fc from 'fast-check';
import {
  caller,
  courseIds,
  enrollmentName as enrollmentId,
  learnerIds,
  page,
  sometimes,
  terms,
} from './arbitrary.js';
import type { Case, Input } from './case.js';
import { startWorlds, type Worlds } from './worlds.js';

let worlds: Worlds;
beforeAll(async () => {
  worlds = await startWorlds();
});
afterAll(() => worlds.close());

const inputs: Readonly<Record<Case['operation'], fc.Arbitrary<Record<string, unknown>>>> = {
  EnrollLearnersInCourses: fc.record({ learnerIds, courseIds, ...terms }),
  GetEnrollment: fc.record({ enrollmentId }),
  GetEnrollments: fc.record({ learnerIds: sometimes(learnerIds), courseIds: sometimes(courseIds) }),
  ListEnrollments: fc.record({ learnerIds: sometimes(learnerIds), courseIds: sometimes(courseIds), ...page }),
  ChangeEnrollment: fc.record({ enrollmentId, ...terms }),
  Unenroll: fc.record({ enrollmentId }),
};

const cases: fc.Arbitrary<Case> = fc
  .constantFrom<Case['operation'][]>(
    'EnrollLearnersInCourses',
    'EnrollLearnersInCourses',
    'ChangeEnrollment',
    'ChangeEnrollment',
    'Unenroll',
    'GetEnrollment',
    'GetEnrollments',
    'ListEnrollments',
  )
  .chain((operation) =>
    fc.record({
      operation: fc.constant(operation),
      as: caller,
      input: inputs[operation].map(
        (input) =>
          Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as Input,
      ),
    }),
  );

test('whatever is asked, every protocol and engine decides, records and answers the same', async () => {
  // What is done stays done, so a failing case cannot be shrunk: the seed tells the whole story again.
  await fc.assert(
    fc.asyncProperty(cases, async (one) => {
      await worlds.same(one);
    }),
    { numRuns: 120, endOnFailure: true },
  );
});
