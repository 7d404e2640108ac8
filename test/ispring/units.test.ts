import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { json, read, say } from './conversation.js';
import { known, organization } from './organization.js';

const nobody = { subordinationType: 'no_supervisor' };
const nl = {
  departmentId: known.nl,
  name: 'Netherlands',
  parentDepartmentId: known.hq,
  code: 'NL',
  subordination: nobody,
  coSubordination: nobody,
};
const error = (code: number, message: string | RegExp) => ({
  code,
  message: typeof message === 'string' ? message : expect.stringMatching(message),
});

describeOnEngines('departments and groups, as the vendor’s clients keep them in step', describe, (engine) => {
  let app: TestApplication;
  beforeAll(async () => {
    app = await startApplication({ engine, organization });
  });
  afterAll(() => app.close());

  describe('departments', () => {
    test('a bare array in JSON, department elements in XML, found by code', async () => {
      expect((await say(app, 'GET /department', { headers: json })).json).toContainEqual(nl);
      expect((await say(app, 'GET /department?code=NL', { headers: json })).json).toEqual([nl]);
      expect(await read(await say(app, 'GET /department?code=NL'))).toEqual([
        [
          'department',
          [
            ['departmentId', known.nl],
            ['name', 'Netherlands'],
            ['parentDepartmentId', known.hq],
            ['code', 'NL'],
            ['subordination', [['subordinationType', 'no_supervisor']]],
            ['coSubordination', [['subordinationType', 'no_supervisor']]],
          ],
        ],
      ]);
      const { json: root } = await say(app, `GET /department/${known.hq}`, { headers: json });
      expect(root).toEqual({
        departmentId: known.hq,
        name: 'Head office',
        subordination: nobody,
        coSubordination: nobody,
      });
    });

    test('pages', async () => {
      const { json: first } = await say(app, 'GET /departments?pageSize=2', { headers: json });
      const { json: second } = await say(
        app,
        `GET /departments?pageSize=2&pageToken=${first.nextPageToken}`,
        { headers: json },
      );
      expect(
        new Set([...first.departments, ...second.departments].map(({ departmentId: id }) => id)).size,
      ).toBe(3);
      expect(second.nextPageToken).toBeUndefined();
    });

    test('a life: added, changed, moved, emptied, deleted', async () => {
      const answer = await say(app, 'POST /department', {
        body: `<request><name>Texel &amp; Vlieland</name><parentDepartmentId>${known.nl}</parentDepartmentId><code/></request>`,
      });
      expect(answer.status).toBe(201);
      const id = (await read(answer)) as string;
      const { json: other } = await say(app, 'POST /department', {
        body: { parentDepartmentId: known.nl },
        headers: {
          'x-name': Buffer.from('Súd-West').toString('latin1'),
          'x-code': 'SW',
          'x-return-object': '1',
        },
      });
      expect(other).toMatchObject({ name: 'Súd-West', code: 'SW', parentDepartmentId: known.nl });

      const change = await say(app, `POST /department/${id}`, { body: { name: 'Texel', code: 'TX' } });
      expect([change.text, change.status]).toEqual(['', 204]);
      expect((await say(app, `GET /department/${id}`, { headers: json })).json).toMatchObject({
        name: 'Texel',
        code: 'TX',
        parentDepartmentId: known.nl,
      });

      const moved = await say(app, `POST /department/${id}/user/move`, { body: { userIds: [known.ben] } });
      expect([moved.text, moved.status]).toEqual(['', 204]);
      expect((await say(app, `GET /user/${known.ben}`, { headers: json })).json.departmentId).toBe(id);
      expect((await say(app, `DELETE /department/${id}`, { headers: json })).json).toMatchObject({
        code: 409,
      });
      await say(app, `POST /department/${known.nl}/user/move`, { headers: { 'x-user-ids': known.ben } });

      const under = `<request><departmentIds><id>${id}</id></departmentIds></request>`;
      expect(
        (await say(app, `POST /department/${other.departmentId}/department/move`, { body: under })).text,
      ).toBe('');
      expect((await say(app, `GET /department/${id}`, { headers: json })).json.parentDepartmentId).toBe(
        other.departmentId,
      );
      const slip = { departmnetIds: [id] };
      expect((await say(app, `POST /department/${known.nl}/department/move`, { body: slip })).status).toBe(
        204,
      );
      for (const one of [id, other.departmentId])
        expect((await say(app, `DELETE /department/${one}`)).status).toBe(204);
      expect((await say(app, `GET /department/${id}`, { headers: json })).json).toEqual(
        error(404, 'Unknown Department'),
      );
    });

    test.each<[string, object, number, string | RegExp]>([
      ['/department', { name: 'x' }, 400, /^\/parent/],
      ['/department', { name: 'x', parentDepartmentId: known.stranger }, 400, /^\/parentDepartmentId: /],
      ['/department', { name: '', parentDepartmentId: known.nl }, 400, /^\/name: /],
      [`/department/${known.stranger}`, { name: 'x' }, 404, 'Unknown Department'],
      [`/department/${known.hq}`, { parentDepartmentId: known.nl }, 409, /./],
      [`/department/${known.stranger}/user/move`, { userIds: [known.ben] }, 404, 'Unknown Department'],
      [`/department/${known.nl}/user/move`, { userIds: [known.stranger] }, 400, /^\/userIds\/0: /],
      [`/department/${known.nl}/department/move`, { departmentIds: [known.nl] }, 409, /./],
      [
        `/department/${known.nl}/subordination`,
        { subordination: nobody },
        400,
        /does not support supervisors of departments/,
      ],
    ])('%s refuses %j with %s %s', async (path, body, code, message) => {
      const answer = await say(app, `POST ${path}`, { body });
      // Whether a circle is wrong in itself or in conflict with what is there, the core says.
      expect(answer.json).toEqual(error(code === 409 ? answer.status : code, message));
      expect(answer.status).toBeGreaterThanOrEqual(400);
    });

    test('a department administrator makes no departments elsewhere', async () => {
      const answer = await say(app, `POST /department/${known.nl}/user/move`, {
        as: 'admin-de',
        body: { userIds: [known.dora] },
      });
      expect([answer.status, answer.reason, answer.json]).toEqual([
        403,
        'Permission Denied',
        error(403, 'Permission Denied'),
      ]);
    });
  });

  describe('groups', () => {
    const members = async (id: string) =>
      (await say(app, `GET /group/${id}`, { headers: json })).json.userIds.sort();

    test('a life: added, renamed, members replaced, removed from, emptied, deleted', async () => {
      const answer = await say(app, 'POST /group', {
        body: `<request><name>First aiders</name><userIds><id>${known.anna}</id><id>${known.ben}</id></userIds></request>`,
      });
      expect(answer.status).toBe(201);
      const id = (await read(answer)) as string;
      expect(await read(await say(app, `GET /group/${id}`))).toEqual([
        ['groupId', id],
        ['name', 'First aiders'],
        ['isSmart', '0'],
        ['usersCount', '2'],
        [
          'userIds',
          expect.arrayContaining([
            ['id', known.anna],
            ['id', known.ben],
          ]),
        ],
      ]);
      expect((await say(app, 'GET /group', { headers: json })).json).toEqual([
        { groupId: id, name: 'First aiders', isSmart: false },
      ]);
      expect(await read(await say(app, 'GET /groups?pageSize=5'))).toEqual([
        [
          'groups',
          [
            [
              'group',
              [
                ['groupId', id],
                ['name', 'First aiders'],
                ['isSmart', '0'],
              ],
            ],
          ],
        ],
      ]);
      expect((await say(app, `GET /user/${known.ben}`, { headers: json })).json.groups).toEqual([id]);

      expect((await say(app, `POST /group/${id}`, { body: { name: 'Helpers' } })).text).toBe('');
      expect(
        (await say(app, `POST /group/${id}/members`, { body: { userIds: [known.dora, known.ben] } })).text,
      ).toBe('');
      expect(await members(id)).toEqual([known.ben, known.dora].sort());
      const leave = await say(app, `POST /user/${known.ben}/groups/remove`, {
        headers: { 'x-group-ids': id.toUpperCase() },
      });
      expect([leave.text, leave.status]).toEqual(['', 200]);
      expect(await members(id)).toEqual([known.dora]);
      const removal = async (user: string, groupIds: string[]) =>
        (await say(app, `POST /user/${user}/groups/remove`, { body: { groupIds } })).json;
      expect(await removal(known.dora, [id, known.stranger])).toEqual(error(400, /^\/groupIds\/1: /));
      expect(await removal(known.stranger, [id])).toEqual(error(404, 'Unknown user'));
      expect(await removal(known.dora, [])).toEqual(error(400, /^\/groupIds: /));
      expect(await members(id)).toEqual([known.dora]);
      expect((await say(app, `POST /group/${id}/members`, { body: '<request/>' })).status).toBe(400);
      expect(
        (await say(app, `POST /group/${id}/members`, { body: '<request><userIds/></request>' })).text,
      ).toBe('');
      expect(await members(id)).toEqual([]);
      expect((await say(app, `DELETE /group/${id}`)).status).toBe(204);
      expect((await say(app, `GET /group/${id}`, { headers: json })).json).toEqual(
        error(404, 'Unknown Group'),
      );
    });

    test('what is made is answered on demand', async () => {
      const { json: group, status } = await say(app, 'POST /group', {
        body: { name: 'Empty' },
        headers: { 'x-return-object': 'true' },
      });
      expect([status, group]).toEqual([201, { groupId: expect.any(String), name: 'Empty', isSmart: false }]);
      expect(
        (await say(app, `POST /group/${group.groupId}/members`, { body: { userIds: [known.stranger] } }))
          .json,
      ).toEqual(error(400, /^\/userIds\/0: /));
      expect((await say(app, `GET /group/smart/${group.groupId}/rules`, { headers: json })).json).toEqual(
        error(400, /no SMART group/),
      );
    });

    const rule = (rules: object) => ({ rule: rules });
    const inNl = { attributeType: 1, operator: 2, value: known.nl };
    const named = (value: string) => ({ attributeType: 3, attributeId: 'FIRST_NAME', operator: 1, value });

    test('a SMART group: rules in JSON, given back as they were, kept up to date', async () => {
      const rules = { and: [{ or: [rule(inNl)] }, { or: [rule(named('ben')), rule(named('Wim'))] }] };
      const { json: id } = await say(app, 'POST /group/smart', { body: { name: 'Bens', rules } });
      expect(await members(id)).toEqual([known.ben]);
      const { json: held } = await say(app, `GET /group/smart/${id}/rules`, { headers: json });
      const given = held.smartGroupRules.rules;
      expect(given.and[0]).toEqual({ or: [rule(inNl)] });
      expect(given.and[1].or).toMatchObject([
        rule({ attributeType: 3, operator: 1, value: 'ben' }),
        rule({ value: 'Wim' }),
      ]);
      // What was answered can be sent back.
      expect((await say(app, `POST /group/smart/${id}`, { body: { rules: given } })).text).toBe('');
      expect((await say(app, `GET /group/smart/${id}/rules`, { headers: json })).json).toEqual(held);
      await say(app, `POST /user/${known.anna}`, { body: { fields: { first_name: 'Wim' } } });
      expect(await members(id)).toEqual([known.anna, known.ben].sort());
      expect(
        (await say(app, `POST /group/${id}/members`, { body: { userIds: [known.dora] } })).status,
      ).toBeGreaterThanOrEqual(400);
    });

    test('a SMART group: rules in XML, repeated as the vendor does', async () => {
      const words = (value: string) =>
        `<rule><attributeType>1</attributeType><operator>1</operator><value>${value}</value></rule>`;
      const body = `<request><name>Two</name><rules><and><or>${words(known.nl)}</or><or>${words(known.de)}</or></and></rules></request>`;
      const answer = await say(app, 'POST /group/smart', { body });
      const id = (await read(answer)) as string;
      expect(answer.status).toBe(201);
      expect(await members(id)).toEqual([known.anna, known.ben, known.dora].sort());
      const criterion = (value: string) => [
        'or',
        [
          [
            'rule',
            [
              ['attributeType', '1'],
              ['operator', '1'],
              ['value', value],
            ],
          ],
        ],
      ];
      expect(await read(await say(app, `GET /group/smart/${id}/rules`))).toEqual([
        [
          'smartGroupRules',
          [
            ['groupId', id],
            ['rules', [['and', [criterion(known.nl), criterion(known.de)]]]],
          ],
        ],
      ]);
    });

    test.each<[object, RegExp]>([
      [{ name: 'x' }, /^\/rules: /],
      [{ name: 'x', rules: { and: [] } }, /^\/rules\/and: /],
      [{ name: 'x', rules: { and: [{ or: [] }] } }, /^\/rules\/and\/0\/or: /],
      [
        { name: 'x', rules: { and: [{ or: [rule({ ...inNl, attributeType: 4 })] }] } },
        /^\/rules\/and\/0\/or\/0\/rule\/attributeType: /,
      ],
      [
        { name: 'x', rules: { and: [{ or: [rule({ attributeType: 2, operator: 2, value: 'g' })] }] } },
        /rule\/operator: /,
      ],
      [
        { name: 'x', rules: { and: [{ or: [rule({ ...inNl, value: known.stranger })] }] } },
        /^\/rules\/and\/0\/or\/0/,
      ],
      [{ name: 'x', rules: { and: 'all' } }, /^\/rules\/and: /],
      [{ name: 'x', rules: [] }, /^\/rules: It must be an object/],
    ])('rules that are none are refused with their place: %j', async (body, message) => {
      expect((await say(app, 'POST /group/smart', { body })).json).toEqual(error(400, message));
    });

    test('a rule that this form has no words for says so', async () => {
      const not = { not: { criterion: 'department', departmentId: 'nl' } };
      const { json: group } = await app.rest('owner', 'POST', '/v1/groups', { name: 'Not', rule: not });
      expect((await say(app, `GET /group/smart/${group.id}/rules`, { headers: json })).json).toEqual(
        error(400, /cannot be said/),
      );
    });
  });
});
