import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { enrolling, envelope, ids, soap12 } from './envelopes.js';
import type { SoapAnswer } from './soap-answer.js';
import { type SoapCaller, startSoap } from './soap-caller.js';
import { all, type Tree } from './tree.js';

let soap: SoapCaller;
beforeAll(async () => {
  // In Amsterdam it is already the 23rd.
  soap = await startSoap({ clock: () => Date.parse('2026-11-22T23:30:00Z') });
});
afterAll(() => soap.app.close());

let learners = 0;
let learner: string;
beforeEach(() => {
  learners += 1;
  learner = `learner-${learners}`;
});

const fields = (element: Tree | undefined) =>
  Object.fromEntries((element?.children ?? []).map(({ name, text }) => [name, text]));
const enrollmentIn = (answer: SoapAnswer) => all(answer.payload, 'enrollment')[0];
const due = (date: string, lock: string) =>
  `<dueDateType>due_date</dueDateType><dueDate>${date}</dueDate><lockAfterDueDate>${lock}</lockAfterDueDate>`;

/** Enrolls `learner` in the course over SOAP and answers the id of the enrollment. */
async function enrolled(course = 'safety', terms?: string): Promise<string> {
  const answer = await soap.call('owner', 'EnrollLearnersInCourses', enrolling([course], [learner], terms));
  expect(answer.fault).toBeUndefined();
  return await soap.enrollmentId(learner, course);
}
const one = (operation: string, id: string, more = '', as = 'owner') =>
  soap.call(as, operation, `<enrollmentId>${id}</enrollmentId>${more}`);

describe('EnrollLearnersInCourses', () => {
  test('enrolls every learner in every course, or nobody in any', async () => {
    const both = enrolling(['safety', 'privacy'], [learner, 'Ελένη']);
    const bad = await soap.call('owner', 'EnrollLearnersInCourses', both.replace('Ελένη', 'nobody'));
    expect(bad.fault).toMatchObject({ text: 'Wrong parameters', violations: [{ path: '/learnerIds/1' }] });
    expect((await soap.enrolled()).filter((pair) => pair.startsWith(`${learner} `))).toEqual([]);
    const answer = await soap.call('owner', 'EnrollLearnersInCourses', both);
    expect(answer.payload).toMatchObject({ name: 'SuccessResult' });
    expect(fields(answer.payload)).toEqual({ success: 'true' });
    expect(await soap.enrolled()).toEqual(
      expect.arrayContaining([
        `${learner} in safety`,
        `${learner} in privacy`,
        'Ελένη in safety',
        'Ελένη in privacy',
      ]),
    );
  });

  test('again is success, and changes nothing', async () => {
    const id = await enrolled('safety', due('2026-12-24', 'true'));
    expect(await enrolled('safety', due('2027-01-31', 'false'))).toBe(id);
    expect(fields(enrollmentIn(await one('GetEnrollment', id)))).toMatchObject({ dueDate: '2026-12-24' });
  });

  test('a learner and a course given twice count once, a UUID in upper case is the same as in lower', async () => {
    const { json: user } = await soap.app.rest('owner', 'GET', `/v1/users/ref:${learner}`);
    const content = enrolling(['safety', 'safety'], [learner, user.id, user.id.toUpperCase()]);
    expect((await soap.call('owner', 'EnrollLearnersInCourses', content)).fault).toBeUndefined();
    expect((await soap.enrolled()).filter((pair) => pair === `${learner} in safety`)).toHaveLength(1);
  });

  test('a training is no course, an archived course takes nobody', async () => {
    const training = await soap.call(
      'owner',
      'EnrollLearnersInCourses',
      enrolling(['first-aid-day'], [learner]),
    );
    expect(training.fault).toMatchObject({ text: 'Wrong parameters', code: 'invalid' });
    const archived = await soap.call('owner', 'EnrollLearnersInCourses', enrolling(['old'], [learner]));
    expect(archived.fault).toMatchObject({ text: 'Wrong parameters', code: 'conflict' });
  });
});

describe('GetEnrollment', () => {
  test('tells days of the zone of the account, the lock in words, and nothing that is not there', async () => {
    const id = await enrolled();
    const answer = await one('GetEnrollment', id);
    expect(answer.payload.name).toBe('GetEnrollmentResult');
    expect(fields(enrollmentIn(answer))).toEqual({
      enrollmentId: id,
      courseId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      learnerId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      accessDate: '2026-11-23',
      shouldLockAfterDueDate: 'false',
      enrollmentTypeGroup: '0',
    });
  });

  test('a due date, with and without the lock', async () => {
    const open = await one('GetEnrollment', await enrolled('safety', due('2026-12-31', '0')));
    expect(fields(enrollmentIn(open))).toMatchObject({
      dueDate: '2026-12-31',
      shouldLockAfterDueDate: 'false',
    });
    expect(fields(enrollmentIn(open))).not.toHaveProperty('expirationDate');
    const locked = await one('GetEnrollment', await enrolled('Überblick', due('2026-12-31', '1')));
    expect(fields(enrollmentIn(locked))).toMatchObject({
      dueDate: '2026-12-31',
      expirationDate: '2026-12-31',
      shouldLockAfterDueDate: 'true',
    });
  });

  test("a due period, and the course's own policy", async () => {
    const terms =
      '<accessDate>2026-12-01 10:30:00</accessDate><dueDateType>due_period</dueDateType><duePeriod>24</duePeriod>';
    const period = await one('GetEnrollment', await enrolled('safety', terms));
    expect(fields(enrollmentIn(period))).toMatchObject({ accessDate: '2026-12-01', dueDate: '2026-12-02' });
    const usual = await one('GetEnrollment', await enrolled('privacy', '<dueDateType>default</dueDateType>'));
    expect(fields(enrollmentIn(usual))).toMatchObject({ accessDate: '2026-11-23', dueDate: '2026-11-25' });
  });
});

