import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { OrganizationFile } from '../../src/contract/organization-file.js';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { json, type Read, read, say } from '../ispring/conversation.js';
import { envelope, ids, request } from '../soap/envelopes.js';
import { readAnswer, type SoapAnswer } from '../soap/soap-answer.js';
import { all, type Tree, textAt } from '../soap/tree.js';

const organization: OrganizationFile = {
  account: { name: 'Round', timeZone: 'Europe/Amsterdam' },
  departments: [
    { ref: 'hq', name: 'Head office' },
    { ref: 'nl', name: 'Nederland', parentRef: 'hq' },
    { ref: 'de', name: 'Deutschland', parentRef: 'hq' },
  ],
  profileFields: [{ name: 'badge', label: 'Badge', type: 'text', unique: true }],
  users: [
    { ref: 'owner', departmentRef: 'hq', roles: [{ role: 'owner' }] },
    { ref: 'boss', departmentRef: 'nl' },
  ],
  courses: [{ ref: 'safety', title: 'Safety' }],
};

/** What all three dialects know of a person, in one form. */
interface Person {
  readonly id: string;
  readonly departmentId: string;
  readonly status: number;
  readonly fields: Readonly<Record<string, string>>;
  readonly groups: readonly string[];
  readonly manager: string | null;
}

