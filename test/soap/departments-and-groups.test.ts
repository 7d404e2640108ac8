import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnEngines } from '../application.js';
import { ids } from './envelopes.js';
import { type SoapCaller, startSoap } from './soap-caller.js';
import { all, textAt } from './tree.js';

describeOnEngines('departments and groups over SOAP', describe, (engine) => {
  let soap: SoapCaller;
  beforeAll(async () => {
    soap = await startSoap({ engine });
  });
  afterAll(() => soap.app.close());

  const call = (operation: string, content: string, as = 'owner') => soap.call(as, operation, content);

  /** The id that an operation answers. */
  async function idOf(operation: string, content: string, element: string): Promise<string> {
    const answer = await call(operation, content);
    expect(answer.fault).toBeUndefined();
    expect(answer.payload.name).toBe(`${operation}Result`);
    expect(answer.payload.children.map(({ name }) => name)).toEqual([element]);
    return textAt(answer.payload, element) ?? '';
  }

  describe('departments', () => {
    const add = (name: string, parent = 'branch', code = '') =>
      idOf(
        'AddDepartment',
        `<name>${name}</name><parentDepartmentId>${parent}</parentDepartmentId>${code}`,
        'departmentId',
      );
    const listed = async (id: string, as = 'owner') => {
      const { payload } = await call('GetDepartments', '', as);
      expect(payload.name).toBe('GetDepartmentsResult');
      return all(payload, 'department').find((one) => textAt(one, 'departmentId') === id);
    };

    test('are added, listed, renamed and moved', async () => {
      const id = await add('Продажи', 'branch', '<code>S-1</code>');
      const before = await listed(id);
      expect(before?.children.map(({ name }) => name)).toEqual([
        'departmentId',
        'name',
        'code',
        'parentDepartmentId',
      ]);
      expect(textAt(before as never, 'name')).toBe('Продажи');
      const { payload } = await call(
        'UpdateDepartment',
        `<departmentId>${id}</departmentId><name>Sales</name><code/><parentDepartmentId>hq</parentDepartmentId>`,
      );
      expect(payload.name).toBe('updateDepartmentResult');
      expect(textAt(payload, 'success')).toBe('true');
      const after = (await listed(id)) as never;
      expect([textAt(after, 'name'), textAt(after, 'code')]).toEqual(['Sales', 'S-1']);
      expect(textAt(after, 'parentDepartmentId')).not.toBe(textAt(before as never, 'parentDepartmentId'));
      expect(await listed(id, 'branch-admin')).toBeUndefined();
    });

    test('one that is unknown is so in the documented words, also where it is out of reach', async () => {
      const rename = (id: string) => `<departmentId>${id}</departmentId><name>Other</name>`;
      const unknown = { text: 'Unknown Department', code: 'absent' };
      expect((await call('UpdateDepartment', rename('nowhere'))).fault).toMatchObject(unknown);
    });

    test('one under itself is refused, as is one under nothing', async () => {
      const id = await add('Circle');
      const below = await add('Below', id);
      const { fault } = await call(
        'UpdateDepartment',
        `<departmentId>${id}</departmentId><parentDepartmentId>${below}</parentDepartmentId>`,
      );
      expect(fault).toMatchObject({ text: 'Wrong Parameters', violations: [{ path: '/parentId' }] });
      expect((await call('AddDepartment', '<name>Lost</name>')).fault).toMatchObject({
        text: 'Wrong parameters',
        violations: [{ path: '/parentId', rule: 'required' }],
      });
    });
  });

  describe('groups', () => {
    const add = (name: string, members: readonly string[] = []) =>
      idOf('AddGroup', `<name>${name}</name>${ids('userIds', members)}`, 'groupId');
    const members = async (group: string) => {
      const { payload } = await call('GetUsers', `<groupId>${group}</groupId>`);
      return all(payload, 'userProfile').map((profile) => textAt(profile, 'userId'));
    };
    const idsOf = (refs: readonly string[]) =>
      Promise.all(
        refs.map(async (ref) => (await soap.app.rest('owner', 'GET', `/v1/users/ref:${ref}`)).json.id),
      );
    const replace = (group: string, refs: readonly string[], as = 'owner') =>
      call('UpdateGroupMembers', `<groupId>${group}</groupId>${ids('userIds', refs)}`, as);

    test('are added, listed, renamed; two may have the same name', async () => {
      const [id, other] = [await add('First aiders'), await add('First aiders')];
      expect(id).not.toBe(other);
      const { payload } = await call('UpdateGroup', `<groupId>${id}</groupId><name>救护员</name>`);
      expect(payload.name).toBe('updateGroupResult');
      const found = all((await call('GetGroups', '')).payload, 'group').map((group) => [
        textAt(group, 'groupId'),
        textAt(group, 'name'),
      ]);
      expect(found).toEqual(
        expect.arrayContaining([
          [id, '救护员'],
          [other, 'First aiders'],
        ]),
      );
    });

    test('their members are replaced; an empty list empties them, none is refused', async () => {
      const id = await add('Members', ['anna', 'carla']);
      expect((await members(id)).sort()).toEqual((await idsOf(['anna', 'carla'])).sort());
      const { payload } = await replace(id, ['carla', 'carla', 'ben']);
      expect(payload.name).toBe('UpdateGroupMembersResult');
      expect((await members(id)).sort()).toEqual((await idsOf(['ben', 'carla'])).sort());
      const none = await call('UpdateGroupMembers', `<groupId>${id}</groupId>`);
      expect(none.fault).toMatchObject({ text: 'Wrong Parameters', violations: [{ path: '/userIds' }] });
      expect((await replace(id, [])).fault).toBeUndefined();
      expect(await members(id)).toEqual([]);
    });

    test('the user of a group tells of it, and groups are given with a user', async () => {
      const id = await add('Belonging');
      const user = await idOf(
        'AddUser',
        `<login>belonging</login><departmentId>branch</departmentId>${ids('groups', [id])}`,
        'userId',
      );
      const { payload } = await call('GetUserProfile', `<userId>${user}</userId>`);
      const groups = all(payload, 'userProfile').flatMap((profile) => all(profile, 'groups'));
      expect(groups.flatMap(({ children }) => children.map(({ text }) => text))).toEqual([id]);
      expect(await members(id)).toEqual([user]);
    });

    test('what is unknown is so in the documented words', async () => {
      const { fault } = await call('UpdateGroup', '<groupId>none</groupId><name>Other</name>');
      expect(fault).toMatchObject({ text: 'Unknown Group', code: 'absent' });
      expect((await replace('none', ['anna'])).fault).toMatchObject({ text: 'Wrong Parameters' });
      const id = await add('Strangers');
      expect((await replace(id, ['anna', 'nobody'])).fault).toMatchObject({
        text: 'Wrong Parameters',
        violations: [{ path: '/userIds/1' }],
      });
      expect((await replace(id, ['carla'], 'branch-admin')).fault?.text).toBe('Permission denied');
    });

    test('a hundred thousand and one members are too many, and the fault says so', async () => {
      const id = await add('Crowd');
      const crowd = Array.from({ length: 100_001 }, (_, number) => `n-${number}`);
      const { fault } = await replace(id, crowd);
      expect(fault).toMatchObject({ text: 'Wrong Parameters', code: 'too_large' });
      expect(fault?.message).toContain('100000');
    });
  });

  describe('SMART groups', () => {
    const criterion = (type: number, content: string) =>
      `<rule><attributeType>${type}</attributeType>${content}</rule>`;
    const rule = (...ands: readonly (readonly string[])[]) =>
      `<rules>${ands.map((ors) => `<and>${ors.map((or) => `<or>${or}</or>`).join('')}</and>`).join('')}</rules>`;
    const add = (rules: string) => call('AddSmartGroup', `<name>Smart</name>${rules}`);
    const logins = async (rules: string) => {
      const answer = await add(rules);
      expect(answer.fault).toBeUndefined();
      expect(answer.payload.name).toBe('AddSmartGroupResult');
      const { json } = await soap.app.rest(
        'owner',
        'GET',
        `/v1/users?limit=1000&groupId=${textAt(answer.payload, 'groupId')}`,
      );
      return json.items.map((user: { ref: string }) => user.ref).sort();
    };
    beforeAll(() =>
      soap.app.load({
        departments: [
          { ref: 'works', name: 'Works', parentRef: 'hq' },
          { ref: 'hall', name: 'Hall', parentRef: 'works' },
        ],
        users: [
          { ref: 'w-1', lastName: 'Novak', departmentRef: 'works', language: 'cs' },
          { ref: 'w-2', lastName: 'Kovač', departmentRef: 'hall', language: 'sl' },
          { ref: 'w-3', lastName: 'Novak', departmentRef: 'hall', language: 'cs' },
        ],
      }),
    );

    test.each([
      ['a department alone', rule([criterion(1, '<operator>1</operator><value>works</value>')]), ['w-1']],
      [
        'and what lies below',
        rule([criterion(1, '<operator>2</operator><value>works</value>')]),
        ['w-1', 'w-2', 'w-3'],
      ],
      ['by the id of the attribute', rule([criterion(1, '<attributeId>hall</attributeId>')]), ['w-2', 'w-3']],
      [
        'a value of a field',
        rule(
          [criterion(3, '<attributeId>LAST_NAME</attributeId><operator>1</operator><value>novak</value>')],
          [criterion(1, '<operator>2</operator><value>works</value>')],
        ),
        ['w-1', 'w-3'],
      ],
      [
        'any of two, and one more',
        rule(
          [
            criterion(3, '<attributeId>language</attributeId><value>sl</value>'),
            criterion(3, '<attributeId>language</attributeId><value>cs</value>'),
          ],
          [criterion(1, '<value>hall</value>')],
        ),
        ['w-2', 'w-3'],
      ],
    ])('%s', async (_, rules, expected) => {
      expect(await logins(rules)).toEqual(expected);
    });

    test('fields are also known by their ids', async () => {
      const { payload } = await call('GetUserProfileFields', '');
      const field = all(payload, 'userFieldInfo').find((info) => textAt(info, 'name') === 'LANGUAGE');
      const id = textAt(field as never, 'userFieldInfoId');
      expect(await logins(rule([criterion(3, `<attributeId>${id}</attributeId><value>sl</value>`)]))).toEqual(
        ['w-2'],
      );
    });

    test.each([
      ['no rule', '', '/rule'],
      [
        'another kind of attribute',
        rule([criterion(4, '<value>x</value>')]),
        '/rule/and/0/or/0/attributeType',
      ],
      [
        'another operator',
        rule([criterion(1, '<operator>5</operator><value>hq</value>')]),
        '/rule/and/0/or/0/operator',
      ],
      [
        'nothing to compare with',
        rule([criterion(3, '<attributeId>login</attributeId>')]),
        '/rule/and/0/or/0/value',
      ],
      ['an unknown department', rule([criterion(1, '<value>nowhere</value>')]), '/rule/and/0/or/0'],
      [
        'several rules in one of several or',
        rule([
          criterion(1, '<value>hq</value>') + criterion(1, '<value>hall</value>'),
          criterion(1, '<value>works</value>'),
        ]),
        '/rule/and/0/or',
      ],
    ])('%s is refused, with its place', async (_, rules, path) => {
      const { fault } = await add(rules);
      expect(fault?.text).toBe('Wrong parameters');
      expect(fault?.violations[0]?.path).toMatch(new RegExp(`^${path}`));
    });
  });
});
