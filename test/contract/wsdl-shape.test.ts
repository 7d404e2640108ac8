import { afterAll, describe, expect, test } from '@jest/globals';
import { XmlDocument, XmlElement } from 'libxml2-wasm';
import { bindings } from '../../src/soap/bindings.js';
import { namespaces, wsdlText } from './wsdl-schema.js';

const target = 'https://ispringlearn.com/go/services/api/soap';
const ofTheVendorsKind: Readonly<Record<string, string>> = {
  EnrollLearnersInCourses: 'SuccessResult',
  GetEnrollment: 'GetEnrollmentResult',
  GetEnrollments: 'GetEnrollmentsResult',
  ListEnrollments: 'ListEnrollmentsResult',
  ChangeEnrollment: 'SuccessResult',
  Unenroll: 'successResult',
  EnrollLearnersInCoursesWithOutcomes: 'EnrollLearnersInCoursesWithOutcomesResult',
  ChangeEnrollments: 'ChangeEnrollmentsResult',
  UnenrollLearnersFromCourses: 'UnenrollLearnersFromCoursesResult',
  Reenroll: 'ReenrollResult',
  ExplainEnrollment: 'ExplainEnrollmentResult',
  GetTrainingSession: 'GetTrainingSessionResult',
  ListSessionsByTraining: 'ListSessionsByTrainingResult',
  AddUser: 'AddUserResult',
  UpdateUserProfile: 'UpdateUserProfileResult',
  GetUserProfile: 'GetUserProfileResult',
  GetUsers: 'GetUsersResult',
  FindExistingUsers: 'FindExistingUsersResult',
  ChangeUserStatus: 'successResult',
  DeleteUser: 'DeleteUserResult',
  GetUserProfileFields: 'GetUserProfileFieldsResult',
  AddDepartment: 'AddDepartmentResult',
  UpdateDepartment: 'updateDepartmentResult',
  GetDepartments: 'GetDepartmentsResult',
  AddGroup: 'AddGroupResult',
  UpdateGroup: 'updateGroupResult',
  UpdateGroupMembers: 'UpdateGroupMembersResult',
  GetGroups: 'GetGroupsResult',
  AddSmartGroup: 'AddSmartGroupResult',
  GetContent: 'GetContentResult',
  GetContentItem: 'GetContentItemResult',
  ListCourseModules: 'ListCourseModulesResult',
};
/** The others are made of the contract, one like the other. */
const replies: Readonly<Record<string, string>> = {
  ...ofTheVendorsKind,
  ...Object.fromEntries(bindings.flatMap(({ name: own, isOwn }) => (isOwn ? [[own, `${own}Result`]] : []))),
};
const operations = Object.keys(replies);

const wsdl = XmlDocument.fromString(wsdlText);
afterAll(() => wsdl.dispose());

function all(path: string, from: XmlDocument | XmlElement = wsdl): XmlElement[] {
  return from.find(path, namespaces).filter((node) => node instanceof XmlElement);
}

function one(path: string, from: XmlDocument | XmlElement = wsdl): XmlElement {
  const [first, ...others] = all(path, from);
  if (first === undefined || others.length > 0) throw new Error(`${path}: ${first ? 'several' : 'none'}`);
  return first;
}

const attribute = (name: string) => (element: XmlElement) => element.attr(name)?.value ?? '';
const name = attribute('name');
const names = (path: string, from?: XmlElement) => all(path, from).map(name);

/** The children of a global element or named type in one line: `?` optional, `*` repeatable, no type: a string. */
function fields(kind: string, called: string): string {
  const path = `//xs:schema/xs:${kind}[@name='${called}']/descendant-or-self::xs:complexType/xs:sequence/xs:element`;
  const written = all(path).map((child) => {
    const optional = attribute('minOccurs')(child) === '0' ? '?' : '';
    const times = attribute('maxOccurs')(child) === 'unbounded' ? '*' : optional;
    return `${name(child)}${times}:${attribute('type')(child)}`.replace(':xs:string', '');
  });
  return written.join(' ');
}

