import Type from 'typebox';
import { Id, Identifier, NullableRef, newKey, Ref } from './identifier.js';
import { operation } from './operation.js';
import { count, counts, dryRunField } from './outcome.js';
import { PageOf, pageFields } from './page.js';
import { ifVersion, version } from './version.js';
import { search, words } from './words.js';

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

const VersionedDepartment = Type.Object({ ...Department.properties, ...version });

const oneDepartment = {
  departmentId: Type.Optional(Identifier('Id of the department.')),
  departmentRef: Type.Optional(Ref('Ref of the department.')),
};

const oneParent = {
  parentId: Type.Optional(Identifier('Id of the department above.')),
  parentRef: Type.Optional(Ref('The same by ref.')),
};

const key = Type.Union([newKey(), Type.Null()], {
  description: "The caller's own key, unique among departments; exact by code point.",
});
const code = Type.Union([words(64, 'Code.'), Type.Null()], { description: 'Code; need not be unique.' });

export const listDepartments = operation({
  name: 'listDepartments',
  changes: false,
  permission: 'department.read',
  summary: 'List departments',
  description:
    'The departments that the caller may see: all, those managed and everything below, or their own.',
  input: Type.Object(
    {
      search: search('Text that the name, code or ref contains.'),
      code: Type.Optional(
        Type.String({ minLength: 1, maxLength: 64, description: 'Only departments with this very code.' }),
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
  input: Type.Object(oneDepartment, {
    additionalProperties: false,
    exactlyOneOf: [['departmentId', 'departmentRef']],
  }),
  output: VersionedDepartment,
});

export const addDepartment = operation({
  name: 'addDepartment',
  changes: true,
  permission: 'department.create',
  summary: 'Add a department',
  description:
    'Adds a department below another one, which must be within reach. The first department of an account, its root, comes with the organisation file.',
  input: Type.Object(
    {
      name: words(255, 'Name.'),
      ref: Type.Optional(key),
      code: Type.Optional(code),
      ...oneParent,
      ...dryRunField,
    },
    { additionalProperties: false, exactlyOneOf: [['parentId', 'parentRef']] },
  ),
  output: VersionedDepartment,
});

export const updateDepartment = operation({
  name: 'updateDepartment',
  changes: true,
  permission: 'department.update',
  summary: 'Change or move a department',
  description:
    'What is omitted stays. With another department above it moves, and everything below moves along: not under itself or what lies below it, and not the root. A limited caller moves within reach only, and not the topmost department of their reach.',
  input: Type.Object(
    {
      ...oneDepartment,
      name: Type.Optional(words(255, 'Name.')),
      ref: Type.Optional(key),
      code: Type.Optional(code),
      ...oneParent,
      ...ifVersion,
      ...dryRunField,
    },
    {
      additionalProperties: false,
      exactlyOneOf: [['departmentId', 'departmentRef']],
      atMostOneOf: [['parentId', 'parentRef']],
    },
  ),
  output: VersionedDepartment,
});

export const moveDepartments = operation({
  name: 'moveDepartments',
  changes: true,
  permission: 'department.update',
  summary: 'Move departments',
  description: 'Puts all departments named below another one, each with everything below it; all or none.',
  input: Type.Object(
    {
      departmentIds: Type.Optional(
        Type.Array(Identifier('Id of a department.'), {
          minItems: 1,
          maxItems: 10_000,
          description: 'The departments to move.',
        }),
      ),
      departmentRefs: Type.Optional(
        Type.Array(Ref('Ref of a department.'), {
          minItems: 1,
          maxItems: 10_000,
          description: 'The same by ref.',
        }),
      ),
      ...oneParent,
      ...dryRunField,
    },
    {
      additionalProperties: false,
      exactlyOneOf: [
        ['departmentIds', 'departmentRefs'],
        ['parentId', 'parentRef'],
      ],
    },
  ),
  output: Type.Object({
    summary: counts({
      moved: count('Departments that lay elsewhere.'),
      unchanged: count('Departments that lay there already.'),
    }),
  }),
});

export const deleteDepartment = operation({
  name: 'deleteDepartment',
  changes: true,
  permission: 'department.delete',
  summary: 'Delete an empty department',
  description:
    'Deletes a department that has no people and nothing below it; the conflict says what it has. Deleted people do not count. Neither the root nor one that the rule of a SMART group names can be deleted; roles that manage it lose it.',
  input: Type.Object(
    { ...oneDepartment, ...ifVersion, ...dryRunField },
    { additionalProperties: false, exactlyOneOf: [['departmentId', 'departmentRef']] },
  ),
  output: Type.Object({ departmentId: Id('Id that the department had.') }),
});
