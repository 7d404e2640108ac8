import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  describeOnEngines,
  startApplication,
  type TestAnswer,
  type TestApplication,
} from '../application.js';
import { ask } from '../asking.js';
import { enrolling, envelope, ids, request, unlimited } from '../soap/envelopes.js';

const managedFrom = (department: string) => ({ managedDepartmentRefs: [department] });
/** Somebody out of reach, and the names of somebody who does not exist: as long, so that lengths tell nothing. */
const there = {
  id: '10000000-0000-4000-8000-00000000000a',
  ref: 'dora-1',
  email: 'dora@hidden.example',
  login: 'dora-login',
  enrollment: '20000000-0000-4000-8000-00000000000a',
  department: '30000000-0000-4000-8000-00000000000a',
  course: '40000000-0000-4000-8000-00000000000a',
};
const nowhere: typeof there = {
  id: '10000000-0000-4000-8000-00000000000b',
  ref: 'nora-1',
  email: 'nora@hidden.example',
  login: 'nora-login',
  enrollment: '20000000-0000-4000-8000-00000000000b',
  department: '30000000-0000-4000-8000-00000000000b',
  course: '40000000-0000-4000-8000-00000000000b',
};

const organization = {
  account: { managersMayEnroll: true },
  departments: [
    { ref: 'hq', name: 'Head office' },
    { ref: 'nl', name: 'Netherlands', parentRef: 'hq' },
    { ref: 'de', id: there.department, name: 'Germany', parentRef: 'hq' },
  ],
  roles: [
    {
      ref: 'coordinator',
      title: 'Coordinator',
      permissions: ['enrollment.create' as const, 'enrollment.update' as const, 'enrollment.delete' as const],
    },
  ],
  users: [
    { ref: 'owner', departmentRef: 'hq', roles: [{ role: 'owner' as const }] },
    {
      ref: 'department administrator',
      departmentRef: 'hq',
      roles: [{ role: 'department_administrator' as const, ...managedFrom('nl') }],
    },
    {
      ref: 'custom role',
      departmentRef: 'hq',
      roles: [{ role: 'custom' as const, roleRef: 'coordinator', ...managedFrom('nl') }],
    },
    { ref: 'team manager', departmentRef: 'nl' },
    { ref: 'learner', departmentRef: 'nl', managerRef: 'team manager' },
    { ref: 'dora-1', id: there.id, email: there.email, login: there.login, departmentRef: 'de' },
  ],
  courses: [
    { ref: 'open', title: 'Open' },
    { ref: 'hidden', id: there.course, title: 'Hidden' },
  ],
  enrollments: [
    { id: there.enrollment, learnerRef: 'dora-1', courseRef: 'hidden', dueDateType: 'unlimited' as const },
  ],
};

type Names = typeof there;
type Body = (names: Names) => readonly [path: string, body: object];

const terms = { dueDateType: 'unlimited' };
const course = { courseRefs: ['open'] };

const pairWrites = (path: string, more: object): [string, Body][] => [
  [`${path} by id`, (names) => [path, { ...course, learnerIds: ['learner', names.id], ...more }]],
  [
    `${path} by id in upper case`,
    (names) => [path, { ...course, learnerIds: [names.id.toUpperCase()], ...more }],
  ],
  [`${path} by ref as id`, (names) => [path, { ...course, learnerIds: [names.ref, 'learner'], ...more }]],
  [`${path} by ref`, (names) => [path, { ...course, learnerRefs: [names.ref], ...more }]],
  [`${path} by e-mail`, (names) => [path, { ...course, learnerEmails: [names.email], ...more }]],
  [`${path} by login`, (names) => [path, { ...course, learnerLogins: [names.login], ...more }]],
  [
    `${path} in an unknown course`,
    (names) => [path, { courseRefs: ['no'], learnerRefs: [names.ref], ...more }],
  ],
];
const writes: [string, Body][] = [
  ...pairWrites('/v1/enrollments', terms),
  ...pairWrites('/v1/enrollments/change', terms),
  ...pairWrites('/v1/enrollments/unenroll', {}),
  [
    '/v1/enrollments/change by enrollment',
    ({ enrollment }) => ['/v1/enrollments/change', { enrollmentIds: [enrollment], ...terms }],
  ],
  [
    '/v1/enrollments/unenroll by enrollment',
    ({ enrollment }) => ['/v1/enrollments/unenroll', { enrollmentIds: [enrollment] }],
  ],
];