describe('what generated clients look like', () => {
  test('the target namespace is the one that existing clients were written for', () => {
    expect(wsdl.root.attr('targetNamespace')?.value).toBe(target);
    expect(one('//xs:schema').attr('targetNamespace')?.value).toBe(target);
  });

  test('the service is EnrollmentService, and its SOAP 1.1 port comes first', () => {
    expect(names('/wsdl:definitions/wsdl:service')).toEqual(['EnrollmentService']);
    expect(names('//wsdl:service/wsdl:port')).toEqual(['EnrollmentSoap11', 'EnrollmentSoap12']);
    expect(all('//wsdl:service/wsdl:port').map(attribute('binding'))).toEqual([
      'tns:EnrollmentSoap11Binding',
      'tns:EnrollmentSoap12Binding',
    ]);
    expect(all("//wsdl:binding[@name='EnrollmentSoap11Binding']/soap:binding")).toHaveLength(1);
    expect(all("//wsdl:binding[@name='EnrollmentSoap12Binding']/soap12:binding")).toHaveLength(1);
  });

  test('both ports stand at the placeholder address, which occurs nowhere else', () => {
    const placeholder = 'http://127.0.0.1:3000/soap';
    expect(one('//wsdl:port/soap:address').attr('location')?.value).toBe(placeholder);
    expect(one('//wsdl:port/soap12:address').attr('location')?.value).toBe(placeholder);
    expect(wsdlText.split(placeholder)).toHaveLength(3);
  });

  test('the port type is EnrollmentPortType with all operations, those of the first clients first, and both bindings have them all', () => {
    expect(names('/wsdl:definitions/wsdl:portType')).toEqual(['EnrollmentPortType']);
    expect(names('//wsdl:portType/wsdl:operation')).toEqual(operations);
    for (const binding of all('/wsdl:definitions/wsdl:binding')) {
      expect(binding.attr('type')?.value).toBe('tns:EnrollmentPortType');
      expect(names('wsdl:operation', binding)).toEqual(operations);
    }
  });

  test('everything is document/literal, and each SOAPAction is the plain name of its operation', () => {
    for (const soap of ['soap', 'soap12']) {
      expect(one(`//wsdl:binding/${soap}:binding`).attr('style')?.value).toBe('document');
      expect(all(`//wsdl:binding/wsdl:operation/${soap}:operation`).map(attribute('soapAction'))).toEqual(
        operations,
      );
      const uses = all(`//wsdl:binding//${soap}:body | //wsdl:binding//${soap}:fault`).map(attribute('use'));
      expect(uses).toEqual(Array(operations.length * 3).fill('literal'));
    }
  });

  test('every message has one part, named parameters, and its element is there', () => {
    const elements = new Set(names('//xs:schema/xs:element').map((element) => `tns:${element}`));
    for (const message of all('/wsdl:definitions/wsdl:message')) {
      const part = one('wsdl:part', message);
      expect(name(part)).toBe('parameters');
      expect(elements).toContain(attribute('element')(part));
    }
  });

  test.each(operations)(
    '%s asks with its own request element and answers in the words that clients expect',
    (called) => {
      const operation = one(`//wsdl:portType/wsdl:operation[@name='${called}']`);
      const element = (direction: string) => {
        const message = attribute('message')(one(`wsdl:${direction}`, operation)).replace('tns:', '');
        return attribute('element')(one(`/wsdl:definitions/wsdl:message[@name='${message}']/wsdl:part`));
      };
      expect(element('input')).toBe(`tns:${called}Request`);
      expect(element('output')).toBe(`tns:${replies[called]}`);
      expect(element('fault')).toBe('tns:EnrollmentFault');
    },
  );

  test('every operation declares the fault, in the port type and in both bindings', () => {
    for (const operation of all('//wsdl:portType/wsdl:operation')) {
      expect(attribute('message')(one('wsdl:fault', operation))).toBe('tns:EnrollmentFaultMessage');
      expect(name(one('wsdl:fault', operation))).toBe('EnrollmentFault');
    }
    for (const operation of all('//wsdl:binding/wsdl:operation')) {
      expect(name(one('wsdl:fault', operation))).toBe('EnrollmentFault');
      expect(name(one('wsdl:fault/soap:fault | wsdl:fault/soap12:fault', operation))).toBe('EnrollmentFault');
    }
  });

  test('no two global names differ only by case, but SuccessResult and successResult', () => {
    const global = new Set(names('//xs:schema/* | /wsdl:definitions/*[@name]'));
    const alike = [...global].filter((called) =>
      [...global].some((other) => other !== called && other.toLowerCase() === called.toLowerCase()),
    );
    expect(alike).toEqual(['SuccessResult', 'successResult']);
  });

  test('no global element shares its name with a type', () => {
    const types = new Set(names('//xs:schema/xs:complexType | //xs:schema/xs:simpleType'));
    expect(names('//xs:schema/xs:element').filter((called) => types.has(called))).toEqual([]);
  });

  test('SuccessResult has an anonymous type, and successResult the named type Success', () => {
    const upper = one("//xs:schema/xs:element[@name='SuccessResult']");
    expect(upper.attr('type')).toBeNull();
    expect(all('xs:complexType', upper)).toHaveLength(1);
    expect(one("//xs:schema/xs:element[@name='successResult']").attr('type')?.value).toBe('tns:Success');
  });

  test('elements are qualified, attributes are not', () => {
    expect(one('//xs:schema').attr('elementFormDefault')?.value).toBe('qualified');
    expect(one('//xs:schema').attr('attributeFormDefault')?.value).toBe('unqualified');
  });

  test('the schema needs nothing from elsewhere, and has no choice that a generator could stumble over', () => {
    expect(all('//xs:import | //xs:include | //wsdl:import | //xs:choice | //xs:any | //xs:group')).toEqual(
      [],
    );
  });
});

