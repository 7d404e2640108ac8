import Type from 'typebox';
import { Id, NullableRef } from './identifier.js';
import { version } from './version.js';

const text = (description: string) => Type.Union([Type.String(), Type.Null()], { description });

/** The states of a user, as every protocol names them. */
export const userStatuses = ['active', 'inactive', 'terminated'] as const;

/** Everyone is a learner; what else somebody may be. `planner` and `group_manager` see the members of their groups. */
export const assignableRoles = [
  'owner',
  'administrator',
  'department_administrator',
  'custom',
  'planner',
  'group_manager',
] as const;

const NamedThing = (what: string) =>
  Type.Object(
    {
      id: Id(`Id of the ${what}.`),
      ref: NullableRef(`Ref of the ${what}.`),
      name: Type.String({ description: `Name of the ${what}.` }),
    },
    { description: `A ${what}.` },
  );

/** One role that somebody holds, as answered. */
export const RoleHeld = Type.Object(
  {
    role: Type.Enum([...assignableRoles], { description: 'Which role.' }),
    roleId: Id('Id of the role, as roles are listed.'),
    roleRef: NullableRef('Ref of the custom role.'),
    title: Type.String({ description: 'Title of the role.' }),
    managedDepartmentIds: Type.Array(Id('Id of a department.'), {
      description:
        'The departments managed, each with everything below; empty for roles that reach everyone. Those beyond the reach of whoever reads are left out.',
    }),
    managedGroupIds: Type.Array(Id('Id of a group.'), {
      description: 'The groups that a planner or group manager sees.',
    }),
  },
  { description: 'A role that somebody holds.' },
);

export const User = Type.Object(
  {
    id: Id('Id of the user.'),
    ref: NullableRef("The caller's own key."),
    login: text('What the user signs in with.'),
    email: text('E-mail address.'),
    firstName: text('First name.'),
    lastName: text('Last name.'),
    mobile: text('Mobile number.'),
    preferredChannel: Type.Union([Type.Enum(['email', 'sms']), Type.Null()], {
      description: 'How messages should reach the user.',
    }),
    userType: text("What kind of user the organisation calls them: a word of its own, such as 'contractor'."),
    language: text('Language tag (BCP 47).'),
    timeZone: text('IANA time zone.'),
    status: Type.Enum([...userStatuses], {
      description:
        'inactive: can be enrolled, but cannot act. terminated: the same, since the employment ended.',
    }),
    departmentId: Id('Department that the user belongs to.'),
    departmentRef: NullableRef('Ref of that department.'),
    managerId: text('Whom the user reports to.'),
    managerRef: NullableRef('Ref of whom the user reports to.'),
    addedDate: text('The day the user was added, YYYY-MM-DD.'),
    profileFields: Type.Record(Type.String(), Type.String(), {
      description:
        'Values of the profile fields that the account has defined, by name; only those that are set.',
    }),
    roles: Type.Array(RoleHeld, { description: 'Roles beside that of a learner, which everyone has.' }),
    groups: Type.Array(NamedThing('group'), { description: 'Groups that the user belongs to.' }),
  },
  { description: 'A person.' },
);

export const VersionedUser = Type.Object({ ...User.properties, ...version });