describeOnEngines('one organisation, asked for in three dialects', describe, (engine) => {
  let app: TestApplication;
  const departments: Record<string, string> = {};
  beforeAll(async () => {
    app = await startApplication({ engine, organization });
    const { items } = (await app.rest('owner', 'GET', '/v1/departments')).json;
    for (const { id, ref } of items) departments[ref] = id;
  });
  afterAll(() => app.close());

  async function soap(operation: string, content: string): Promise<SoapAnswer> {
    return readAnswer(await app.soap(envelope(request(operation, await app.token('owner'), content))));
  }

  const nativePerson = async (id: string): Promise<Person> => {
    const { json: user } = await app.rest('owner', 'GET', `/v1/users/${id}`);
    const { login, email, firstName, lastName, profileFields } = user;
    const fields = { LOGIN: login, EMAIL: email, FIRST_NAME: firstName, LAST_NAME: lastName };
    const own = Object.entries<string>(profileFields).map(([name, value]) => [name.toUpperCase(), value]);
    return {
      id: user.id,
      departmentId: user.departmentId,
      status: { active: 1, inactive: 3 }[user.status as string] ?? 0,
      fields: { ...fields, ...Object.fromEntries(own) },
      groups: user.groups.map((group: { id: string }) => group.id).sort(),
      manager: user.managerId,
    };
  };

  const vendorPerson = async (id: string): Promise<Person> => {
    const { json: user } = await say(app, `GET /user/${id}/v2`, { headers: json });
    const fields = user.fields.map(({ name, value }: { name: string; value: string }) => [name, value]);
    return {
      id: user.userId,
      departmentId: user.departmentId,
      status: user.status,
      fields: Object.fromEntries(fields),
      groups: [...user.groups].sort(),
      manager: user.subordination.supervisorId ?? null,
    };
  };

  const vendorPersonInXml = async (id: string): Promise<Omit<Person, 'manager'>> => {
    const content = new Map((await read(await say(app, `GET /user/${id}`))) as readonly Read[]);
    const text = (name: string) => content.get(name) as string;
    const inner = (name: string) => (Array.isArray(content.get(name)) ? (content.get(name) as Read[]) : []);
    const fields = inner('fields').map(([, field]) => {
      const parts = new Map(field as readonly Read[]);
      return [parts.get('name') as string, parts.get('value') as string];
    });
    return {
      id: text('userId'),
      departmentId: text('departmentId'),
      status: Number(text('status')),
      fields: Object.fromEntries(fields),
      groups: inner('groups')
        .map(([, group]) => group as string)
        .sort(),
    };
  };

  const soapPerson = async (id: string): Promise<Omit<Person, 'manager'>> => {
    const { payload } = await soap('GetUserProfile', `<userId>${id}</userId>`);
    const [profile] = all(payload, 'userProfile') as [Tree];
    const fields = all(all(profile, 'fields')[0] as Tree, 'field').map((field) => [
      textAt(field, 'name'),
      textAt(field, 'value'),
    ]);
    return {
      id: textAt(profile, 'userId') ?? '',
      departmentId: textAt(profile, 'departmentId') ?? '',
      status: Number(textAt(profile, 'status')),
      fields: Object.fromEntries(fields),
      groups: all(all(profile, 'groups')[0] as Tree, 'id')
        .map((group) => group.text)
        .sort(),
    };
  };

  /** The person as all of them show them; fails where they disagree. */
  async function person(id: string): Promise<Person> {
    const native = await nativePerson(id);
    const { manager, ...shared } = native;
    expect(await vendorPerson(id)).toEqual(native);
    expect(await vendorPersonInXml(id)).toEqual(shared);
    expect(await soapPerson(id)).toEqual(shared);
    return { manager, ...shared };
  }

  test('a user added over SOAP is the same person everywhere, wherever they are changed, until they are deleted', async () => {
    const added = await soap(
      'AddUser',
      `<email>Żaneta@Round.example</email><login>zaneta</login><departmentId>${departments['nl']}</departmentId>` +
        '<fields><field><name>first_name</name><value>Żaneta</value></field>' +
        '<field><name>last_name</name><value>Łaska &amp; Sons</value></field>' +
        '<field><name>badge</name><value>B-17</value></field></fields>',
    );
    const id = textAt(added.payload, 'userId') ?? '';
    const fields = {
      LOGIN: 'zaneta',
      EMAIL: 'Żaneta@Round.example',
      FIRST_NAME: 'Żaneta',
      LAST_NAME: 'Łaska & Sons',
      BADGE: 'B-17',
    };
    const first = { id, departmentId: departments['nl'], status: 1, fields, groups: [], manager: null };
    expect(await person(id)).toEqual(first);

    // Moved by the vendor's REST API, given a manager by the native one.
    const moved = await say(app, `POST /department/${departments['de']}/user/move`, {
      body: { userIds: [id] },
    });
    expect(moved.status).toBe(204);
    await app.rest('owner', 'PATCH', `/v1/users/${id}`, { managerRef: 'boss' });
    const boss = (await app.rest('owner', 'GET', '/v1/users/ref:boss')).json.id;
    expect(await person(id)).toEqual({ ...first, departmentId: departments['de'], manager: boss });

    // A group made over SOAP, filled by the vendor's REST API, in XML.
    const group = textAt((await soap('AddGroup', '<name>Welders</name>')).payload, 'groupId') ?? '';
    await say(app, `POST /group/${group}/members`, { body: `<request>${ids('userIds', [id])}</request>` });
    expect((await person(id)).groups).toEqual([group]);

    // Deactivated by the vendor's REST API, activated over SOAP.
    await say(app, `POST /user/${id}/status`, { body: { status: 3 } });
    expect((await person(id)).status).toBe(3);
    await soap('ChangeUserStatus', `<userId>${id}</userId><status>1</status>`);
    expect((await person(id)).status).toBe(1);

    // Deleted over SOAP: gone everywhere, and the login is free again.
    await soap('DeleteUser', `<userId>${id}</userId>`);
    expect((await app.rest('owner', 'GET', `/v1/users/${id}`)).status).toBe(404);
    expect((await say(app, `GET /user/${id}`)).status).toBe(404);
    expect((await soap('GetUserProfile', `<userId>${id}</userId>`)).fault?.text).toBe('Unknown user');
    const again = await app.rest('owner', 'POST', '/v1/users', { login: 'ZANETA', departmentRef: 'nl' });
    expect(again.status).toBe(201);
    expect(again.json.id).not.toBe(id);
  });

  test('an enrollment made by one, changed by another, is told the same by all and explained by the third', async () => {
    const { json: user } = await app.rest('owner', 'POST', '/v1/users', { ref: 'ida', departmentRef: 'nl' });
    const course = (await app.rest('owner', 'GET', '/v1/courses/ref:safety')).json.id;
    const enrolled = await say(app, 'POST /api/v2/enrollment', {
      body: { courseIds: [course], learnerIds: [user.id], dueDateType: 'due_date', dueDate: '2027-05-31' },
    });
    expect(enrolled.status).toBe(201);
    const [native] = (await app.rest('owner', 'GET', `/v1/enrollments?learnerId=${user.id}`)).json.items;
    expect(native).toMatchObject({ courseId: course, dueAt: '2027-05-31T23:59:59+02:00' });

    const changed = await soap(
      'ChangeEnrollment',
      `<enrollmentId>${native.id}</enrollmentId><dueDateType>due_date</dueDateType><dueDate>2027-06-30</dueDate><lockAfterDueDate>true</lockAfterDueDate>`,
    );
    expect(changed.fault).toBeUndefined();
    const [listed] = (await say(app, `GET /enrollment/?learnerIds[]=${user.id}`, { headers: json })).json;
    expect(listed).toMatchObject({
      enrollmentId: native.id,
      dueDate: '2027-06-30',
      expirationDate: '2027-06-30',
      shouldLockAfterDueDate: true,
    });
    const got = await soap('GetEnrollment', `<enrollmentId>${native.id}</enrollmentId>`);
    expect(textAt(got.payload, 'enrollment', 'dueDate')).toBe('2027-06-30');

    const { grants } = (await app.rest('owner', 'GET', `/v1/enrollments/${native.id}/explanation`)).json;
    expect(grants.map(({ givenOver }: { givenOver: string }) => givenOver).sort()).toEqual([
      'ispring',
      'soap',
    ]);
    const explained = await soap('ExplainEnrollment', `<enrollmentId>${native.id}</enrollmentId>`);
    for (const { givenOver, dueAt } of grants) {
      expect(explained.text).toContain(`>${givenOver}<`);
      expect(explained.text).toContain(`>${dueAt}<`);
    }
    const ended = await say(app, 'POST /enrollment/delete', { body: { enrollmentIds: [native.id] } });
    expect(ended.status).toBe(204);
    expect((await soap('GetEnrollment', `<enrollmentId>${native.id}</enrollmentId>`)).fault?.text).toBe(
      'Unknown Enrollment',
    );
  });
});