describe('what is asked and told', () => {
  const credentials = 'credentials?:tns:Credentials';
  const terms =
    'accessDate? dueDateType:tns:DueDateType dueDate? duePeriod?:xs:int lockAfterDueDate?:xs:boolean';
  const filter = 'courseIds?:tns:Ids learnerIds?:tns:Ids';
  const known = 'enrollmentId courseId learnerId accessDate dueDate? expirationDate?';
  const roles = 'role? roleId? manageableDepartmentIds?:tns:Ids';
  const belongings = 'groups?:tns:Ids roles?:tns:Ids fields?:tns:ProfileValues';
  const certificate = 'issuedCertificateId? certIssueDate? certExpiryDate?';

  test.each([
    ['EnrollLearnersInCourses', `${credentials} courseIds:tns:Ids learnerIds:tns:Ids ${terms}`],
    ['GetEnrollment', `${credentials} enrollmentId`],
    ['GetEnrollments', `${credentials} ${filter}`],
    ['ListEnrollments', `${credentials} ${filter} pageSize? pageToken?`],
    ['ChangeEnrollment', `${credentials} enrollmentId ${terms}`],
    ['Unenroll', `${credentials} enrollmentId`],
    [
      'EnrollLearnersInCoursesWithOutcomes',
      `${credentials} courseIds:tns:Ids learnerIds:tns:Ids ${terms} mode?:tns:Mode`,
    ],
    ['ChangeEnrollments', `${credentials} courseIds:tns:Ids learnerIds:tns:Ids ${terms} mode?:tns:Mode`],
    ['UnenrollLearnersFromCourses', `${credentials} courseIds:tns:Ids learnerIds:tns:Ids mode?:tns:Mode`],
    ['Reenroll', `${credentials} enrollmentId ${terms}`],
    ['ExplainEnrollment', `${credentials} enrollmentId`],
    ['GetTrainingSession', `${credentials} trainingSessionId`],
    ['ListSessionsByTraining', `${credentials} trainingId`],
    [
      'AddUser',
      `${credentials} email? login password? departmentId ${roles} ${belongings} ` +
        'sendLoginEmail?:xs:boolean invitationMessage? sendLoginSMS?:xs:boolean invitationSMSMessage?',
    ],
    [
      'UpdateUserProfile',
      `${credentials} userId email? login? password? departmentId? ${roles} ${belongings}`,
    ],
    ['GetUserProfile', `${credentials} userId`],
    ['GetUsers', `${credentials} groupId? departmentId? organizationId?`],
    ['FindExistingUsers', `${credentials} userIds:tns:Ids`],
    ['ChangeUserStatus', `${credentials} userId status deactivationDate?`],
    ['DeleteUser', `${credentials} userId`],
    ['GetUserProfileFields', credentials],
    ['AddDepartment', `${credentials} name code? parentDepartmentId`],
    ['UpdateDepartment', `${credentials} departmentId name? code? parentDepartmentId?`],
    ['GetDepartments', credentials],
    ['AddGroup', `${credentials} name kind?:tns:GroupKind userIds?:tns:Ids`],
    ['UpdateGroup', `${credentials} groupId name`],
    ['UpdateGroupMembers', `${credentials} groupId name? userIds:tns:Ids`],
    ['GetGroups', `${credentials} kind?:tns:GroupKindOrAny`],
    ['AddSmartGroup', `${credentials} name rules:tns:SmartRules`],
    ['GetContent', credentials],
    ['GetContentItem', `${credentials} contentItemId`],
    ['ListCourseModules', `${credentials} courseId pageSize? pageToken?`],
  ])('%s asks in the known fields and order, credentials first and optional', (operation, expected) => {
    expect(fields('element', `${operation}Request`)).toBe(expected);
  });

  test.each([
    ['SuccessResult', 'success:xs:boolean'],
    ['GetEnrollmentResult', 'enrollment:tns:Enrollment'],
    ['GetEnrollmentsResult', 'enrollment*:tns:ListedEnrollment'],
    ['ListEnrollmentsResult', 'enrollment*:tns:ListedEnrollment nextPageToken?'],
    ['ExplainEnrollmentResult', 'enrollment:tns:Enrollment status grant*:tns:Grant'],
    ['GetTrainingSessionResult', 'trainingSession:tns:TrainingSession'],
    ['ListSessionsByTrainingResult', 'trainingSession*:tns:TrainingSession'],
    ['AddUserResult', 'userId'],
    ['GetUserProfileResult', 'userProfile:tns:UserProfile'],
    ['GetUsersResult', 'userProfile*:tns:UserProfile'],
    ['FindExistingUsersResult', 'userIds:tns:Ids'],
    ['DeleteUserResult', 'success:xs:boolean'],
    ['GetUserProfileFieldsResult', 'userFieldInfo*:tns:UserFieldInfo'],
    ['AddDepartmentResult', 'departmentId'],
    ['updateDepartmentResult', 'success:xs:boolean'],
    ['GetDepartmentsResult', 'department*:tns:Department'],
    ['AddGroupResult', 'groupId'],
    ['updateGroupResult', 'success:xs:boolean'],
    ['GetGroupsResult', 'group*:tns:Group'],
    ['GetContentResult', 'contentItem*:tns:ContentItem'],
    ['GetContentItemResult', 'contentItem:tns:ContentItem'],
    ['ListCourseModulesResult', 'modules:tns:CourseModules nextPageToken?'],
    ['EnrollmentFault', 'code message violations?:tns:Violations requestId?'],
  ])('%s tells the known fields in the known order', (element, expected) => {
    expect(fields('element', element)).toBe(expected);
  });

  test.each([
    ['Credentials', 'token? accountUrl? email? password?'],
    ['Ids', 'id*'],
    ['Success', 'success:xs:boolean'],
    [
      'Enrollment',
      `${known} shouldLockAfterDueDate:xs:boolean enrollmentTypeGroup:xs:int certificate?:tns:Certificate`,
    ],
    ['Certificate', 'issuedCertificateId issueDate expiryDate?'],
    ['ListedEnrollment', `${known} shouldLockAfterDueDate:xs:int ${certificate} enrollmentTypeGroup:xs:int`],
    [
      'UserProfile',
      'userId status:xs:int departmentId email? groups:tns:Ids fields:tns:ProfileValues addedDate? ' +
        'manageableDepartmentIds:tns:Ids role',
    ],
    ['TrainingSession', 'id title startTime duration:xs:int dayIds:tns:Ids instructor?'],
    ['ContentItem', 'contentItemId title subtitle? description? userId? addedDate? viewUrl? type?'],
    [
      'CourseModule',
      'moduleId itemId courseId title description? authorId? addedDate? viewUrl? type trainingType?:tns:TrainingType',
    ],
    ['SmartRule', 'attributeType:xs:int attributeId? operator?:xs:int value?'],
    ['Violations', 'violation*:tns:Violation'],
    ['Violation', 'path rule message'],
  ])('the type %s is one sequence of the known fields in the known order', (type, expected) => {
    expect(fields('complexType', type)).toBe(expected);
  });

  test('the due date policies are the four of the core', () => {
    const values = all("//xs:simpleType[@name='DueDateType']//xs:enumeration").map(attribute('value'));
    expect(values).toEqual(['unlimited', 'default', 'due_date', 'due_period']);
  });
});

