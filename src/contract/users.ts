import Type from 'typebox';
import { Id, Identifier, NullableRef, Ref } from './identifier.js';
import { operation } from './operation.js';
import { count, counts, dryRunField, modeField } from './outcome.js';
import { CountedPageOf, countedPageFields } from './page.js';
import { User, userStatuses, VersionedUser } from './user.js';
import { newUserRules, userFieldRules, userFields } from './user-fields.js';
import { ifVersion } from './version.js';
import { search } from './words.js';

const many = <T extends ReturnType<typeof Identifier>>(item: T, description: string) =>
  Type.Optional(Type.Array(item, { minItems: 1, maxItems: 10_000, description }));

const address = (description: string) => Type.String({ minLength: 1, maxLength: 255, description });

/** How one user is addressed. */
export const oneUser = {
  userId: Type.Optional(Identifier('Id of the user.')),
  userRef: Type.Optional(Ref('Ref of the user.')),
  userEmail: Type.Optional(address('E-mail address.')),
  userLogin: Type.Optional(address('Login.')),
};

export const oneUserRule = [['userId', 'userRef', 'userEmail', 'userLogin']];

const someUsers = (item: ReturnType<typeof Identifier>, description: string) =>
  Type.Optional(Type.Array(item, { minItems: 1, limit: 'learners', description }));

/** How many users are addressed. */
export const userLists = {
  userIds: someUsers(
    Identifier('Id of a user (UUID); another text is looked up as a ref.'),
    'The users, by id.',
  ),
  userRefs: someUsers(Ref("The caller's own key of a user."), 'The users, by ref.'),
  userEmails: someUsers(
    address('E-mail address, matched without regard to case.'),
    'The users, by e-mail address.',
  ),
  userLogins: someUsers(address('Login, matched without regard to case.'), 'The users, by login.'),
};

export const oneUserList = ['userIds', 'userRefs', 'userEmails', 'userLogins'] as const;

/** What happened to one user of a list, told for those that failed. */
export const UserOutcome = Type.Object(
  {
    outcome: Type.Enum(['failed'], { description: 'What happened.' }),
    userId: Type.Optional(Id('Id of the user.')),
    userRef: Type.Optional(NullableRef('Ref of the user.')),
    code: Type.String({ description: 'Why it failed: forbidden, invalid, conflict…' }),
    path: Type.String({ description: 'JSON pointer to the entry of the request that failed.' }),
    message: Type.String({ description: 'The same in words.' }),
  },
  { description: 'A user of the request that failed.' },
);

export const userOutcomes = Type.Array(UserOutcome, {
  maxItems: 1_000,
  description: 'The failures, in the order of the request; at most 1,000 are told, counts are exact.',
});

export const listUsers = operation({
  name: 'listUsers',
  changes: false,
  permission: 'user.read',
  summary: 'List users',
  description:
    'The users that the caller may see: everyone, those in the departments managed and everything below, members of the groups managed, direct reports, oneself. Filters narrow down together; within one, any of its values will do. Names that are unknown, or beyond reach, find nobody.',
  input: Type.Object(
    {
      departmentIds: many(
        Identifier('Id of a department.'),
        'Only users of these departments and everything below.',
      ),
      departmentRefs: many(Ref('Ref of a department.'), 'The same by ref.'),
      below: Type.Optional(
        Type.Boolean({
          default: true,
          description: 'false: only of these departments themselves, not of those below.',
        }),
      ),
      groupIds: many(Identifier('Id of a group.'), 'Only members of these groups.'),
      groupRefs: many(Ref('Ref of a group.'), 'The same by ref.'),
      userIds: many(Identifier('Id of a user.'), 'Only these users.'),
      userRefs: many(Ref('Ref of a user.'), 'Only users with these refs.'),
      emails: many(address('E-mail address.'), 'Only users with these e-mail addresses.'),
      logins: many(address('Login.'), 'Only users with these logins.'),
      status: Type.Optional(Type.Enum([...userStatuses], { description: 'Only users in this state.' })),
      active: Type.Optional(
        Type.Boolean({ description: 'true: only active users. false: only the others.' }),
      ),
      profileFields: Type.Optional(
        Type.Array(
          Type.String({
            minLength: 2,
            maxLength: 2_100,
            pattern: '^[A-Za-z][A-Za-z0-9_]*=',
            description: 'Name of a profile field, =, and a value of it.',
          }),
          {
            minItems: 1,
            maxItems: 20,
            description:
              'Only users with these values, case aside. Several values of one field: any will do; of several fields: all have to fit.',
          },
        ),
      ),
      search: search(
        'Text that the name, login, e-mail address, mobile number, ref or the value of a profile field contains.',
      ),
      ...countedPageFields,
    },
    {
      additionalProperties: false,
      atMostOneOf: [
        ['departmentIds', 'departmentRefs'],
        ['groupIds', 'groupRefs'],
      ],
    },
  ),
  output: CountedPageOf(User),
});

export const getUser = operation({
  name: 'getUser',
  changes: false,
  permission: 'user.read',
  summary: 'Get one user',
  description: 'One user by id, ref, e-mail address or login. What the caller may not see is absent.',
  input: Type.Object({ ...oneUser }, { additionalProperties: false, exactlyOneOf: oneUserRule }),
  output: VersionedUser,
});

