import Type from 'typebox';
import { Identifier, newKey, Ref } from './identifier.js';
import { assignableRoles, userStatuses } from './user.js';
import { fieldValue, words } from './words.js';

const orNull = <T extends ReturnType<typeof words>>(item: T) =>
  Type.Optional(
    Type.Union([item, Type.Null()], { description: (item as { description?: string }).description ?? '' }),
  );

/** One role that somebody is to hold. */
export const AskedRole = Type.Object(
  {
    role: Type.Optional(
      Type.Enum([...assignableRoles, 'learner'], {
        description: 'Everyone is a learner; it need not be said. Or give `roleId`.',
      }),
    ),
    roleId: Type.Optional(Identifier('Id (or ref) of any role, as roles are listed.')),
    roleRef: Type.Optional(Ref('Ref of a custom role.')),
    managedDepartmentIds: Type.Optional(
      Type.Array(Identifier('Id of a department.'), {
        maxItems: 10_000,
        description: 'With department_administrator and custom: each with everything below.',
      }),
    ),
    managedDepartmentRefs: Type.Optional(
      Type.Array(Ref('Ref of a department.'), { maxItems: 10_000, description: 'The same by ref.' }),
    ),
    managedGroupIds: Type.Optional(
      Type.Array(Identifier('Id of a group.'), {
        maxItems: 10_000,
        description: 'With planner and group_manager.',
      }),
    ),
    managedGroupRefs: Type.Optional(
      Type.Array(Ref('Ref of a group.'), { maxItems: 10_000, description: 'The same by ref.' }),
    ),
  },
  {
    additionalProperties: false,
    description: 'A role that somebody is to hold.',
    atMostOneOf: [
      ['managedDepartmentIds', 'managedDepartmentRefs'],
      ['managedGroupIds', 'managedGroupRefs'],
      ['roleId', 'roleRef'],
    ],
  },
);

export const AskedRoles = Type.Array(AskedRole, {
  maxItems: 100,
  description: 'Replaces the roles held. Only owner and administrators may change roles.',
});

/** What can be said of a user, when adding and when updating; null takes away. */
export const userFields = {
  ref: orNull(newKey({ description: "The caller's own key, unique; exact by code point." })),
  login: orNull(
    newKey({ description: 'What the user signs in with: unique, matched without regard to case.' }),
  ),
  email: orNull(newKey({ description: 'E-mail address: unique, matched without regard to case.' })),
  firstName: orNull(words(255, 'First name.')),
  lastName: orNull(words(255, 'Last name.')),
  mobile: orNull(words(64, 'Mobile number.')),
  preferredChannel: Type.Optional(
    Type.Union([Type.Enum(['email', 'sms']), Type.Null()], {
      description: 'How messages should reach the user.',
    }),
  ),
  userType: orNull(words(64, 'What kind of user the organisation calls them: a word of its own.')),
  language: orNull(words(35, 'Language tag (BCP 47).')),
  timeZone: orNull(words(64, 'IANA name.')),
  status: Type.Optional(
    Type.Enum([...userStatuses], { description: 'A new user is active unless said otherwise.' }),
  ),
  addedDate: Type.Optional(
    Type.String({
      pattern: '^\\d{4}-\\d{2}-\\d{2}$',
      description: 'The day the user was added, YYYY-MM-DD; today, unless said otherwise.',
    }),
  ),
  departmentId: Type.Optional(Identifier('Id of the department that the user belongs to.')),
  departmentRef: Type.Optional(Ref('The same by ref.')),
  managerId: Type.Optional(
    Type.Union([Identifier('Id of a user.'), Type.Null()], {
      description: 'Id of whom the user reports to; null: nobody.',
    }),
  ),
  managerRef: Type.Optional(Ref('The same by ref.')),
  password: Type.Optional(
    words(1_024, 'Only if the user signs in with one. It is stored hashed and never shown.'),
  ),
  profileFields: Type.Optional(
    Type.Record(Type.String(), Type.Union([fieldValue, Type.Null()]), {
      maxProperties: 200,
      description:
        'Values of profile fields by name, case aside; what is not named stays, null or an empty text takes a value away.',
    }),
  ),
  roles: Type.Optional(AskedRoles),
  groupIds: Type.Optional(
    Type.Array(Identifier('Id of a group.'), {
      maxItems: 1_000,
      description: 'Replaces the groups that the user belongs to; SMART groups are left as they are.',
    }),
  ),
  groupRefs: Type.Optional(
    Type.Array(Ref('Ref of a group.'), { maxItems: 1_000, description: 'The same by ref.' }),
  ),
};

/** Which fields of a new user exclude each other, beside those of the department: of these there is exactly one. */
export const newUserRules = [
  ['managerId', 'managerRef'],
  ['groupIds', 'groupRefs'],
];

/** Which fields of a change exclude each other. */
export const userFieldRules = [['departmentId', 'departmentRef'], ...newUserRules];
