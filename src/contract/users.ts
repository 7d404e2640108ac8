import Type from 'typebox';
import { Id, Identifier, NullableRef, Ref } from './identifier.js';
import { operation } from './operation.js';
import { PageOf, pageFields } from './page.js';

const text = (description: string) => Type.Union([Type.String(), Type.Null()], { description });

export const User = Type.Object(
  {
    id: Id('Id of the user.'),
    ref: NullableRef("The caller's own key."),
    login: text('What the user signs in with.'),
    email: text('E-mail address.'),
    firstName: text('First name.'),
    lastName: text('Last name.'),
    language: text('Language tag (BCP 47).'),
    timeZone: text('IANA time zone.'),
    status: Type.Enum(['active', 'inactive'], {
      description: 'An inactive user can be enrolled, but cannot act.',
    }),
    departmentId: Id('Department that the user belongs to.'),
    departmentRef: NullableRef('Ref of that department.'),
    managerId: text('Whom the user reports to.'),
    managerRef: NullableRef('Ref of whom the user reports to.'),
    addedDate: text('The day the user was added, YYYY-MM-DD.'),
  },
  { description: 'A person.' },
);

export const listUsers = operation({
  name: 'listUsers',
  changes: false,
  permission: 'user.read',
  summary: 'List users',
  description:
    'The users that the caller may see: everyone, those in the departments managed and everything below, direct reports, oneself.',
  input: Type.Object(
    {
      departmentId: Type.Optional(Identifier('Only users of this department and everything below.')),
      departmentRef: Type.Optional(Ref('The same by ref.')),
      status: Type.Optional(Type.Enum(['active', 'inactive'], { description: 'Only users in this state.' })),
      search: Type.Optional(
        Type.String({
          minLength: 1,
          maxLength: 255,
          description: 'Text that the name, login, e-mail address or ref contains.',
        }),
      ),
      ...pageFields,
    },
    { additionalProperties: false, atMostOneOf: [['departmentId', 'departmentRef']] },
  ),
  output: PageOf(User),
});

export const getUser = operation({
  name: 'getUser',
  changes: false,
  permission: 'user.read',
  summary: 'Get one user',
  description: 'One user by id, ref, e-mail address or login. What the caller may not see is absent.',
  input: Type.Object(
    {
      userId: Type.Optional(Identifier('Id of the user.')),
      userRef: Type.Optional(Ref('Ref of the user.')),
      userEmail: Type.Optional(Type.String({ minLength: 1, maxLength: 255, description: 'E-mail address.' })),
      userLogin: Type.Optional(Type.String({ minLength: 1, maxLength: 255, description: 'Login.' })),
    },
    { additionalProperties: false, exactlyOneOf: [['userId', 'userRef', 'userEmail', 'userLogin']] },
  ),
  output: User,
});
