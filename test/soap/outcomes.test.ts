import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { enrolling, ids } from './envelopes.js';
import type { SoapAnswer } from './soap-answer.js';
import { type SoapCaller, startSoap } from './soap-caller.js';
import { all, type Tree, textAt } from './tree.js';

let soap: SoapCaller;
beforeAll(async () => {
  soap = await startSoap({ clock: () => Date.parse('2026-11-22T23:30:00Z') });
});
afterAll(() => soap.app.close());

const call = (operation: string, content: string, as = 'owner') => soap.call(as, operation, content);
const fields = (element: Tree | undefined) =>
  Object.fromEntries((element?.children ?? []).map(({ name, text }) => [name, text]));
const summary = ({ payload }: SoapAnswer) => fields(all(payload, 'summary')[0]);
const outcomes = ({ payload }: SoapAnswer) =>
  (all(payload, 'outcomes')[0]?.children ?? []).map((outcome) => fields(outcome));
const pairs = (courses: readonly string[], learners: readonly string[]) =>
  ids('courseIds', courses) + ids('learnerIds', learners);
const partial = '<mode>partial</mode>';
const dueDate = '<dueDateType>due_date</dueDateType><dueDate>2027-03-31</dueDate>';

describe('many at once, with an outcome for each', () => {
  test('enrolling tells who is enrolled now, who was before, and who failed', async () => {
    await call('EnrollLearnersInCourses', enrolling(['safety'], ['anna']));
    const answer = await call(
      'EnrollLearnersInCoursesWithOutcomes',
      enrolling(['safety'], ['anna', 'ben', 'nobody']) + partial,
    );
    expect(answer.payload.name).toBe('EnrollLearnersInCoursesWithOutcomesResult');
    expect(summary(answer)).toEqual({ enrolled: '1', alreadyEnrolled: '1', failed: '1' });
    expect(outcomes(answer)[0]).toMatchObject({ result: 'failed', code: 'invalid', path: '/learnerIds/2' });
    expect(outcomes(answer)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ result: 'enrolled', learnerRef: 'ben', courseRef: 'safety' }),
        expect.objectContaining({ result: 'already_enrolled', learnerRef: 'anna' }),
      ]),
    );
    expect(textAt(answer.payload, 'outcomesOmitted')).toBe('0');
  });

  test('unless partial is asked for, one failure is a fault, and nothing happens', async () => {
    const { fault } = await call(
      'EnrollLearnersInCoursesWithOutcomes',
      enrolling(['privacy'], ['carla', 'nobody']),
    );
    expect(fault).toMatchObject({ text: 'Wrong parameters', violations: [{ path: '/learnerIds/1' }] });
    expect(await soap.enrolled()).not.toContain('carla in privacy');
  });

  test('changing and unenrolling tell who is not enrolled at all', async () => {
    await call('EnrollLearnersInCourses', enrolling(['Überblick'], ['learner-1', 'learner-2']));
    const named = pairs(['Überblick'], ['learner-1', 'learner-2', 'learner-3']);
    const changed = await call('ChangeEnrollments', named + dueDate);
    expect(changed.payload.name).toBe('ChangeEnrollmentsResult');
    expect(summary(changed)).toEqual({ changed: '2', notEnrolled: '1', failed: '0' });
    const { payload } = await call('GetEnrollments', ids('learnerIds', ['learner-1']));
    expect(fields(all(payload, 'enrollment')[0])).toMatchObject({ dueDate: '2027-03-31' });

    const ended = await call('UnenrollLearnersFromCourses', named + partial);
    expect(ended.payload.name).toBe('UnenrollLearnersFromCoursesResult');
    expect(summary(ended)).toEqual({ unenrolled: '2', notEnrolled: '1', failed: '0' });
    expect(outcomes(ended).map(({ result }) => result)).toEqual(
      expect.arrayContaining(['unenrolled', 'not_enrolled']),
    );
  });

  test.each([
    ['EnrollLearnersInCoursesWithOutcomes', `${enrolling(['safety'], ['anna'])}<mode>mostly</mode>`, '/mode'],
    ['ChangeEnrollments', ids('courseIds', ['safety']) + dueDate, '/learnerIds'],
    ['UnenrollLearnersFromCourses', ids('learnerIds', ['anna']), '/courseIds'],
    [
      'UnenrollLearnersFromCourses',
      `${pairs(['safety'], ['anna'])}<enrollmentId>x</enrollmentId>`,
      '/enrollmentId',
    ],
  ])('%s names what is missing or strange', async (operation, content, path) => {
    const { fault } = await call(operation, content);
    expect(fault).toMatchObject({ text: 'Wrong parameters', code: 'invalid' });
    expect(fault?.violations).toContainEqual(expect.objectContaining({ path }));
  });
});

describe('Reenroll and ExplainEnrollment', () => {
  test('an enrollment that ended begins anew, under the same id, and is explained whole', async () => {
    await call('EnrollLearnersInCourses', enrolling(['safety'], ['learner-9']));
    const id = await soap.enrollmentId('learner-9', 'safety');
    const named = `<enrollmentId>${id}</enrollmentId>`;
    await call('Unenroll', named);
    const again = await call('Reenroll', named + dueDate);
    expect(again.payload.name).toBe('ReenrollResult');
    expect(fields(all(again.payload, 'enrollment')[0])).toMatchObject({
      enrollmentId: id,
      dueDate: '2027-03-31',
      shouldLockAfterDueDate: 'false',
    });

    const { payload } = await call('ExplainEnrollment', named);
    expect(payload.name).toBe('ExplainEnrollmentResult');
    expect(textAt(payload, 'status')).toBe('active');
    const grants = all(payload, 'grant');
    expect(grants.map((grant) => [textAt(grant, 'live'), textAt(grant, 'occurrence')])).toEqual([
      ['true', '2'],
      ['false', '1'],
    ]);
    expect(fields(grants[0])).toMatchObject({
      kind: 'direct',
      givenOver: 'soap',
      givenBecause: 'reenroll',
      dueDateType: 'due_date',
      dueAt: '2027-03-31T23:59:59+02:00',
    });
    expect(textAt(grants[1] as Tree, 'endedBecause')).toBe('unenroll');
    expect(textAt(grants[0] as Tree, 'givenBy', 'userRef')).toBe('owner');
  });

  test('one that has ended is explained still', async () => {
    await call('EnrollLearnersInCourses', enrolling(['safety'], ['learner-10']));
    const id = await soap.enrollmentId('learner-10', 'safety');
    await call('Unenroll', `<enrollmentId>${id}</enrollmentId>`);
    const { payload } = await call('ExplainEnrollment', `<enrollmentId>${id}</enrollmentId>`);
    expect(textAt(payload, 'status')).toBe('ended');
  });

  test.each(['Reenroll', 'ExplainEnrollment'])('%s: one that is not there is unknown', async (operation) => {
    const content = `<enrollmentId>none</enrollmentId>${operation === 'Reenroll' ? dueDate : ''}`;
    expect((await call(operation, content)).fault).toMatchObject({
      text: 'Unknown Enrollment',
      code: 'absent',
    });
  });
});
