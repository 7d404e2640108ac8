import { afterAll, describe, expect, test } from '@jest/globals';
import { XmlDocument, XmlElement } from 'libxml2-wasm';
import { inputCheck } from '../../src/contract/check.js';
import { Failure } from '../../src/contract/failure.js';
import { fieldSchema, itemSchema } from '../../src/contract/lexical.js';
import type { Operation } from '../../src/contract/operation.js';
import { operations } from '../../src/contract/operations.js';
import type { Binding } from '../../src/soap/binding.js';
import { bindings } from '../../src/soap/bindings.js';
import { plainSchema } from '../../src/soap/tree.js';
import { namespaces, wsdlText } from './wsdl-schema.js';

const wsdl = XmlDocument.fromString(wsdlText);
afterAll(() => wsdl.dispose());

const check = inputCheck({ learners: 10, courses: 10, enrollments: 10, members: 100_000 });
const inputOf = ({ operation }: Binding) => (operations[operation] as Operation).input;

function elements(path: string): XmlElement[] {
  return wsdl.find(path, namespaces).filter((node) => node instanceof XmlElement);
}

const attribute = (element: XmlElement, name: string) => element.attr(name)?.value ?? '';

/** What the WSDL says stands in a request, credentials aside. */
function saidBy({ name }: Binding): Map<string, XmlElement> {
  const path = `//xs:schema/xs:element[@name='${name}Request']/xs:complexType/xs:sequence/xs:element`;
  const children = elements(path).filter((child) => attribute(child, 'name') !== 'credentials');
  return new Map(children.map((child) => [attribute(child, 'name'), child]));
}

describe('SOAP operations', () => {
  test('are those of the WSDL', () => {
    const declared = elements('//wsdl:portType/wsdl:operation').map((one) => attribute(one, 'name'));
    expect(bindings.map(({ name }) => name).sort()).toEqual(declared.sort());
  });

  test('have the names of the core, but for those that the vendor calls differently', () => {
    const renamed = bindings.filter(({ name, operation }) => name.toLowerCase() !== operation.toLowerCase());
    expect(Object.fromEntries(renamed.map(({ name, operation }) => [name, operation]))).toEqual({
      GetEnrollments: 'listEnrollments',
      EnrollLearnersInCoursesWithOutcomes: 'enrollLearnersInCourses',
      UnenrollLearnersFromCourses: 'unenroll',
      ListSessionsByTraining: 'listTrainingSessions',
      UpdateUserProfile: 'updateUser',
      GetUserProfile: 'getUser',
      GetUsers: 'listUsers',
      GetUserProfileFields: 'listProfileFields',
      GetDepartments: 'listDepartments',
      UpdateGroupMembers: 'replaceGroupMembers',
      GetGroups: 'listGroups',
      AddSmartGroup: 'addGroup',
      GetContent: 'listContentItems',
    });
  });
});

/** What the vendor calls differently from the core. */
const renamedFields: Readonly<Record<string, string>> = {
  pageSize: 'limit',
  pageToken: 'cursor',
  trainingSessionId: 'sessionId',
  parentDepartmentId: 'parentId',
  groups: 'groupIds',
  groupId: 'groupIds',
  departmentId: 'departmentIds',
  organizationId: 'departmentIds',
  userId: 'userIds',
};

/** The elements that are one field of the core each. */
const plainFields = ({ fields }: Binding) =>
  Object.entries(fields).flatMap(([element, field]) => ('field' in field ? [{ element, ...field }] : []));

describe.each(bindings.map((binding) => [binding.name, binding] as const))('%s', (_, binding) => {
  test('its elements are those of the WSDL, under the same names', () => {
    expect(Object.keys(binding.fields).sort()).toEqual([...saidBy(binding).keys()].sort());
  });

  test('its elements fill fields of the contract, and what is fixed is none of them', () => {
    const fields = plainFields(binding).map(({ field }) => field);
    for (const field of [...fields, ...Object.keys({ ...binding.fixed, ...binding.usual })]) {
      expect(fieldSchema(inputOf(binding), field)).toBeDefined();
    }
    for (const field of Object.keys(binding.fixed ?? {})) expect(fields).not.toContain(field);
    // What is usual can be said otherwise.
    for (const field of Object.keys(binding.usual ?? {})) expect(fields).toContain(field);
  });

  test('no two elements fill the same field, but for two generations of one', () => {
    const fields = plainFields(binding).flatMap(({ element, field }) =>
      element === 'organizationId' ? [] : [field],
    );
    expect(new Set(fields).size).toBe(fields.length);
  });

  test('an element has the name of its field, but for the names of the vendor', () => {
    const renamed = plainFields(binding).filter(({ element, field }) => element !== field);
    for (const { element, field } of renamed) expect(renamedFields[element]).toBe(field);
  });

  test('lists are Ids, numbers and flags are so in the WSDL, and words are the same words', () => {
    const types: Record<string, string> = { integer: 'xs:int', boolean: 'xs:boolean', number: 'xs:double' };
    for (const { element, field, kind } of plainFields(binding)) {
      // What has elements inside is validated against the schema, request by request.
      if (kind === 'tree') continue;
      const schema = fieldSchema(inputOf(binding), field);
      if (!schema) throw new Error(field);
      const { type, enum: words } = plainSchema(schema as never) as {
        type?: string;
        enum?: readonly string[];
      };
      const said = attribute(saidBy(binding).get(element) as XmlElement, 'type');
      const list = itemSchema(schema) !== undefined;
      expect(list ? ['ids', 'one'] : ['scalar', 'code']).toContain(kind);
      if (kind === 'ids') expect(said).toBe('tns:Ids');
      // The vendor's pageSize is a text.
      else if (element === 'pageSize') expect([type, said]).toEqual(['integer', 'xs:string']);
      else if (kind === 'scalar' && words) {
        const values = elements(`//xs:simpleType[@name='${said.replace('tns:', '')}']//xs:enumeration`);
        expect(values.map((value) => attribute(value, 'value'))).toEqual(words);
      } else expect(said).toBe(types[kind === 'scalar' ? (type ?? '') : ''] ?? 'xs:string');
    }
  });

  test('what the contract needs is required in the WSDL, and nothing else is', () => {
    const needed = new Set<string>();
    const fieldOf = (element: string) =>
      plainFields(binding).find((plain) => plain.element === element)?.field ?? element;
    // Own operations take things by id or by ref: then neither is needed by itself.
    const own: readonly string[] = binding.isOwn
      ? ((inputOf(binding) as { required?: string[] }).required ?? [])
      : [];
    for (const field of own) needed.add(field);
    try {
      if (!binding.isOwn) check(operations[binding.operation], { ...binding.usual, ...binding.fixed });
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      for (const { path, rule } of error.violations) {
        expect(rule).toBe('required');
        // What the core lets name in several ways is named in one here.
        if (plainFields(binding).some(({ field }) => `/${field}` === path)) needed.add(path.slice(1));
      }
    }
    for (const element of binding.required ?? []) needed.add(fieldOf(element));
    const required = [...saidBy(binding)].filter(([, child]) => attribute(child, 'minOccurs') !== '0');
    expect(new Set(required.map(([element]) => fieldOf(element)))).toEqual(needed);
  });

  test('its texts are for codes that it can meet in the words of the WSDL’s fault', () => {
    const path = `//wsdl:portType/wsdl:operation[@name='${binding.name}']/wsdl:fault/wsdl:documentation`;
    const said = elements(path)[0]?.content ?? '';
    for (const text of Object.values(binding.texts ?? {})) expect(said).toContain(text);
  });
});
