import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnEngines } from '../application.js';
import { ids } from './envelopes.js';
import type { SoapAnswer } from './soap-answer.js';
import { type SoapCaller, startSoap } from './soap-caller.js';
import { all, type Tree, textAt } from './tree.js';

describeOnEngines('people over SOAP', describe, (engine) => {
  let soap: SoapCaller;
  beforeAll(async () => {
    soap = await startSoap({ engine, clock: () => Date.parse('2026-11-22T23:30:00Z') });
    await soap.app.load({
      roles: [{ ref: 'publisher', title: 'Publisher', permissions: ['course.read', 'enrollment.create'] }],
    });
  });
  afterAll(() => soap.app.close());

  let people = 0;
  const person = () => `person-${++people}`;
  const ownDepartment = '<departmentId>branch</departmentId>';

  async function added(content: string, as = 'owner'): Promise<string> {
    const answer = await soap.call(as, 'AddUser', content);
    expect(answer.fault).toBeUndefined();
    expect(answer.payload.name).toBe('AddUserResult');
    return textAt(answer.payload, 'userId') ?? '';
  }
  const addedTo = (login: string, more = '', as = 'owner') =>
    added(`<login>${login}</login>${ownDepartment}${more}`, as);

  async function profileOf(userId: string, as = 'owner'): Promise<Tree> {
    const { payload } = await soap.call(as, 'GetUserProfile', `<userId>${userId}</userId>`);
    expect(payload.name).toBe('GetUserProfileResult');
    return all(payload, 'userProfile')[0] as Tree;
  }
  const valuesOf = (profile: Tree) =>
    Object.fromEntries(
      (all(profile, 'fields')[0]?.children ?? []).map((field) => [
        textAt(field, 'name'),
        textAt(field, 'value'),
      ]),
    );
  const idsOf = (element: Tree, list: string) =>
    (all(element, list)[0]?.children ?? []).map(({ text }) => text);
  const update = (userId: string, content: string, as = 'owner') =>
    soap.call(as, 'UpdateUserProfile', `<userId>${userId}</userId>${content}`);

  test('a person is added, read and found, in the names and the order of the documentation', async () => {
    const login = person();
    const id = await added(
      `<email>${login}@soap.example</email><login>${login}</login><password>a long password</password>
      ${ownDepartment}<sendLoginEmail>true</sendLoginEmail><invitationMessage>Welcome</invitationMessage>
      <sendLoginSMS>false</sendLoginSMS><role>learner</role>
      <fields><field><name>FIRST_NAME</name><value>Ana</value></field><last_name>Šimić</last_name>
      <mobile>+385 1 234</mobile></fields>`,
    );
    const profile = await profileOf(id);
    expect(profile.children.map(({ name }) => name)).toEqual([
      'userId',
      'status',
      'departmentId',
      'email',
      'groups',
      'fields',
      'addedDate',
      'manageableDepartmentIds',
      'role',
    ]);
    expect(textAt(profile, 'status')).toBe('1');
    expect(textAt(profile, 'role')).toBe('learner');
    // In Amsterdam it is the 23rd.
    expect(textAt(profile, 'addedDate')).toBe('2026-11-23');
    expect(valuesOf(profile)).toEqual({
      LOGIN: login,
      EMAIL: `${login}@soap.example`,
      FIRST_NAME: 'Ana',
      LAST_NAME: 'Šimić',
      MOBILE: '+385 1 234',
    });
  });

  test.each([
    ['email', (name: string, same: string) => `<login>${name}</login><email>${same}@soap.example</email>`],
    ['login', (name: string, same: string) => `<login>${same}</login><email>${name}@soap.example</email>`],
  ])('who has the same %s is told so, in the documented words', async (what, content) => {
    await added(content(person(), `twice-${what}`) + ownDepartment);
    const other = content(person(), `TWICE-${what}`);
    const taken = {
      text: `User with the same ${what} is already registered`,
      code: 'conflict',
      violations: [{ path: `/${what}` }],
    };
    expect((await soap.call('owner', 'AddUser', other + ownDepartment)).fault).toMatchObject(taken);
    expect((await update(await addedTo(person()), other)).fault).toMatchObject(taken);
  });

  test.each([
    ['no login', ownDepartment, '/login', 'required'],
    ['no department', '<login>no-department</login>', '/departmentId', 'required'],
    ['an unknown department', '<login>u</login><departmentId>x</departmentId>', '/departmentId', 'unknown'],
    [
      'an invitation without its message',
      `<login>u</login>${ownDepartment}<sendLoginEmail>1</sendLoginEmail>`,
      '/invitationMessage',
      'required',
    ],
    [
      'an invitation in doubt',
      `<login>u</login>${ownDepartment}<sendLoginSMS>perhaps</sendLoginSMS>`,
      '/sendLoginSMS',
      'type',
    ],
    ['an unknown role', `<login>u</login>${ownDepartment}<role>king</role>`, '/roles/0/role', 'one_of'],
    [
      'a custom role without its id',
      `<login>u</login>${ownDepartment}<role>custom</role>`,
      '/roles/0/roleId',
      'required',
    ],
    [
      'departments that no role manages',
      `<login>u</login>${ownDepartment}${ids('manageableDepartmentIds', ['hq'])}`,
      '/roles/0/role',
      'required',
    ],
    [
      'the same field twice',
      `<login>u</login>${ownDepartment}<fields><first_name>A</first_name><field><name>FIRST_NAME</name><value>B</value></field></fields>`,
      '/firstName',
      'repeated',
    ],
    [
      'a nameless field',
      `<login>u</login>${ownDepartment}<fields><field><value>B</value></field></fields>`,
      '/fields/field/name',
      'required',
    ],
    ['a foreign element', `<login>u</login>${ownDepartment}<color>red</color>`, '/color', 'unknown_field'],
  ])('%s is refused, with its place', async (_, content, path, rule) => {
    const { fault } = await soap.call('owner', 'AddUser', content);
    expect(fault?.text).toBe('Wrong parameters');
    expect(fault?.violations).toContainEqual(expect.objectContaining({ path, rule }));
  });

  describe('roles', () => {
    test.each([
      ['<role>learners</role>', 'learner', []],
      ['<role>10</role>', 'learner', []],
      ['<role>supervisor</role>', 'learner', []],
      [
        `<role>30</role>${ids('manageableDepartmentIds', ['branch'])}`,
        'department_administrator',
        ['branch'],
      ],
      [
        `<role>department_administrators</role>${ids('manageableDepartmentIds', ['hq'])}`,
        'department_administrator',
        ['hq'],
      ],
      ['<role>account_administrators</role>', 'administrator', []],
      // What older clients send along does not belong to this role.
      [`<role>40</role>${ids('manageableDepartmentIds', ['hq'])}`, 'administrator', []],
      [`<role>publisher</role>${ids('manageableDepartmentIds', ['hq'])}`, 'custom', ['hq']],
      [
        `<role>custom</role><roleId>publisher</roleId>${ids('manageableDepartmentIds', ['hq'])}`,
        'custom',
        ['hq'],
      ],
      [`<roleId>publisher</roleId>${ids('manageableDepartmentIds', ['branch'])}`, 'custom', ['branch']],
      [`<roles><id>publisher</id></roles>${ids('manageableDepartmentIds', ['hq'])}`, 'custom', ['hq']],
      [
        `<roles><role><roleId>publisher</roleId>${ids('manageableDepartmentIds', ['branch'])}</role><roleId>administrator</roleId></roles>`,
        'administrator',
        [],
      ],
    ])('%s', async (content, role, departments) => {
      const profile = await profileOf(await addedTo(person(), content));
      expect(textAt(profile, 'role')).toBe(role);
      const expected = await Promise.all(
        departments.map(
          async (ref) => (await soap.app.rest('owner', 'GET', `/v1/departments/ref:${ref}`)).json.id,
        ),
      );
      expect(idsOf(profile, 'manageableDepartmentIds')).toEqual(expected);
    });

    test('whoever may not assign roles may repeat them', async () => {
      const login = person();
      const id = await addedTo(login);
      const whole = `<login>${login}</login>${ownDepartment}<role>learner</role><fields><first_name>Eva</first_name></fields>`;
      expect((await update(id, whole, 'branch-admin')).fault).toBeUndefined();
      expect(valuesOf(await profileOf(id))).toMatchObject({ FIRST_NAME: 'Eva' });
      const more = whole.replace('learner', 'administrator');
      expect((await update(id, more, 'branch-admin')).fault).toMatchObject({ text: 'Permission denied' });
    });
  });

  test('what is left out of an update stays; a value that is named and empty is taken away', async () => {
    const login = person();
    const id = await addedTo(
      login,
      '<fields><first_name>Ivo</first_name><last_name>Horvat</last_name></fields>',
    );
    const answer = await update(
      id,
      '<fields><field><name>FIRST_NAME</name><value/></field><last_name/></fields>',
    );
    expect(answer.payload.name).toBe('UpdateUserProfileResult');
    expect(valuesOf(await profileOf(id))).toEqual({ LOGIN: login, LAST_NAME: 'Horvat' });
  });

  test('a phone is the mobile number, as long as the account has no field of that name', async () => {
    const id = await addedTo(person(), '<fields><phone>123</phone></fields>');
    expect(valuesOf(await profileOf(id))).toMatchObject({ MOBILE: '123' });
  });

  test.each(['GetUserProfile', 'UpdateUserProfile', 'DeleteUser'])(
    '%s: nobody is unknown',
    async (operation) => {
      const content = '<userId>nobody</userId>';
      expect((await soap.call('owner', operation, content)).fault).toMatchObject({
        text: 'Unknown user',
        code: 'absent',
      });
      // Whoever is out of reach is as unknown as nobody.
      const { fault } = await soap.call('branch-admin', operation, '<userId>carla</userId>');
      expect(fault).toMatchObject({ text: 'Unknown user', code: 'absent' });
    },
  );

  describe('ChangeUserStatus', () => {
    const status = (userId: string, code: string, more = '', as = 'owner') =>
      soap.call(as, 'ChangeUserStatus', `<userId>${userId}</userId><status>${code}</status>${more}`);

    test('1 is active, 3 is not', async () => {
      const id = await addedTo(person());
      const answer = await status(id, '3');
      expect(answer.payload.name).toBe('successResult');
      expect(textAt(await profileOf(id), 'status')).toBe('3');
      await status(id, '1');
      expect(textAt(await profileOf(id), 'status')).toBe('1');
    });

    test('whose employment has ended is told as inactive', async () => {
      const id = await addedTo(person());
      await soap.app.rest('owner', 'PATCH', `/v1/users/${id}`, { status: 'terminated' });
      expect(textAt(await profileOf(id), 'status')).toBe('3');
    });

    test.each(['2', '5', 'active', '01', '-1'])('%s is refused in the documented words', async (code) => {
      expect((await status('anna', code)).fault).toMatchObject({
        text: `User status must be 1 or 3, ${code} given`,
        code: 'invalid',
        violations: [{ path: '/status' }],
      });
    });

    test('a day to come is refused, rather than done today', async () => {
      const { fault } = await status('anna', '3', '<deactivationDate>2027-01-31</deactivationDate>');
      expect(fault).toMatchObject({ text: 'Wrong parameters', violations: [{ path: '/deactivationDate' }] });
      expect((await status('anna', '3', '<deactivationDate>soon</deactivationDate>')).fault?.text).toBe(
        'Deactivation date must be in a format YYYY-MM-DD',
      );
    });

    test('nobody is unknown; who is out of reach is not said to be', async () => {
      expect((await status('nobody', '3')).fault).toMatchObject({ text: 'Unknown user', code: 'absent' });
      expect((await status('carla', '3', '', 'branch-admin')).fault?.text).toBe('Permission denied');
    });
  });

  test('whoever is deleted is gone, and the login is free', async () => {
    const login = person();
    const id = await addedTo(login);
    const answer = await soap.call('owner', 'DeleteUser', `<userId>${id}</userId>`);
    expect(answer.payload.name).toBe('DeleteUserResult');
    expect(textAt(answer.payload, 'success')).toBe('true');
    expect((await soap.call('owner', 'GetUserProfile', `<userId>${id}</userId>`)).fault?.text).toBe(
      'Unknown user',
    );
    expect(await addedTo(login)).not.toBe(id);
  });

  test('FindExistingUsers tells which of them there are, in the words of the request', async () => {
    const find = async (as: string) =>
      await soap.call(as, 'FindExistingUsers', ids('userIds', ['carla', 'nobody', 'anna', 'Ελένη', 'anna']));
    const found = await find('owner');
    expect(found.payload.name).toBe('FindExistingUsersResult');
    expect(idsOf(found.payload, 'userIds')).toEqual(['carla', 'anna', 'Ελένη']);
    expect(idsOf((await find('branch-admin')).payload, 'userIds')).toEqual(['anna']);
    expect((await soap.call('owner', 'FindExistingUsers', '')).fault?.violations).toContainEqual(
      expect.objectContaining({ path: '/userIds', rule: 'required' }),
    );
  });

  test('GetUserProfileFields tells of the fields that every account has', async () => {
    const { payload } = await soap.call('owner', 'GetUserProfileFields', '');
    const infos = all(payload, 'userFieldInfo');
    expect(infos[0]?.children.map(({ name }) => name)).toEqual([
      'userFieldInfoId',
      'name',
      'label',
      'type',
      'isUnique',
      'isVisible',
      'isRequired',
      'orderPriority',
    ]);
    expect(infos.map((info) => textAt(info, 'name'))).toEqual(
      expect.arrayContaining(['LOGIN', 'EMAIL', 'FIRST_NAME', 'LAST_NAME']),
    );
  });

  describe('GetUsers', () => {
    const logins = (answer: SoapAnswer) =>
      all(answer.payload, 'userProfile').map((profile) => valuesOf(profile)['LOGIN']);

    test('tells of all whom the caller may see', async () => {
      const login = person();
      await addedTo(login);
      expect(logins(await soap.call('owner', 'GetUsers', ''))).toEqual(
        expect.arrayContaining([login, 'the-owner']),
      );
      const seen = logins(await soap.call('branch-admin', 'GetUsers', ''));
      expect(seen).toContain(login);
      expect(seen).not.toContain('the-owner');
    });

    test('a department has its own people, not those below', async () => {
      const login = person();
      await addedTo(login);
      const of = async (department: string) =>
        logins(await soap.call('owner', 'GetUsers', `<departmentId>${department}</departmentId>`));
      expect(await of('branch')).toContain(login);
      expect(await of('hq')).not.toContain(login);
      expect(await of('nowhere')).toEqual([]);
      const legacy = await soap.call('owner', 'GetUsers', '<organizationId>branch</organizationId>');
      expect(logins(legacy)).toContain(login);
    });
  });
});