export const findExistingUsers = operation({
  name: 'findExistingUsers',
  changes: false,
  permission: 'user.read',
  summary: 'Find which users exist',
  description:
    'Of the users named, those that exist within the reach of the caller, in the order and in the words of the request, each once.',
  input: Type.Object({ ...userLists }, { additionalProperties: false, exactlyOneOf: [[...oneUserList]] }),
  output: Type.Object({
    items: Type.Array(
      Type.Object({
        name: Type.String({ description: 'As the request named the user.' }),
        userId: Id('Id of the user.'),
        userRef: NullableRef('Ref of the user.'),
      }),
      { description: 'Those that exist.' },
    ),
  }),
});

export const addUser = operation({
  name: 'addUser',
  changes: true,
  permission: 'user.create',
  summary: 'Add a user',
  description:
    'Adds a person to a department. A login, e-mail address or ref that somebody has is a conflict that names the field. Required profile fields must have a value. A limited caller adds to departments within reach only, and gives no roles.',
  input: Type.Object(
    { ...userFields, ...dryRunField },
    {
      additionalProperties: false,
      exactlyOneOf: [['departmentId', 'departmentRef']],
      atMostOneOf: newUserRules,
    },
  ),
  output: VersionedUser,
});

export const updateUser = operation({
  name: 'updateUser',
  changes: true,
  permission: 'user.update',
  summary: 'Change a user',
  description:
    'What is omitted stays. A limited caller changes people within reach who hold no role beyond their own reach, and moves them between departments within reach only. Whoever becomes inactive or terminated cannot act within seconds; their enrollments stay.',
  input: Type.Object(
    { ...oneUser, ...userFields, ...ifVersion, ...dryRunField },
    { additionalProperties: false, exactlyOneOf: oneUserRule, atMostOneOf: userFieldRules },
  ),
  output: VersionedUser,
});

export const changeUserStatus = operation({
  name: 'changeUserStatus',
  changes: true,
  permission: 'user.update',
  summary: 'Activate, deactivate or terminate users',
  description: 'Gives all users named the same status. Enrollments stay as they are.',
  input: Type.Object(
    {
      ...userLists,
      status: Type.Enum([...userStatuses], { description: 'The state that they are to be in.' }),
      ...modeField,
      ...dryRunField,
    },
    { additionalProperties: false, exactlyOneOf: [[...oneUserList]] },
  ),
  output: Type.Object({
    summary: counts({
      changed: count('Users whose status is another one now.'),
      unchanged: count('Users who had it already.'),
      failed: count('Failures told.'),
    }),
    outcomes: userOutcomes,
  }),
});

export const moveUsers = operation({
  name: 'moveUsers',
  changes: true,
  permission: 'user.update',
  summary: 'Move users to another department',
  description:
    'All users named belong to that department from now on. It must be within reach, as they must.',
  input: Type.Object(
    {
      ...userLists,
      departmentId: Type.Optional(Identifier('Id of the department.')),
      departmentRef: Type.Optional(Ref('The same by ref.')),
      ...modeField,
      ...dryRunField,
    },
    {
      additionalProperties: false,
      exactlyOneOf: [[...oneUserList], ['departmentId', 'departmentRef']],
    },
  ),
  output: Type.Object({
    summary: counts({
      moved: count('Users who belonged to another department.'),
      unchanged: count('Users who were there already.'),
      failed: count('Failures told.'),
    }),
    outcomes: userOutcomes,
  }),
});

export const deleteUser = operation({
  name: 'deleteUser',
  changes: true,
  permission: 'user.delete',
  summary: 'Delete a user',
  description:
    'Ends all grants of the user, takes away roles, groups, tokens and API clients, and frees login, e-mail address and ref for somebody else. History and audit stay. Whoever reported to the user reports to nobody. It cannot be undone.',
  input: Type.Object(
    { ...oneUser, ...ifVersion, ...dryRunField },
    { additionalProperties: false, exactlyOneOf: oneUserRule },
  ),
  output: Type.Object({
    userId: Id('Id of the user.'),
    grantsEnded: count('Grants of enrollment that ended.'),
    tokensRevoked: count('Access tokens that were in force.'),
  }),
});

export const eraseUser = operation({
  name: 'eraseUser',
  changes: true,
  permission: 'user.erase',
  summary: 'Erase what identifies a user',
  description:
    'Deletes the user, if that has not been done, and replaces what identifies them everywhere, the audit included: names, login, e-mail address, mobile number, ref and values of profile fields. The id stays, and with it what happened to whom it was. It cannot be undone.',
  input: Type.Object(
    {
      userId: Identifier('Id of the user, also of one that has been deleted.'),
      confirm: Type.String({
        minLength: 1,
        maxLength: 255,
        description: 'The same id once more: that this very person is meant.',
      }),
      ...dryRunField,
    },
    { additionalProperties: false },
  ),
  output: Type.Object({
    userId: Id('Id of the user.'),
    grantsEnded: count('Grants of enrollment that ended.'),
    tokensRevoked: count('Access tokens that were in force.'),
    fieldsErased: Type.Array(Type.String(), { description: 'Fields of the user that held something.' }),
    profileValuesErased: count('Values of profile fields.'),
    auditEventsChanged: count('Audit events in which something was replaced.'),
  }),
});
