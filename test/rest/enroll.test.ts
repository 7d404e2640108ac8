import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  describeOnEngines,
  startApplication,
  type TestAnswer,
  type TestApplication,
} from '../application.js';
import { annId, organization, plainId, someUuid } from './organization.js';

describeOnEngines('enrolling over REST', describe, (engine) => {
  let app: TestApplication;
  beforeAll(async () => {
    app = await startApplication({ engine, organization });
  });
  afterAll(() => app.close());

  const enroll = (body: object, query = ''): Promise<TestAnswer> =>
    app.rest('owner', 'POST', `/v1/enrollments${query}`, { dueDateType: 'unlimited', ...body });
  const outcomesOf = ({ json }: TestAnswer): string[] =>
    json.outcomes.map(
      (one: Record<string, string>) => `${one['outcome']} ${one['learnerRef']} ${one['courseRef']}`,
    );
  /** Nobody is enrolled any more. */
  const clear = async () => {
    const enrollmentIds = (await app.rest('owner', 'GET', '/v1/enrollments')).json.items.map(
      (item: { id: string }) => item.id,
    );
    if (enrollmentIds.length > 0)
      await app.rest('owner', 'POST', '/v1/enrollments/unenroll', { enrollmentIds });
  };

  test.each([
    ['ids', { learnerIds: [annId.toUpperCase()], courseIds: [plainId.toUpperCase()] }],
    ['refs', { learnerRefs: ['ann'], courseRefs: ['plain'] }],
    ['e-mail addresses in any case', { learnerEmails: ['ANN@example.ORG'], courseRefs: ['plain'] }],
    ['logins in any case', { learnerLogins: ['ann.LOGIN'], courseIds: [plainId] }],
    ['refs where ids are asked', { learnerIds: ['ann'], courseIds: ['plain'] }],
  ])('learners and courses are named by %s', async (_way, body) => {
    await clear();
    const answer = await enroll(body);
    expect(answer.status).toBe(201);
    expect(answer.json).toEqual({
      summary: { enrolled: 1, alreadyEnrolled: 0, failed: 0 },
      outcomes: [
        {
          outcome: 'enrolled',
          enrollmentId: expect.stringMatching(/^[0-9a-f-]{36}$/),
          learnerId: annId,
          learnerRef: 'ann',
          courseId: plainId,
          courseRef: 'plain',
        },
      ],
      outcomesOmitted: 0,
    });
  });

  test('201 where somebody is new, 200 where nobody is, and the second time nothing changes', async () => {
    await clear();
    const body = { learnerRefs: ['ann', 'bob'], courseRefs: ['plain', 'other'] };
    const first = await enroll(body);
    expect([first.status, first.json.summary]).toEqual([201, { enrolled: 4, alreadyEnrolled: 0, failed: 0 }]);
    const second = await enroll(body);
    expect([second.status, second.json.summary]).toEqual([
      200,
      { enrolled: 0, alreadyEnrolled: 4, failed: 0 },
    ]);
    const ids = (answer: TestAnswer) =>
      answer.json.outcomes.map((one: { enrollmentId: string }) => one.enrollmentId);
    expect(ids(second)).toEqual(ids(first));
    const third = await enroll({ ...body, learnerRefs: ['ann', 'bob', 'cas'] });
    expect([third.status, third.json.summary]).toEqual([201, { enrolled: 2, alreadyEnrolled: 4, failed: 0 }]);
  });

  test('whoever is enrolled already keeps their dates', async () => {
    await clear();
    const names = { learnerRefs: ['ann'], courseRefs: ['plain'] };
    await enroll({ ...names, dueDateType: 'due_date', dueDate: '2030-01-31', lockAfterDueDate: true });
    const before = await app.rest('owner', 'GET', '/v1/enrollments');
    expect(
      (await enroll({ ...names, dueDateType: 'due_period', duePeriod: 1 })).json.summary.alreadyEnrolled,
    ).toBe(1);
    expect((await app.rest('owner', 'GET', '/v1/enrollments')).json).toEqual(before.json);
    expect(before.json.items[0]).toMatchObject({
      dueAt: '2030-01-31T23:59:59+01:00',
      lockAfterDueDate: true,
    });
  });

  test('a pair given twice counts once, also when the learner is named by id and by ref', async () => {
    await clear();
    const answer = await enroll({
      learnerIds: [annId, 'ann', annId.toUpperCase(), 'bob'],
      courseIds: ['plain', plainId],
    });
    expect(answer.json.summary).toEqual({ enrolled: 2, alreadyEnrolled: 0, failed: 0 });
    expect(outcomesOf(answer)).toEqual(['enrolled ann plain', 'enrolled bob plain']);
  });

  test('outcomes come learner by learner in the order of the request', async () => {
    await clear();
    const answer = await enroll({ learnerRefs: ['dora', 'ann'], courseRefs: ['plain', 'other'] });
    expect(outcomesOf(answer).map((text) => text.split(' ')[1])).toEqual(['dora', 'dora', 'ann', 'ann']);
  });

  test('atomic, the default: one failure and nothing happens, every failure is named', async () => {
    await clear();
    const body = { learnerRefs: ['ann', 'nobody', 'bob', 'no one'], courseRefs: ['plain', 'nothing', 'day'] };
    for (const mode of [{}, { mode: 'atomic' }]) {
      const answer = await enroll({ ...body, ...mode });
      expect([answer.status, answer.json.code]).toEqual([400, 'invalid']);
      expect(
        answer.json.violations.map((one: { path: string; rule: string }) => `${one.path} ${one.rule}`),
      ).toEqual([
        '/learnerRefs/1 unknown',
        '/learnerRefs/3 unknown',
        '/courseRefs/1 unknown',
        '/courseRefs/2 not_a_course',
      ]);
    }
    expect((await app.rest('owner', 'GET', '/v1/enrollments')).json.items).toEqual([]);
  });

  test('partial: what can be done is done, failures are told once per learner and course, failures first', async () => {
    await clear();
    const body = {
      learnerRefs: ['ann', 'nobody', 'bob'],
      courseRefs: ['plain', 'nothing', 'old'],
      mode: 'partial',
    };
    const answer = await enroll(body);
    expect(answer.status).toBe(201);
    expect(answer.json.summary).toEqual({ enrolled: 2, alreadyEnrolled: 0, failed: 3 });
    expect(answer.json.outcomes.slice(0, 3)).toEqual([
      {
        outcome: 'failed',
        enrollmentId: null,
        learnerRef: 'nobody',
        code: 'invalid',
        path: '/learnerRefs/1',
        message: 'There is no learner “nobody”.',
      },
      expect.objectContaining({
        outcome: 'failed',
        courseRef: 'nothing',
        code: 'invalid',
        path: '/courseRefs/1',
      }),
      expect.objectContaining({
        outcome: 'failed',
        courseRef: 'old',
        code: 'conflict',
        path: '/courseRefs/2',
      }),
    ]);
    expect(outcomesOf(answer).slice(3)).toEqual(['enrolled ann plain', 'enrolled bob plain']);
    const failedOnly = await enroll({
      learnerEmails: ['x@example.org'],
      courseIds: [someUuid],
      mode: 'partial',
    });
    expect(failedOnly.status).toBe(200);
    expect(failedOnly.json).toMatchObject({
      summary: { enrolled: 0, alreadyEnrolled: 0, failed: 2 },
      outcomes: [{ learnerEmail: 'x@example.org' }, { courseId: someUuid }],
    });
  });

  test('an id in an outcome is a UUID in lower case: another text was looked up as a ref and is told as one', async () => {
    const unknown = 'ABCDEF00-0000-4000-8000-00000000000A';
    const { json } = await enroll({
      learnerIds: ['1234', unknown],
      courseIds: ['77', unknown],
      mode: 'partial',
    });
    const told = json.outcomes.map(({ code, path, message, ...rest }: Record<string, string>) => rest);
    expect(told).toEqual([
      { outcome: 'failed', enrollmentId: null, learnerRef: '1234' },
      { outcome: 'failed', enrollmentId: null, learnerId: unknown.toLowerCase() },
      { outcome: 'failed', enrollmentId: null, courseRef: '77' },
      { outcome: 'failed', enrollmentId: null, courseId: unknown.toLowerCase() },
    ]);
  });

  test('an archived course takes nobody new: conflict', async () => {
    const answer = await enroll({ learnerRefs: ['ann'], courseRefs: ['old'] });
    expect([answer.status, answer.json.code]).toEqual([409, 'conflict']);
    expect(answer.json.violations).toMatchObject([{ path: '/courseRefs/0', rule: 'archived' }]);
  });

  test('an inactive learner can be enrolled', async () => {
    await clear();
    expect((await enroll({ learnerRefs: ['left'], courseRefs: ['plain'] })).status).toBe(201);
  });

  test('for a limited caller unknown and out of reach are the same refusal', async () => {
    const ask = (learnerRef: string) =>
      app.rest('nl-admin', 'POST', '/v1/enrollments', {
        learnerRefs: ['ann', learnerRef],
        courseRefs: ['plain'],
        dueDateType: 'unlimited',
      });
    const [beyond, unknown] = [await ask('dora'), await ask('nobody')];
    expect([beyond.status, beyond.json.code]).toEqual([403, 'forbidden']);
    expect(beyond.json.violations).toMatchObject([{ path: '/learnerRefs/1', rule: 'out_of_reach' }]);
    expect({ ...unknown.json, requestId: '' }).toEqual({ ...beyond.json, requestId: '' });
  });

  test.each([
    ['in the query', {}, '?dryRun=true'],
    ['in the query as 1', {}, '?dryRun=1'],
    ['in the body', { dryRun: true }, ''],
  ])(
    'a dry run %s tells what would happen with 200, changes nothing, and has no ids for new pairs',
    async (_where, more, query) => {
      await clear();
      await enroll({ learnerRefs: ['ann'], courseRefs: ['plain'] });
      const events = async () => (await app.rest('owner', 'GET', '/v1/audit-events')).json;
      const before = [(await app.rest('owner', 'GET', '/v1/enrollments')).json, await events()];
      const answer = await enroll({ learnerRefs: ['ann', 'bob'], courseRefs: ['plain'], ...more }, query);
      expect(answer.status).toBe(200);
      expect(answer.json.summary).toEqual({ enrolled: 1, alreadyEnrolled: 1, failed: 0 });
      expect(answer.json.outcomes).toMatchObject([
        { outcome: 'already_enrolled', learnerRef: 'ann', enrollmentId: before[0].items[0].id },
        { outcome: 'enrolled', learnerRef: 'bob', enrollmentId: null },
      ]);
      expect([(await app.rest('owner', 'GET', '/v1/enrollments')).json, await events()]).toEqual(before);
      const failing = await enroll({ learnerRefs: ['nobody'], courseRefs: ['plain'], ...more }, query);
      expect(failing.status).toBe(400);
    },
  );

  test('a dry run of one new pair has no id either', async () => {
    await clear();
    const answer = await enroll({ learnerRefs: ['cas'], courseRefs: ['plain'] }, '?dryRun=true');
    expect(answer.json.outcomes).toMatchObject([{ outcome: 'enrolled', enrollmentId: null }]);
    expect((await app.rest('owner', 'GET', '/v1/enrollments')).json.items).toEqual([]);
  });

  test('dryRun=false does it', async () => {
    await clear();
    expect((await enroll({ learnerRefs: ['ann'], courseRefs: ['plain'] }, '?dryRun=false')).status).toBe(201);
    expect((await app.rest('owner', 'GET', '/v1/enrollments')).json.items).toHaveLength(1);
  });
});
