import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { json, read, say } from './conversation.js';

const ben = '10000000-0000-4000-8000-000000000001';
const eva = '10000000-0000-4000-8000-000000000002';
const safety = '40000000-0000-4000-8000-000000000001';
const enrollment = '20000000-0000-4000-8000-000000000001';
const stranger = '99999999-0000-4000-8000-000000000001';

const organization = {
  account: { name: 'Acme', timeZone: 'Europe/Amsterdam' },
  departments: [
    { ref: 'hq', name: 'Head office' },
    { ref: 'nl', name: 'Netherlands', parentRef: 'hq' },
    { ref: 'de', name: 'Germany', parentRef: 'hq' },
  ],
  users: [
    { ref: 'owner', departmentRef: 'hq', roles: [{ role: 'owner' as const }] },
    {
      ref: 'admin-de',
      departmentRef: 'hq',
      login: 'admin-de',
      password: 'geheim ü',
      roles: [{ role: 'department_administrator' as const, managedDepartmentRefs: ['de'] }],
    },
    { ref: 'ben', id: ben, departmentRef: 'nl' },
    { ref: 'eva', id: eva, departmentRef: 'nl' },
  ],
  courses: [
    { ref: 'safety', id: safety, title: 'Safety' },
    { ref: '4711', title: 'Known by a number to the old system' },
    { ref: 'attic', title: 'Attic', archived: true },
  ],
  enrollments: [
    {
      id: enrollment,
      learnerRef: 'ben',
      courseRef: 'safety',
      accessDate: '2026-01-05 09:00:00',
      dueDateType: 'due_date' as const,
      dueDate: '2026-12-31',
      lockAfterDueDate: true,
    },
  ],
};

const bens = [
  ['enrollmentId', enrollment],
  ['courseId', safety],
  ['learnerId', ben],
  ['accessDate', '2026-01-05'],
  ['dueDate', '2026-12-31'],
  ['expirationDate', '2026-12-31'],
  ['shouldLockAfterDueDate', '1'],
  ['enrollmentTypeGroup', '0'],
];
const bensAsJson = {
  enrollmentId: enrollment,
  courseId: safety,
  learnerId: ben,
  accessDate: '2026-01-05',
  dueDate: '2026-12-31',
  expirationDate: '2026-12-31',
  shouldLockAfterDueDate: true,
  enrollmentTypeGroup: 0,
};

