import Type from 'typebox';
import { entries, id, key, named, oneName, optionalKey, orNull, own, refs, words } from './file-entry.js';
import { groupKind } from './group-kind.js';
import { assignablePermissions } from './permission.js';
import { ProfileFieldName, profileFieldTypes } from './profile-fields.js';
import { RuleSchema } from './rule.js';
import { assignableRoles, userStatuses } from './user.js';
import { fieldValue, words as prose } from './words.js';

const secret = (description: string) => prose(1024, description);
const day = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}$',
  description: 'The day the user was added, YYYY-MM-DD.',
});

const RoleHeld = own({
  role: Type.Enum([...assignableRoles, 'learner'], {
    description: 'Everyone is a learner; it need not be said.',
  }),
  roleRef: optionalKey('Which custom role; with `custom` only.'),
  managedDepartmentRefs: refs(
    'Ref of a department.',
    'The departments managed, each with everything below; with department_administrator and custom.',
  ),
  managedGroupRefs: refs('Ref of a group.', 'The groups managed; with planner and group_manager.'),
});

const Department = own(
  {
    ...named,
    name: Type.Optional(words(255, 'Name; needed for a new one.')),
    code: orNull(words(64, 'Code.')),
    parentRef: orNull(key('Ref of the department above. Exactly one department has none: the root.')),
  },
  oneName,
);

const ProfileField = own({
  id,
  name: ProfileFieldName('By which it is known, case aside: the key of this array.'),
  label: Type.Optional(words(255, 'What people read; needed for a new one.')),
  type: Type.Optional(
    Type.Enum([...profileFieldTypes], {
      description: 'What its values are; needed for a new one, and never changed.',
    }),
  ),
  required: Type.Optional(
    Type.Boolean({ description: 'Whether every user that is added or changed must have a value.' }),
  ),
  unique: Type.Optional(
    Type.Boolean({ description: 'Whether no two users may have the same value, case aside.' }),
  ),
  choices: Type.Optional(
    Type.Array(words(255, 'A value.'), {
      maxItems: 1_000,
      uniqueItems: true,
      description: 'The values of a field of the type choice; replaces those that were.',
    }),
  ),
  position: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 10_000,
      description: 'Fields are shown in this order; usually as they stand here.',
    }),
  ),
});

const Group = own(
  {
    ...named,
    name: Type.Optional(words(255, 'Name; needed for a new one.')),
    kind: Type.Optional(groupKind('What it is; usually a group. It never changes.')),
    memberRefs: refs('Ref of a user.', 'Replaces the members; not for a SMART group.'),
    rule: Type.Optional(RuleSchema),
  },
  oneName,
);

const CustomRole = own(
  {
    ...named,
    title: Type.Optional(words(255, 'Title; needed for a new one.')),
    description: orNull(prose(2_000, 'What it is for.')),
    permissions: Type.Optional(
      Type.Array(Type.Enum([...assignablePermissions]), {
        uniqueItems: true,
        description: 'What holders may do; replaces what they could.',
      }),
    ),
  },
  oneName,
);

const User = own(
  {
    ...named,
    login: orNull(key('Unique, matched without regard to case.')),
    email: orNull(key('Unique, matched without regard to case.')),
    firstName: orNull(words(255, 'First name.')),
    lastName: orNull(words(255, 'Last name.')),
    departmentRef: optionalKey('Ref of the department; needed for a new user.'),
    mobile: orNull(words(64, 'Mobile number.')),
    preferredChannel: Type.Optional(
      Type.Union([Type.Enum(['email', 'sms']), Type.Null()], {
        description: 'How messages should reach the user.',
      }),
    ),
    userType: orNull(words(64, 'What kind of user the organisation calls them: a word of its own.')),
    language: orNull(words(35, 'Language tag (BCP 47).')),
    timeZone: orNull(words(64, 'IANA name.')),
    status: Type.Optional(Type.Enum([...userStatuses], { description: 'New users are active.' })),
    addedDate: Type.Optional(day),
    managerRef: orNull(key('Ref of the user whom this one reports to.')),
    password: Type.Optional(secret('Only if the user signs in with one.')),
    passwordHash: Type.Optional(
      Type.String({
        maxLength: 512,
        description: 'In place of `password`: scrypt:N:r:p:salt:hash, salt and hash in base64url.',
      }),
    ),
    profileFields: Type.Optional(
      Type.Record(Type.String(), Type.Union([fieldValue, Type.Null()]), {
        maxProperties: 200,
        description:
          'Values of profile fields by name, case aside; what is not named stays, null or an empty text takes a value away.',
      }),
    ),
    roles: Type.Optional(Type.Array(RoleHeld, { maxItems: 100, description: 'Replaces the roles held.' })),
  },
  oneName,
);

/** Who is there, in what, and as what. */
export const peopleArrays = {
  departments: entries(Department, 'One tree.'),
  profileFields: entries(ProfileField, 'The fields that the account adds to the profile of users.'),
  groups: entries(
    Group,
    'Groups, companies, teams and functions: of those named, or SMART, of those whom a rule catches.',
  ),
  roles: entries(CustomRole, 'Custom roles: named sets of permissions.'),
  users: entries(User, 'People.'),
};

export const apiClients = entries(
  own({
    clientId: key('Id of the client.'),
    clientSecret: Type.Optional(secret('Needed for a new client.')),
    userRef: optionalKey('The user that it acts for; needed for a new client.'),
  }),
  'Integrations that get tokens by client credentials.',
);
