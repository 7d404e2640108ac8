import Type from 'typebox';
import { Id, Identifier, NullableRef, newKey, Ref } from './identifier.js';
import { operation } from './operation.js';
import { dryRunField } from './outcome.js';
import { assignablePermissions } from './permission.js';
import { assignableRoles, RoleHeld } from './user.js';
import { AskedRoles } from './user-fields.js';
import { oneUser, oneUserRule } from './users.js';
import { ifVersion, version } from './version.js';
import { words } from './words.js';

export const Role = Type.Object(
  {
    id: Id('Id of the role; the built-in ones have the same everywhere.'),
    ref: NullableRef("The caller's own key of a custom role."),
    role: Type.Enum([...assignableRoles, 'learner'], {
      description: 'custom, or which built-in role it is.',
    }),
    title: Type.String({ description: 'Title.' }),
    description: Type.Union([Type.String(), Type.Null()], { description: 'What it is for.' }),
    permissions: Type.Array(Type.String(), {
      description: 'What holders may do, as far as their reach goes.',
    }),
  },
  { description: 'A role: built in, or a named set of permissions.' },
);

const VersionedRole = Type.Object({ ...Role.properties, ...version });

const oneRole = {
  roleId: Type.Optional(Identifier('Id of the role.')),
  roleRef: Type.Optional(Ref('Ref of the role.')),
};
const oneRoleRule = [['roleId', 'roleRef']];

const settable = {
  ref: Type.Optional(
    Type.Union([newKey(), Type.Null()], {
      description: "The caller's own key, unique among roles; exact by code point.",
    }),
  ),
  description: Type.Optional(
    Type.Union([words(2_000, 'What it is for.'), Type.Null()], { description: 'What it is for.' }),
  ),
};
const permissions = Type.Array(Type.Enum([...assignablePermissions]), {
  uniqueItems: true,
  description: 'What holders may do, as far as their reach goes.',
});

export const listRoles = operation({
  name: 'listRoles',
  changes: false,
  permission: 'role.read',
  summary: 'List roles',
  description: 'The built-in roles, then the custom ones.',
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({ items: Type.Array(Role, { description: 'The roles.' }) }),
});

export const getRole = operation({
  name: 'getRole',
  changes: false,
  permission: 'role.read',
  summary: 'Get one role',
  description: 'One role by id or ref.',
  input: Type.Object(oneRole, { additionalProperties: false, exactlyOneOf: oneRoleRule }),
  output: VersionedRole,
});

export const createRole = operation({
  name: 'createRole',
  changes: true,
  permission: 'role.manage',
  summary: 'Create a custom role',
  description: 'A named set of permissions, to be held over departments.',
  input: Type.Object(
    { title: words(255, 'Title.'), ...settable, permissions, ...dryRunField },
    { additionalProperties: false },
  ),
  output: VersionedRole,
});

export const updateRole = operation({
  name: 'updateRole',
  changes: true,
  permission: 'role.manage',
  summary: 'Change a custom role',
  description: 'What is omitted stays. Holders may do what it says from then on, within seconds.',
  input: Type.Object(
    {
      ...oneRole,
      title: Type.Optional(words(255, 'Title.')),
      ...settable,
      permissions: Type.Optional(permissions),
      ...ifVersion,
      ...dryRunField,
    },
    { additionalProperties: false, exactlyOneOf: oneRoleRule },
  ),
  output: VersionedRole,
});

export const deleteRole = operation({
  name: 'deleteRole',
  changes: true,
  permission: 'role.manage',
  summary: 'Delete a custom role',
  description: 'It refuses while somebody holds the role, and says how many.',
  input: Type.Object(
    { ...oneRole, ...ifVersion, ...dryRunField },
    { additionalProperties: false, exactlyOneOf: oneRoleRule },
  ),
  output: Type.Object({ roleId: Id('Id that the role had.') }),
});

export const replaceUserRoles = operation({
  name: 'replaceUserRoles',
  changes: true,
  permission: 'role.assign',
  summary: 'Give a user other roles',
  description:
    'Replaces the roles that the user holds; an empty list leaves a learner. An account keeps at least one active owner, if it has any. It counts within seconds.',
  input: Type.Object(
    { ...oneUser, roles: AskedRoles, ...dryRunField },
    { additionalProperties: false, exactlyOneOf: oneUserRule },
  ),
  output: Type.Object({
    userId: Id('Id of the user.'),
    roles: Type.Array(RoleHeld, { description: 'The roles held from now on.' }),
  }),
});