describeOnEngines('enrollments, as the vendor’s clients ask', describe, (engine) => {
  let app: TestApplication;
  beforeAll(async () => {
    app = await startApplication({ engine, organization });
  });
  afterAll(() => app.close());

  test('a list is XML where nothing is said of Accept, and a bare array in JSON', async () => {
    const answer = await say(app, 'GET /enrollment');
    expect(answer.status).toBe(200);
    expect(await read(answer)).toEqual([['enrollment', bens]]);
    expect((await say(app, 'GET /enrollment', { headers: { accept: '*/*' } })).text).toBe(answer.text);
    expect((await say(app, 'GET /enrollment', { headers: json })).json).toEqual([bensAsJson]);
  });

  test.each(['', '/api/v2', '/index.php/api/v2'])(
    'at %s, with a slash at the end or without',
    async (prefix) => {
      const plain = await say(app, `GET ${prefix}/enrollment?learnerIds[]=${ben}`);
      expect(await read(plain)).toEqual([['enrollment', bens]]);
      const slash = await say(app, `GET ${prefix}/enrollment/?learnerIds[]=${ben}`);
      expect(slash.text).toBe(plain.text);
      expect((await say(app, `HEAD ${prefix}/enrollment`)).status).toBe(200);
    },
  );

  test.each([
    `learnerIds[]=${ben}&learnerIds[]=${eva}`,
    `learnerIds%5B%5D=${ben}&learnerIds%5B%5D=${eva}`,
    `learnerIds=${ben}&learnerIds=${eva}`,
    `learnerIds[0]=${ben}&learnerIds[1]=${eva}`,
    `courseIds[]=${safety}&learnerIds[]=BEN&learnerIds[]=ben`,
    `enrollmentIds[]=${enrollment.toUpperCase()}`,
  ])('a filter is written as PHP does: %s', async (query) => {
    expect((await say(app, `GET /enrollment?${query}`, { headers: json })).json).toEqual([bensAsJson]);
  });

  test.each([
    `learnerIds[]=${eva}`,
    `learnerIds[]=${stranger}`,
    `enrollmentIds[]=${stranger}`,
    'courseIds=4711',
  ])('what a filter does not find is an empty list: %s', async (query) => {
    expect(await read(await say(app, `GET /enrollment?${query}`))).toBe('');
    expect((await say(app, `GET /enrollment?${query}`, { headers: json })).json).toEqual([]);
  });

  test('a filter that does not exist is named, and not ignored', async () => {
    const answer = await say(app, 'GET /enrollment?userIds[]=x', { headers: json });
    expect(answer.json).toEqual({ code: 400, message: expect.stringMatching(/^\/userIds: .*userIds\[\]/) });
  });

  test('pages stand under their name, with a token while there is more', async () => {
    const all = await say(app, 'GET /enrollments?pageSize=1');
    expect(await read(all)).toEqual([['enrollments', [['enrollment', bens]]]]);
    expect(
      (await say(app, 'POST /enrollments', { body: { pageSize: 1, learnerIds: [], courseIds: [safety] } }))
        .json,
    ).toEqual({
      enrollments: [bensAsJson],
    });
    const repeated = `<request><pageSize>1</pageSize><learnerIds>${ben}</learnerIds><learnerIds>${eva}</learnerIds></request>`;
    expect(await read(await say(app, 'POST /enrollments', { body: repeated }))).toEqual([
      ['enrollments', [['enrollment', bens]]],
    ]);
  });

  test('one enrollment, and one that is not there', async () => {
    expect(await read(await say(app, `GET /enrollment/${enrollment}`))).toEqual([['enrollment', bens]]);
    expect((await say(app, `GET /enrollment/${enrollment}`, { headers: json })).json).toEqual(bensAsJson);
    const none = await say(app, `GET /enrollment/${stranger}`);
    expect([none.status, await read(none)]).toEqual([
      404,
      [
        ['code', '404'],
        ['message', 'Unknown Enrollment'],
      ],
    ]);
    expect((await say(app, `GET /enrollment/${enrollment}`, { as: 'admin-de', headers: json })).json).toEqual(
      {
        code: 404,
        message: 'Unknown Enrollment',
      },
    );
  });

  describe('enrolling', () => {
    const words = (learner: string, course: string, more = '<dueDateType>unlimited</dueDateType>') =>
      `<request><courseIds><id>${course}</id></courseIds><learnerIds><id>${learner}</id></learnerIds>${more}</request>`;
    const held = async (learner: string, course: string) =>
      (await say(app, `GET /enrollment?learnerIds[]=${learner}&courseIds[]=${course}`, { headers: json }))
        .json;

    test('in XML under any root: 201 and nothing more', async () => {
      const answer = await say(app, 'POST /enrollment', {
        body: words(
          'eva',
          '4711',
          '<dueDateType>due_period</dueDateType><duePeriod>72</duePeriod><accessDate>2026-01-05 09:00:00</accessDate>',
        ).replaceAll('request', 'EnrollLearners'),
      });
      expect([answer.status, answer.text]).toEqual([201, '']);
      expect(await held('eva', '4711')).toMatchObject([{ accessDate: '2026-01-05', dueDate: '2026-01-08' }]);
    });

    test('in JSON, also where nothing is said of its type', async () => {
      const body = {
        courseIds: [safety],
        learnerIds: [eva],
        dueDateType: 'unlimited',
        dueDate: '',
        duePeriod: 'x',
      };
      const answer = await say(app, 'POST /api/v2/enrollment/', {
        body: Buffer.from(JSON.stringify(body)),
        headers: { 'content-type': '' },
      });
      expect([answer.status, answer.text]).toEqual([201, '']);
      expect(await held(eva, safety)).toHaveLength(1);
    });

    test('in JSON as PHP writes it: empty texts for what is left out, 1 for yes', async () => {
      const body = {
        courseIds: [safety],
        learnerIds: [eva],
        accessDate: '',
        dueDateType: 'due_date',
        dueDate: '2027-05-01',
        duePeriod: '',
        lockAfterDueDate: 1,
      };
      const answer = await say(app, 'POST /enrollment', { body });
      expect([answer.status, answer.text]).toEqual([201, '']);
      const pages = await say(app, 'POST /enrollments', {
        body: { pageSize: '', pageToken: '', courseIds: [] },
      });
      expect(pages.status).toBe(200);
      const two = await say(app, 'POST /enrollment', { body: { ...body, lockAfterDueDate: 2 } });
      expect(two.json).toEqual({ code: 400, message: '/lockAfterDueDate: It must be of the type boolean.' });
    });

    test.each([
      ['XML without a type', words('ben', '4711'), ''],
      ['XML as curl sends it', words('ben', '4711'), 'application/x-www-form-urlencoded'],
      ['a form', 'learnerIds[id]=ben&courseIds[id][0]=4711', 'application/x-www-form-urlencoded'],
      [
        'a multipart form',
        '--b\r\nContent-Disposition: form-data; name="learnerIds[id]"\r\n\r\nben\r\n--b\r\ncontent-disposition: form-data; name="courseIds[id][0]"\r\n\r\n4711\r\n--b--\r\n',
        'multipart/form-data; boundary=b',
      ],
    ])('as %s', async (_, body, type) => {
      const answer = await say(app, 'POST /enrollment', { body, headers: { 'content-type': type } });
      expect([answer.text, answer.status]).toEqual(['', 201]);
    });

    test.each([
      ['what is missing', '<request/>', 400, /^\/(?:dueDateType|courseIds|learnerIds): /],
      [
        'what is unknown',
        words('ben', safety, '<dueDateType>unlimited</dueDateType><colour/>'),
        400,
        /^\/colour: <colour> at line 1/,
      ],
      [
        'a number of another form',
        words('ben', safety, '<dueDateType>due_period</dueDateType><duePeriod>7.5</duePeriod>'),
        400,
        /^\/duePeriod: /,
      ],
      ['a course that is not there', words('ben', stranger), 400, /^\/courseIds\/0: /],
      ['an archived course', words('ben', 'attic'), 409, /archived/],
      ['XML that is none', '<request><courseIds></request>', 400, /at line 1, column/],
      ['a document type', '<!DOCTYPE request [<!ENTITY a "b">]><request/>', 400, /DOCTYPE|document type/i],
    ])('%s is told with its place', async (_, body, status, message) => {
      const answer = await say(app, 'POST /enrollment', { body, headers: json });
      expect(answer.json).toEqual({ code: status, message: expect.stringMatching(message) });
      expect(answer.status).toBe(status);
    });

    test('beyond reach is Permission Denied, by its reason phrase too', async () => {
      const answer = await say(app, 'POST /enrollment', { as: 'admin-de', body: words('ben', safety) });
      expect([answer.status, answer.reason]).toEqual([403, 'Permission Denied']);
      expect(await read(answer)).toEqual([
        ['code', '403'],
        ['message', 'Permission Denied'],
      ]);
    });
  });

  test('changing, enrolling again and removing', async () => {
    const one = `/enrollment/${enrollment}`;
    const change = await say(app, `POST ${one}`, {
      body: '<request><accessDate>2026-02-01 09:00:00</accessDate><dueDateType>unlimited</dueDateType><dueDate/></request>',
    });
    expect([change.text, change.status]).toEqual(['', 200]);
    expect((await say(app, `GET ${one}`, { headers: json })).json).toMatchObject({
      accessDate: '2026-02-01',
      shouldLockAfterDueDate: false,
    });
    const again = {
      accessDate: '2026-03-01',
      dueDateType: 'due_date',
      dueDate: '2026-04-01',
      lockAfterDueDate: true,
    };
    expect((await say(app, `POST ${one}/reenroll`, { body: again })).status).toBe(200);
    expect((await say(app, `GET ${one}`, { headers: json })).json).toMatchObject({
      accessDate: '2026-03-01',
      expirationDate: '2026-04-01',
    });

    const words = `<DeleteEnrollments><enrollmentIds><id>${enrollment}</id></enrollmentIds></DeleteEnrollments>`;
    const removal = await say(app, 'POST /index.php/api/v2/enrollment/delete', { body: words });
    expect([removal.text, removal.status]).toEqual(['', 204]);
    for (const address of [`GET ${one}`, `POST ${one}`]) {
      const body = address.startsWith('POST') ? again : undefined;
      const gone = await say(app, address, body ? { body } : { headers: json });
      expect(gone.json).toEqual({ code: 404, message: 'Unknown Enrollment' });
    }
    expect((await say(app, 'POST /enrollment/delete', { body: words })).status).toBe(400);
    expect((await say(app, `POST ${one}/reenroll`, { body: again })).status).toBe(200);
  });

  test('credentials come as a bare token, as Bearer, or as the old three', async () => {
    const token = await app.token('owner');
    const old = {
      'x-auth-account-url': 'https://acme.ispringlearn.com/',
      'x-auth-email': 'Admin-DE',
      'x-auth-password': 'geheim ü',
    };
    const bytes = Buffer.from('geheim ü').toString('latin1');
    for (const headers of [
      { authorization: `Bearer ${token}` },
      { authorization: token },
      old,
      { ...old, 'x-auth-password': bytes },
    ]) {
      expect((await say(app, 'GET /enrollment', { as: null, headers })).status).toBe(200);
    }
    const { 'x-auth-account-url': _, ...two } = old;
    for (const headers of [{}, two, { authorization: 'nonsense' }, { ...old, 'x-auth-password': 'wrong' }]) {
      const answer = await say(app, 'GET /enrollment', { as: null, headers: { ...headers, ...json } });
      expect(answer.json).toEqual({ code: 401, message: expect.any(String) });
      expect(answer.headers['www-authenticate']).toBe('Bearer');
    }
  });

  test('the audit names this dialect', async () => {
    const { json: events } = await app.rest('owner', 'GET', '/v1/audit-events?operation=reenroll&limit=1');
    expect(events.items).toMatchObject([{ protocol: 'ispring', userRef: 'owner' }]);
  });
});