/** Everything of an answer but what differs between any two requests, the caller's own words among it. */
function shape({ status, headers, text }: TestAnswer, names: Names) {
  const { 'x-request-id': requestId, date, ...rest } = headers;
  let body = text.replaceAll(String(requestId), 'REQUEST');
  for (const [kind, name] of Object.entries(names)) {
    body = body.replaceAll(name, kind).replaceAll(name.toUpperCase(), kind);
  }
  return { status, headers: rest, body };
}

describeOnEngines('what a caller may not see', describe, (engine) => {
  let app: TestApplication;
  beforeAll(async () => {
    app = await startApplication({ engine, organization });
    for (const { ref } of organization.users) await app.token(ref);
  });
  afterAll(() => app.close());

  const limited = ['department administrator', 'custom role'];

  /** Asks about somebody out of reach and about nobody; both answers are the same, and the first is given. */
  async function same(work: (names: Names) => Promise<TestAnswer>): Promise<TestAnswer> {
    const before = await ask(app, 'listAuditEvents', {});
    const hidden = await work(there);
    expect(shape(await work(nowhere), nowhere)).toEqual(shape(hidden, there));
    expect(await ask(app, 'listAuditEvents', {})).toEqual(before);
    return hidden;
  }

  describe.each(limited)('in the input of a write: %s', (who) => {
    test.each(writes)('%s: unknown and out of reach are forbidden in the same bytes', async (_, write) => {
      const answer = await same((names) => {
        const [path, body] = write(names);
        return app.rest(who, 'POST', path, body);
      });
      expect(answer.json).toMatchObject({ status: 403, code: 'forbidden' });
      expect(answer.json.violations).toEqual([
        {
          path: expect.stringMatching(/^\/(learner|enrollment)\w+\/\d$/),
          rule: 'out_of_reach',
          message: expect.any(String),
        },
      ]);
    });

    test.each(writes)('%s: neither does a partial write tell them apart', async (_, write) => {
      const answer = await same((names) => {
        const [path, body] = write(names);
        return app.rest(who, 'POST', `${path}?dryRun=true`, { ...body, mode: 'partial' });
      });
      expect(answer.status).toBe(200);
      expect(answer.json.outcomes).toContainEqual(expect.objectContaining({ code: 'forbidden' }));
    });

    test.each<[string, (names: Names) => string]>([
      ['by id', ({ id }) => enrolling(['open'], ['learner', id])],
      ['by id in upper case', ({ id }) => enrolling(['open'], [id.toUpperCase()])],
      ['by ref', ({ ref }) => enrolling(['open'], [ref])],
    ])('over SOAP %s: permission denied, in the same bytes', async (_, content) => {
      const token = await app.token(who);
      const answer = await same((names) =>
        app.soap(envelope(request('EnrollLearnersInCourses', token, content(names)))),
      );
      expect(answer.text).toContain('<faultstring>Permission denied</faultstring>');
    });

    test('one enrollment in the path of a write is not there, both ways', async () => {
      const requests = [
        (id: string) => app.rest(who, 'PATCH', `/v1/enrollments/${id}`, terms),
        (id: string) => app.rest(who, 'DELETE', `/v1/enrollments/${id}`),
        (id: string) => app.rest(who, 'POST', `/v1/enrollments/${id}/reenroll`, terms),
        (id: string) => app.rest(who, 'PATCH', `/v1/enrollments/${id}`, terms, { 'if-match': '"1"' }),
      ];
      for (const one of requests) {
        expect((await same(({ enrollment }) => one(enrollment))).status).toBe(404);
      }
    });

    test.each([
      ['ChangeEnrollment', 'Unknown Enrollment', unlimited],
      ['Unenroll', 'Wrong parameters', ''],
      ['GetEnrollment', 'Unknown Enrollment', ''],
    ])('over SOAP %s says %s, both ways', async (operation, text, more) => {
      const token = await app.token(who);
      const answer = await same(({ enrollment }) =>
        app.soap(envelope(request(operation, token, `<enrollmentId>${enrollment}</enrollmentId>${more}`))),
      );
      expect(answer.text).toContain(`<faultstring>${text}</faultstring>`);
    });
  });

  test('a team manager enrolls nobody but direct reports, and cannot find out who else there is', async () => {
    const answer = await same(({ ref }) =>
      app.rest('team manager', 'POST', '/v1/enrollments', {
        ...course,
        learnerRefs: ['learner', ref],
        ...terms,
      }),
    );
    expect(answer.json).toMatchObject({ code: 'forbidden', violations: [{ path: '/learnerRefs/1' }] });
  });

  describe.each([...limited, 'team manager', 'learner'])('in a read: %s', (who) => {
    test.each<[string, (names: Names) => string]>([
      ['a user by id', ({ id }) => `users/${id}`],
      ['a user by ref', ({ ref }) => `users/ref:${ref}`],
      ['an enrollment', ({ enrollment }) => `enrollments/${enrollment}`],
      ['an explanation', ({ enrollment }) => `enrollments/${enrollment}/explanation`],
      ['a department', ({ department }) => `departments/${department}`],
    ])('%s that is out of reach is as absent as one that does not exist', async (_, path) => {
      const answer = await same((names) => app.rest(who, 'GET', `/v1/${path(names)}`));
      expect(answer.json).toMatchObject({ status: 404, code: 'absent' });
    });

    test.each<[string, (names: Names) => string]>([
      ['enrollments of a learner', ({ id, ref }) => `enrollments?learnerId=${id}&learnerRef=${ref}`],
      ['users of a department', ({ department }) => `users?departmentId=${department}`],
      ['users by a part of their name', ({ login }) => `users?search=${login}`],
      ['departments below one', ({ department }) => `departments?parentId=${department}`],
    ])('a list of %s is empty, both ways', async (_, path) => {
      const answer = await same((names) => app.rest(who, 'GET', `/v1/${path(names)}`));
      expect(answer.json).toEqual({ items: [], nextCursor: null });
    });

    test('over SOAP, lists of enrollments are empty, both ways', async () => {
      const token = await app.token(who);
      for (const operation of ['GetEnrollments', 'ListEnrollments']) {
        const answer = await same(({ id }) =>
          app.soap(envelope(request(operation, token, ids('learnerIds', [id])))),
        );
        expect(answer.status).toBe(200);
      }
    });
  });

  test('a learner sees no course but their own: another one is as absent as none', async () => {
    const answer = await same((names) => app.rest('learner', 'GET', `/v1/courses/${names.course}`));
    expect(answer.json).toMatchObject({ status: 404, code: 'absent' });
    expect((await app.rest('learner', 'GET', '/v1/courses')).json.items).toEqual([]);
  });

  test('whoever acts on everyone is told which names are unknown', async () => {
    const body = { courseRefs: ['open', 'none'], learnerRefs: ['dora-1', 'nora-1'], ...terms };
    const answer = await app.rest('owner', 'POST', '/v1/enrollments', body);
    expect(answer.json).toMatchObject({ status: 400, code: 'invalid' });
    expect(answer.json.violations).toEqual([
      { path: '/learnerRefs/1', rule: 'unknown', message: expect.stringContaining('nora-1') },
      { path: '/courseRefs/1', rule: 'unknown', message: expect.stringContaining('none') },
    ]);
  });
});