describe('ChangeEnrollment', () => {
  test('gives new terms as a whole, and keeps the id', async () => {
    const id = await enrolled('safety', `<accessDate>2026-12-01</accessDate>${due('2026-12-24', 'true')}`);
    const answer = await one(
      'ChangeEnrollment',
      id,
      '<dueDateType>due_date</dueDateType><dueDate>2027-02-28</dueDate>',
    );
    expect(answer.payload.name).toBe('SuccessResult');
    expect(fields(answer.payload)).toEqual({ success: 'true' });
    expect(fields(enrollmentIn(await one('GetEnrollment', id)))).toMatchObject({
      accessDate: '2026-11-23',
      dueDate: '2027-02-28',
      shouldLockAfterDueDate: 'false',
    });
  });

  test('asked again with the same terms, it is success again', async () => {
    const id = await enrolled();
    expect((await one('ChangeEnrollment', id, due('2027-02-28', 'true'))).fault).toBeUndefined();
    expect(
      (await one('ChangeEnrollment', id.toUpperCase(), due('2027-02-28', 'true'))).fault,
    ).toBeUndefined();
  });
});

describe('Unenroll', () => {
  test('answers successResult, with a lower-case beginning, and ends the enrollment', async () => {
    const id = await enrolled();
    const answer = await one('Unenroll', id);
    expect(answer.payload.name).toBe('successResult');
    expect(fields(answer.payload)).toEqual({ success: 'true' });
    expect(await soap.enrolled()).not.toContain(`${learner} in safety`);
  });
});

describe('an enrollment that has ended is unknown, in the words of each operation', () => {
  test.each([
    ['GetEnrollment', '', 'Unknown Enrollment'],
    ['ChangeEnrollment', '<dueDateType>unlimited</dueDateType>', 'Unknown Enrollment'],
    ['Unenroll', '', 'Wrong parameters'],
  ])('%s', async (operation, more, text) => {
    const ended = await enrolled();
    await one('Unenroll', ended);
    const never = '0190a1b2-0000-7000-8000-00000000abcd';
    for (const id of [ended, never, 'a text that is no UUID']) {
      const { fault } = await one(operation, id, more);
      expect(fault).toMatchObject({
        blame: 'Client',
        text,
        code: 'absent',
        violations: [{ path: '/enrollmentId', rule: 'unknown' }],
      });
    }
    expect((await one(operation, ended, more)).fault).toEqual((await one(operation, never, more)).fault);
    const all12 = await soap.send(
      envelope(
        `<${operation}Request><credentials><token>${await soap.app.token('owner')}</token></credentials><enrollmentId>${ended}</enrollmentId>${more}</${operation}Request>`,
        { envelope: soap12 },
      ),
    );
    expect(all12).toMatchObject({ status: 400, fault: { blame: 'Sender', text } });
  });

  test('it is in no list, and enrolling again brings it back under its id', async () => {
    const id = await enrolled();
    await one('Unenroll', id);
    const list = await soap.call('owner', 'GetEnrollments', ids('learnerIds', [learner]));
    expect(list.payload).toMatchObject({ name: 'GetEnrollmentsResult', children: [] });
    expect(await enrolled()).toBe(id);
    expect((await one('GetEnrollment', id)).fault).toBeUndefined();
  });
});

describe('permission, in the words of the vendor', () => {
  test('whoever may not do it at all is told Permission denied', async () => {
    const id = await enrolled();
    for (const [operation, more] of [
      ['ChangeEnrollment', '<dueDateType>unlimited</dueDateType>'],
      ['Unenroll', ''],
    ] as const) {
      const { fault } = await one(operation, id, more, 'anna');
      expect(fault).toMatchObject({ blame: 'Client', text: 'Permission denied', code: 'forbidden' });
    }
  });

  test('what is out of reach is unknown to whoever may do it to others', async () => {
    const id = await enrolled();
    expect((await one('GetEnrollment', id, '', 'branch-admin')).fault?.text).toBe('Unknown Enrollment');
    const change = await one('ChangeEnrollment', id, '<dueDateType>unlimited</dueDateType>', 'branch-admin');
    expect(change.fault?.text).toBe('Unknown Enrollment');
    expect((await one('Unenroll', id, '', 'branch-admin')).fault?.text).toBe('Wrong parameters');
    expect(await soap.enrolled()).toContain(`${learner} in safety`);
  });
});
