import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { json, read, say } from './conversation.js';
import { known, organization } from './organization.js';

const learnerRole = '6d617472-6963-4f01-8000-000000000006';

describeOnEngines('users, as the vendor’s clients keep them in step', describe, (engine) => {
  let app: TestApplication;
  beforeAll(async () => {
    app = await startApplication({ engine, organization });
  });
  afterAll(() => app.close());

  const profile = async (id: string, as = 'owner') =>
    (await say(app, `GET /user/${id}/v2`, { as, headers: json })).json;
  const fieldOf = (user: { fields: { name: string; value: string }[] }, name: string) =>
    user.fields.find((field) => field.name === name)?.value;

  test('a profile in XML: fields in upper case, everything that must be there', async () => {
    expect(await read(await say(app, `GET /user/${known.ben}`))).toEqual([
      ['userId', known.ben],
      ['role', 'learner'],
      ['roleId', learnerRole],
      ['departmentId', known.nl],
      ['status', '1'],
      [
        'fields',
        [
          [
            'field',
            [
              ['name', 'LOGIN'],
              ['value', 'ben'],
            ],
          ],
          [
            'field',
            [
              ['name', 'EMAIL'],
              ['value', 'ben@acme.example'],
            ],
          ],
          [
            'field',
            [
              ['name', 'FIRST_NAME'],
              ['value', 'Ben'],
            ],
          ],
          [
            'field',
            [
              ['name', 'LAST_NAME'],
              ['value', ''],
            ],
          ],
        ],
      ],
      ['addedDate', '2024-04-01'],
      ['lastLoginDate', ''],
      ['manageableDepartmentIds', ''],
      [
        'userRoles',
        [
          [
            'userRole',
            [
              ['roleId', learnerRole],
              ['roleType', 'learner'],
              ['manageableDepartmentIds', ''],
            ],
          ],
        ],
      ],
      ['groups', ''],
      [
        'subordination',
        [
          ['subordinationType', 'manual'],
          ['supervisorId', known.anna],
        ],
      ],
      ['coSubordination', [['subordinationType', 'no_supervisor']]],
    ]);
  });

  test('a profile in JSON is the bare object', async () => {
    expect(await profile(known.anna)).toMatchObject({
      userId: known.anna,
      role: 'department_administrator',
      manageableDepartmentIds: [known.nl],
      userRoles: [{ roleType: 'department_administrator', manageableDepartmentIds: [known.nl] }],
      fields: expect.arrayContaining([{ name: 'LAST_NAME', value: 'Smit & Zn' }]),
      groups: [],
      subordination: { subordinationType: 'no_supervisor' },
    });
  });

  test('who is not there, or out of reach, is Unknown user', async () => {
    for (const [as, id] of [
      ['owner', known.stranger],
      ['admin-de', known.ben],
    ] as const) {
      for (const address of [`GET /user/${id}`, `GET /user/${id}/v2`]) {
        expect((await say(app, address, { as, headers: json })).json).toEqual({
          code: 404,
          message: 'Unknown user',
        });
      }
    }
  });

  test.each([
    ['departments[]', known.nl, ['anna', 'ben']],
    ['logins[]', 'BEN', ['ben']],
    ['emails[]', 'anna@ACME.example', ['anna']],
    ['departments', known.stranger, []],
    // Of the department itself, not of those below.
    ['departments[]', known.hq, ['', '']],
  ])('a list is narrowed by %s=%s', async (name, value, logins) => {
    const query = `${encodeURIComponent(name)}=${value}`;
    for (const path of ['/user', '/user/v2']) {
      const { json: list } = await say(app, `GET ${path}?${query}`, { headers: json });
      expect(list.map((user: never) => fieldOf(user, 'LOGIN')).sort()).toEqual(logins);
    }
    const paged = await say(app, `GET /users/v2?${query}&pageSize=1`, { headers: json });
    expect(paged.json.userProfiles).toHaveLength(Math.min(1, logins.length));
    expect(paged.json.nextPageToken !== undefined).toBe(logins.length > 1);
  });

  test('pages in XML have the name of the profile, and all pages together everyone', async () => {
    const seen: string[] = [];
    let token = '';
    do {
      const page = await say(app, `GET /index.php/api/v2/users/?pageSize=2${token}`);
      const parts = new Map((await read(page)) as never);
      for (const [name, of] of parts.get('userProfiles') as [string, [string, string][]][]) {
        expect(name).toBe('userProfile');
        seen.push(of[0]?.[1] ?? '');
      }
      token = parts.has('nextPageToken') ? `&pageToken=${parts.get('nextPageToken')}` : '';
    } while (token !== '');
    expect(new Set(seen).size).toBe(5);
    expect(seen).toHaveLength(5);
  });

  test('a token of another list is refused by its name', async () => {
    const { json: page } = await say(app, 'GET /departments?pageSize=1', { headers: json });
    const answer = await say(app, `GET /users/v2?pageToken=${page.nextPageToken}`, { headers: json });
    expect(answer.json).toEqual({ code: 400, message: expect.stringMatching(/^\/pageToken: /) });
  });

  test('filters in a body: repeated elements, wrapped ids, JSON', async () => {
    const words = [
      `<request><userIds>${known.ben}</userIds><userIds>${known.dora}</userIds></request>`,
      `<request><userIds><id>${known.ben}</id><id>${known.dora}</id></userIds><groups/></request>`,
    ];
    for (const body of words) {
      const answer = await say(app, 'POST /users/v2', { body, headers: json });
      expect(answer.json.userProfiles).toHaveLength(2);
    }
    const list = await say(app, 'POST /user/list', {
      body: { logins: ['ben', 'dora'], pageSize: 1, pageNumber: '2' },
    });
    expect(list.json).toMatchObject({ pageNumber: 2, totalUsersNumber: 2, userProfiles: [{}] });
    const byField = await say(app, 'POST /user/list', {
      body: { profileFields: [{ name: 'FIRST_NAME', values: ['ben', 'x'] }] },
    });
    expect(byField.json).toMatchObject({ totalUsersNumber: 1, userProfiles: [{ userId: known.ben }] });
  });

  describe('adding', () => {
    test('in XML: 201 and the id as text; fields have elements of their own', async () => {
      const answer = await say(app, 'POST /user', {
        body: `<request><departmentId>${known.nl}</departmentId><fields><login>cas</login><email>cas@acme.example</email><first_name>Cas</first_name><last_name/></fields><role>learner</role><sendLoginEmail>false</sendLoginEmail></request>`,
      });
      expect(answer.status).toBe(201);
      const id = await read(answer);
      expect(id).toMatch(/^[0-9a-f-]{36}$/);
      const user = await profile(id as string);
      expect([fieldOf(user, 'LOGIN'), fieldOf(user, 'FIRST_NAME'), user.departmentId]).toEqual([
        'cas',
        'Cas',
        known.nl,
      ]);
    });

    test('in JSON: a bare string; with X-Return-Object the user', async () => {
      const fields = { login: 'eva', email: 'eva@acme.example' };
      const answer = await say(app, 'POST /api/v2/user', { body: { departmentId: known.nl, fields } });
      expect([answer.status, answer.json]).toEqual([201, expect.stringMatching(/^[0-9a-f-]{36}$/)]);
      const object = await say(app, 'POST /user', {
        body: { departmentId: 'de', fields: { LOGIN: 'fay' } },
        headers: { 'x-return-object': 'true' },
      });
      expect(object.json).toMatchObject({ departmentId: known.de, role: 'learner', status: 1 });
    });

    test('in headers, where the body says nothing else', async () => {
      const answer = await say(app, 'POST /user', {
        body: '<request><fields><login>gus</login></fields></request>',
        headers: {
          'x-department-id': known.de,
          'x-fields': '{"login":"not this one"}',
          'x-email': 'gus@acme.example',
          'x-password': Buffer.from('ge heim ü').toString('latin1'),
          'x-role': 'department_administrator',
          'x-manageable-department-ids': `${known.de},${known.nl}`,
          accept: 'application/json',
        },
      });
      expect(answer.status).toBe(201);
      const user = await profile(answer.json);
      expect([fieldOf(user, 'LOGIN'), fieldOf(user, 'EMAIL')]).toEqual(['gus', 'gus@acme.example']);
      expect(new Set(user.manageableDepartmentIds)).toEqual(new Set([known.de, known.nl]));
      const old = {
        'x-auth-account-url': 'https://acme.example',
        'x-auth-email': 'gus',
        'x-auth-password': 'ge heim ü',
      };
      expect((await say(app, 'GET /department', { as: null, headers: old })).status).toBe(200);
    });

    test.each([
      '<fields><login>hal</login><first_name>Hal</first_name></fields>',
      '<request><fields><first_name>Ida</first_name></fields></request>',
    ])('in X-Fields-Xml: %s', async (xml) => {
      const headers = { 'x-fields-xml': xml, 'x-department-id': 'nl', ...json };
      const answer = await say(app, 'POST /user', { headers });
      expect(answer.status).toBe(201);
      expect(fieldOf(await profile(answer.json), 'FIRST_NAME')).toMatch(/Hal|Ida/);
    });

    test('a login or e-mail address that somebody has is a conflict in the vendor’s words', async () => {
      for (const [fields, text] of [
        [{ login: 'BEN' }, 'User with the same login is already registered'],
        [{ login: 'new', email: 'ben@acme.example' }, 'User with the same email is already registered'],
      ] as const) {
        const answer = await say(app, 'POST /user', { body: { departmentId: known.nl, fields } });
        expect([answer.status, answer.json]).toEqual([409, { code: 409, message: text }]);
      }
    });

    test.each([
      [{ fields: { login: 'x' } }, /^\/department/],
      [{ departmentId: known.stranger, fields: { login: 'x' } }, /^\/departmentId: /],
      [{ departmentId: known.nl, fields: { shoe_size: '44' } }, /^\/fields\/shoe_size: /],
      [{ departmentId: known.nl, fields: { login: 4711 } }, /^\/fields\/login: /],
      [{ departmentId: known.nl, role: 'emperor' }, /^\/role: It must be one of/],
      [{ departmentId: known.nl, role: 'custom' }, /^\/roleId: /],
      [{ departmentId: known.nl, colour: 'red' }, /^\/colour: /],
      [{ departmentId: known.nl, sendLoginEmail: 'maybe' }, /^\/sendLoginEmail: /],
      [{ departmentId: known.nl, sendLoginSMS: true }, /^\/invitationSMSMessage: /],
      [
        { departmentId: known.nl, roles: [{ roleId: known.stranger, manageableDepartmentIds: [known.nl] }] },
        /^\/roles\/0\/roleId: /,
      ],
    ])('what is wrong is told with its place: %j', async (body, message) => {
      const answer = await say(app, 'POST /user', { body });
      expect(answer.json).toEqual({ code: 400, message: expect.stringMatching(message) });
    });

    test('a limited caller adds nobody elsewhere', async () => {
      const answer = await say(app, 'POST /user', {
        as: 'admin-de',
        body: { departmentId: known.nl, fields: { login: 'x' } },
      });
      expect([answer.status, answer.reason, answer.json]).toEqual([
        403,
        'Permission Denied',
        { code: 403, message: 'Permission Denied' },
      ]);
    });
  });

  describe('changing', () => {
    test('what is said, and nothing else', async () => {
      const before = await profile(known.dora);
      const answer = await say(app, `POST /user/${known.dora}`, {
        body: '<request><fields><first_name>Dora</first_name><email>dora@acme.example</email></fields></request>',
      });
      expect([answer.text, answer.status]).toEqual(['', 200]);
      const after = await profile(known.dora);
      expect([fieldOf(after, 'FIRST_NAME'), fieldOf(after, 'LOGIN')]).toEqual(['Dora', 'dora']);
      expect({ ...after, fields: [] }).toEqual({ ...before, fields: [] });
    });

    test('what was read can be sent back as it is', async () => {
      const { fields, departmentId, role, roleId, manageableDepartmentIds } = await profile(known.anna);
      const body = { fields, departmentId, role, roleId, manageableDepartmentIds };
      expect((await say(app, `POST /user/${known.anna}`, { body })).text).toBe('');
      expect(await profile(known.anna)).toMatchObject(body);
    });

    test('an empty field is taken away', async () => {
      await say(app, `POST /user/${known.dora}`, {
        body: '<request><fields><first_name/></fields></request>',
      });
      expect(fieldOf(await profile(known.dora), 'FIRST_NAME')).toBe('');
    });

    test('a role of the account’s own, by its id, over departments', async () => {
      const roles = `<roles><userRole><roleId>${known.coordinator}</roleId><manageableDepartmentIds><id>${known.de}</id></manageableDepartmentIds></userRole></roles>`;
      const answer = await say(app, `POST /user/${known.dora}`, { body: `<request>${roles}</request>` });
      expect([answer.text, answer.status]).toEqual(['', 200]);
      expect(await profile(known.dora)).toMatchObject({
        role: 'custom',
        roleId: known.coordinator,
        manageableDepartmentIds: [known.de],
      });
      await say(app, `POST /user/${known.dora}`, { body: { role: 'learners', manageableDepartmentIds: [] } });
      expect(await profile(known.dora)).toMatchObject({ role: 'learner' });
    });

    test('the password', async () => {
      expect(
        (await say(app, `POST /user/${known.dora}/password`, { body: { password: 'geheim' } })).status,
      ).toBe(200);
      const old = { 'x-auth-account-url': 'x', 'x-auth-email': 'dora', 'x-auth-password': 'geheim' };
      expect((await say(app, 'GET /department', { as: null, headers: old })).status).toBe(200);
      expect((await say(app, `POST /user/${known.dora}/password`, { body: {} })).status).toBe(400);
    });

    test.each([
      ['3', 3, 3],
      [5, 3, 5],
      [1, 1, 1],
    ])(
      'the status to %j: an ended employment is told by the second generation only',
      async (status, first, second) => {
        expect((await say(app, `POST /user/${known.dora}/status`, { body: { status } })).text).toBe('');
        expect((await say(app, `GET /user/${known.dora}`, { headers: json })).json.status).toBe(first);
        expect((await profile(known.dora)).status).toBe(second);
      },
    );

    test('a status that is none is refused in the vendor’s words', async () => {
      const answer = await say(app, `POST /user/${known.dora}/status`, {
        body: '<request><status>2</status></request>',
        headers: json,
      });
      expect(answer.json.message).toContain('User status must be 1, 3 or 5, 2 given');
    });

    test('many at once', async () => {
      const userIds = [known.ben, known.dora];
      for (const [call, status] of [
        ['deactivate', 3],
        ['terminate', 5],
        ['activate', 1],
      ] as const) {
        expect((await say(app, `POST /users/${call}`, { body: { userIds } })).text).toBe('');
        for (const id of userIds) expect((await profile(id)).status).toBe(status);
      }
      const words = `<request><userIds><id>${known.ben}</id><id>${known.stranger}</id></userIds></request>`;
      expect(await read(await say(app, 'POST /users/find_existing', { body: words }))).toEqual([
        ['id', known.ben],
      ]);
      expect(
        (await say(app, 'POST /users/deactivate', { body: { userIds: [known.stranger] } })).json.message,
      ).toMatch(/^\/userIds\/0: /);
    });

    test('the supervisor', async () => {
      const say204 = async (body: object) =>
        expect((await say(app, `POST /user/${known.dora}/subordination`, { body })).text).toBe('');
      await say204({ subordination: { subordinationType: 'manual', supervisorId: known.anna } });
      expect((await profile(known.dora)).subordination).toEqual({
        subordinationType: 'manual',
        supervisorId: known.anna,
      });
      await say204({
        subordination: { subordinationType: 'no_supervisor' },
        coSubordination: { subordinationType: 'no_supervisor' },
      });
      expect((await profile(known.dora)).subordination).toEqual({ subordinationType: 'no_supervisor' });
      const inherit = { subordination: { subordinationType: 'inherit' } };
      expect(
        (await say(app, `POST /user/${known.dora}/subordination`, { body: inherit })).json.message,
      ).toMatch(/Departments have no supervisors/);
      const self = { subordination: { subordinationType: 'manual', supervisorId: known.dora } };
      expect((await say(app, `POST /user/${known.dora}/subordination`, { body: self })).json.message).toMatch(
        /^\/subordination\/supervisorId: /,
      );
    });

    test('deleting: 204, and gone', async () => {
      const { json: id } = await say(app, 'POST /user', {
        body: { departmentId: known.nl, fields: { login: 'zoe' } },
      });
      expect((await say(app, `DELETE /user/${id}`)).status).toBe(204);
      expect((await say(app, `GET /user/${id}`)).status).toBe(404);
      expect(
        (await say(app, 'POST /user', { body: { departmentId: known.nl, fields: { login: 'zoe' } } })).status,
      ).toBe(201);
    });
  });

  test.each([
    'POST /user/x/scheduled_deactivation',
    'DELETE /user/x/scheduled_termination',
    'POST /users/work-leave-status',
    'POST /users/work-leave-status/delete',
  ])('%s says that it is not supported', async (address) => {
    expect((await say(app, address, { headers: json })).json).toEqual({
      code: 400,
      message: expect.stringMatching(/does not support/),
    });
  });

  test('profile fields, in XML and JSON', async () => {
    const { json: fields } = await say(app, 'GET /user/profile/fields', { headers: json });
    expect(fields).toContainEqual(
      expect.objectContaining({ name: 'LOGIN', isUnique: 1, isRequired: 0, type: 'text' }),
    );
    expect((await read(await say(app, 'GET /user/profile/fields')))[0]?.[0]).toBe('userFieldInfo');
  });

  test('roles', async () => {
    const { json: roles } = await say(app, 'GET /role', { headers: json });
    expect(roles).toContainEqual({
      roleId: known.coordinator,
      type: 'custom',
      title: 'Coordinator',
      description: '',
    });
    expect(roles).toContainEqual(expect.objectContaining({ roleId: learnerRole, type: 'learner' }));
  });
});
