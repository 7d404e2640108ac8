import Type from 'typebox';
import { Id, Identifier, NullableRef, Ref } from './identifier.js';
import { operation } from './operation.js';
import { PageOf, pageFields } from './page.js';

export const Department = Type.Object(
  {
    id: Id('Id of the department.'),
    ref: NullableRef("The caller's own key."),
    name: Type.String({ description: 'Name.' }),
    code: Type.Union([Type.String(), Type.Null()], { description: 'Code, if it has one.' }),
    parentId: Type.Union([Type.String({ format: 'uuid' }), Type.Null()], {
      description: 'The department above; null for the root, and where the caller may not see it.',
    }),
    parentRef: NullableRef('Ref of the department above.'),
  },
  { description: 'A node of the tree of departments.' },
);

export const listDepartments = operation({
  name: 'listDepartments',
  changes: false,
  permission: 'department.read',
  summary: 'List departments',
  description:
    'The departments that the caller may see: all, those managed and everything below, or their own.',
  input: Type.Object(
    {
      search: Type.Optional(
        Type.String({
          minLength: 1,
          maxLength: 255,
          description: 'Text that the name, code or ref contains.',
        }),
      ),
      parentId: Type.Optional(Identifier('Only those directly below this one.')),
      parentRef: Type.Optional(Ref('The same by ref.')),
      ...pageFields,
    },
    { additionalProperties: false, atMostOneOf: [['parentId', 'parentRef']] },
  ),
  output: PageOf(Department),
});

export const getDepartment = operation({
  name: 'getDepartment',
  changes: false,
  permission: 'department.read',
  summary: 'Get one department',
  description: 'One department by id or ref. What the caller may not see is absent.',
  input: Type.Object(
    {
      departmentId: Type.Optional(Identifier('Id of the department.')),
      departmentRef: Type.Optional(Ref('Ref of the department.')),
    },
    { additionalProperties: false, exactlyOneOf: [['departmentId', 'departmentRef']] },
  ),
  output: Department,
});