describe('what people can read in it', () => {
  test('every element, type and enumerated value is explained', () => {
    const path =
      '//xs:schema//xs:element | //xs:schema//*[@name and contains(local-name(), "Type")] | //xs:enumeration';
    const silent = all(path).filter((each) => all('xs:annotation/xs:documentation', each).every(blank));
    expect(silent.map((each) => `line ${each.line}`)).toEqual([]);
  });

  test('the service, its ports, bindings, port type, operations and faults are explained', () => {
    const path =
      '/wsdl:definitions | //wsdl:service | //wsdl:port | //wsdl:portType | //wsdl:portType/wsdl:operation | ' +
      '//wsdl:portType/wsdl:operation/wsdl:fault | /wsdl:definitions/wsdl:binding';
    const silent = all(path).filter((each) => all('wsdl:documentation', each).every(blank));
    expect(silent.map((each) => `line ${each.line}`)).toEqual([]);
  });

  test.each([
    ['EnrollLearnersInCourses', ['atomic', 'idempotent', '10,000', '1,000', '200,000', '16 MiB']],
    ['GetEnrollments', ['10,000', 'ListEnrollments']],
  ])('%s says its promises and bounds', (operation, facts) => {
    const text = one(`//wsdl:portType/wsdl:operation[@name='${operation}']/wsdl:documentation`).content;
    for (const fact of facts) expect(text).toContain(fact);
  });

  test.each([
    ['EnrollLearnersInCourses', ['Authorization failed', 'Permission denied', 'Wrong parameters']],
    ['GetEnrollment', ['Authorization failed', 'Permission denied', 'Unknown Enrollment']],
    ['GetEnrollments', ['Authorization failed', 'Permission denied', 'Wrong parameters', 'ListEnrollments']],
    ['ListEnrollments', ['Authorization failed', 'Permission denied', 'Wrong parameters']],
    [
      'ChangeEnrollment',
      ['Authorization failed', 'Permission denied', 'Wrong Parameters', 'Unknown Enrollment'],
    ],
    ['Unenroll', ['Authorization failed', 'Permission denied', 'Wrong parameters']],
  ])('the fault of %s names the texts that a caller may meet', (operation, texts) => {
    const said = one(
      `//wsdl:portType/wsdl:operation[@name='${operation}']/wsdl:fault/wsdl:documentation`,
    ).content;
    for (const text of texts) expect(said).toContain(text);
  });

  test('the file is plain ASCII, for the oldest toolkits', () => {
    expect([...wsdlText].filter((character) => character > '~')).toEqual([]);
  });

  const blank = (documentation: XmlElement) => documentation.content.trim() === '';
});
