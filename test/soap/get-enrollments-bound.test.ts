import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { enrolling, ids, soap11, soap12 } from './envelopes.js';
import { organization, type SoapCaller, startSoap } from './soap-caller.js';
import { all, textAt } from './tree.js';

let soap: SoapCaller;
const crowd = Array.from({ length: 1_000 }, (_, number) => `crowd-${number}`);
const courses = Array.from({ length: 10 }, (_, number) => `course-${number}`);
beforeAll(async () => {
  soap = await startSoap({
    organization: {
      ...organization,
      users: [...(organization.users ?? []), ...crowd.map((ref) => ({ ref, departmentRef: 'hq' }))],
      courses: [...(organization.courses ?? []), ...courses.map((ref) => ({ ref, title: ref }))],
    },
  });
  const answer = await soap.call('owner', 'EnrollLearnersInCourses', enrolling(courses, crowd));
  expect(answer.fault).toBeUndefined();
});
afterAll(() => soap.app.close());

test('ten thousand enrollments come in one reply', async () => {
  const { payload } = await soap.call('owner', 'GetEnrollments', '');
  const found = new Set(all(payload, 'enrollment').map((one) => textAt(one, 'enrollmentId')));
  expect(found.size).toBe(10_000);
});

test.each([soap11, soap12])('one more is a fault that names ListEnrollments (%s)', async (of) => {
  await soap.call('owner', 'EnrollLearnersInCourses', enrolling(['safety'], ['anna']));
  const answer = await soap.call('owner', 'GetEnrollments', '', { envelope: of });
  expect(answer.fault).toMatchObject({ text: 'Wrong parameters', code: 'too_large' });
  expect(answer.fault?.message).toContain('10000');
  expect(answer.fault?.message).toContain('ListEnrollments');
});

test('ListEnrollments has them all', async () => {
  const first = await soap.call('owner', 'ListEnrollments', '<pageSize>10000</pageSize>');
  const pageToken = textAt(first.payload, 'nextPageToken') ?? '';
  const rest = await soap.call('owner', 'ListEnrollments', `<pageToken>${pageToken}</pageToken>`);
  expect(all(first.payload, 'enrollment').length + all(rest.payload, 'enrollment').length).toBe(10_001);
  expect(textAt(rest.payload, 'nextPageToken')).toBeUndefined();
});

test('the bound counts what fits, not what there is', async () => {
  const { payload } = await soap.call('owner', 'GetEnrollments', ids('courseIds', ['course-3']));
  expect(all(payload, 'enrollment')).toHaveLength(1_000);
});
