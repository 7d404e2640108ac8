import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { enrolling, ids } from './envelopes.js';
import { type SoapCaller, startSoap } from './soap-caller.js';
import { textAt } from './tree.js';

describe('where something is wrong with a request', () => {
  let soap: SoapCaller;
  beforeAll(async () => {
    soap = await startSoap({});
  });
  afterAll(() => soap.app.close());

  test.each([
    ['AddDepartment', '<name>Lost</name>', '/parentId', 'parentDepartmentId'],
    ['GetTrainingSession', '', '/sessionId', 'trainingSessionId'],
    ['ChangeUserStatus', '<status>3</status>', '/userIds', 'userId'],
    ['DeleteUser', '', '/userId', ''],
    ['UpdateGroupMembers', '<groupId>x</groupId>', '/userIds', ''],
    ['ListCourseModules', '', '/courseId', ''],
    ['Unenroll', '', '/enrollmentId', ''],
  ])(
    '%s without it is told what is needed: the field, and the element where that has another name',
    async (operation, content, path, element) => {
      const message = `It is needed.${element === '' ? '' : ` In the request: ${element}.`}`;
      const { fault } = await soap.call('owner', operation, content);
      expect(fault).toMatchObject({
        message: `${path}: ${message}`,
        violations: [{ path, rule: 'required', message }],
      });
    },
  );

  test.each([
    ['ListEnrollments', '<pageSize>many</pageSize>', '/limit', 'pageSize'],
    ['ChangeUserStatus', `<userId>${'x'.repeat(300)}</userId><status>3</status>`, '/userIds/0', 'userId'],
    [
      'AddUser',
      '<login>u</login><departmentId>hq</departmentId><groups><id>nowhere</id></groups>',
      '/groupIds/0',
      'groups/0',
    ],
    [
      'AddUser',
      '<login>u</login><departmentId>hq</departmentId><role>department_administrator</role><manageableDepartmentIds><id>nowhere</id></manageableDepartmentIds>',
      '/roles/0/managedDepartmentIds/0',
      'roles/0/manageableDepartmentIds/0',
    ],
    [
      'AddUser',
      '<login>u</login><departmentId>hq</departmentId><fields><shoe_size>9</shoe_size></fields>',
      '/profileFields/shoe_size',
      'fields/shoe_size',
    ],
    [
      'AddUser',
      '<login>u</login><departmentId>hq</departmentId><fields><user_type/><language>?</language></fields>',
      '/language',
      'fields/language',
    ],
    ['ListEnrollments', '<limit>1</limit>', '/limit', 'limit'],
  ])('%s names the field and the element: %#', async (operation, content, path, element) => {
    const { fault } = await soap.call('owner', operation, content);
    const told = fault?.violations?.find((violation) => violation.path === path);
    expect(told?.message).toContain(element);
  });

  test('the other names that the documentation has for an element are understood', async () => {
    await soap.call('owner', 'EnrollLearnersInCourses', enrolling(['safety'], ['anna']));
    const id = await soap.enrollmentId('anna', 'safety');
    for (const content of [id, `<id>${id}</id>`]) {
      const { payload } = await soap.call(
        'owner',
        'GetEnrollment',
        `<enrollmentIds>${content}</enrollmentIds>`,
      );
      expect(textAt(payload, 'enrollment', 'enrollmentId')).toBe(id);
    }
    for (const content of ['anna', '<id>anna</id><id>ben</id>']) {
      const { payload } = await soap.call('owner', 'AddGroup', `<name>G</name><userId>${content}</userId>`);
      const members = await soap.call(
        'owner',
        'GetUsers',
        `<groupId>${textAt(payload, 'groupId')}</groupId>`,
      );
      expect(members.payload.children).toHaveLength(content === 'anna' ? 1 : 2);
    }
  });

  test('an element under both of its names is refused', async () => {
    const both = `<name>G</name>${ids('userIds', ['anna'])}<userId>ben</userId>`;
    expect((await soap.call('owner', 'AddGroup', both)).fault?.violations).toMatchObject([
      { rule: 'repeated' },
    ]);
  });
});
