import { Failure } from '../contract/failure.js';
import type { OutputOf } from '../contract/operations.js';
import { builtInFields } from '../contract/profile-fields.js';
import { invitationViolations } from '../vendor/invitation.js';
import { shapeRoles } from './asked-roles.js';
import { type Binding, ids, permissionDenied, scalar, success } from './binding.js';
import { userFieldInfo, userProfile } from './encode-user.js';
import { node } from './encode-values.js';
import { shapeValues, valuesAsk } from './profile-values.js';
import type { Shaped } from './said.js';

const settable = {
  email: scalar('email'),
  login: scalar('login'),
  password: scalar('password'),
  departmentId: scalar('departmentId'),
  role: { kind: 'text' },
  roleId: { kind: 'text' },
  manageableDepartmentIds: { kind: 'list' },
  groups: ids('groupIds'),
  roles: { kind: 'roles' },
  fields: { kind: 'values' },
} as const;

const messages = {
  sendLoginEmail: { kind: 'text' },
  invitationMessage: { kind: 'text' },
  sendLoginSMS: { kind: 'text' },
  invitationSMSMessage: { kind: 'text' },
} as const;

const all = (...parts: readonly Shaped[]): Shaped => ({
  input: Object.assign({}, ...parts.map(({ input }) => input)),
  violations: parts.flatMap(({ violations }) => violations),
});

/** What stands in `fields`, unless it has an element of its own. */
const places = {
  ...Object.fromEntries(
    Object.entries(builtInFields).flatMap(([name, field]) =>
      name in settable ? [] : [[field, `fields/${name}`]],
    ),
  ),
  profileFields: 'fields',
};

/** Which of the two that are unique is taken already. */
const taken = ({ code, violations }: Failure) => {
  if (code !== 'conflict') return undefined;
  const [path] = violations.map((violation) => violation.path);
  if (path === '/email') return 'User with the same email is already registered';
  return path === '/login' ? 'User with the same login is already registered' : undefined;
};

const statusComplaint = (status: string) => `User status must be 1 or 3, ${status} given`;

/** To whom something is to be done is one of a list in the core: unknown there is unknown here. */
const unknownUser = (failure: Failure) => {
  const [first] = failure.violations;
  return failure.code === 'invalid' && first?.path === '/userIds/0' && first.rule === 'unknown'
    ? new Failure('absent', failure.message, { violations: failure.violations })
    : failure;
};

const unknown = { absent: 'Unknown user' };

export const userBindings: readonly Binding[] = [
  {
    // In doubt: the documentation does not show the reply; its name is that of the rule.
    name: 'AddUser',
    operation: 'addUser',
    fields: { ...settable, ...messages },
    places,
    required: ['login'],
    asks: valuesAsk,
    shape: (said, known) =>
      all(shapeValues(said, known), shapeRoles(said), {
        input: {},
        violations: invitationViolations((field) => said.texts.get(field)),
      }),
    reply: ({ id }: OutputOf<'addUser'>) => ['AddUserResult', [node('userId', id)]],
    textOf: taken,
  },
  {
    // In doubt: the documentation does not show the reply; its name is that of the rule.
    name: 'UpdateUserProfile',
    operation: 'updateUser',
    fields: { userId: scalar('userId'), ...settable },
    places,
    asks: valuesAsk,
    shape: (said, known) => all(shapeValues(said, known), shapeRoles(said)),
    reply: success('UpdateUserProfileResult'),
    texts: unknown,
    textOf: taken,
  },
  {
    name: 'GetUserProfile',
    operation: 'getUser',
    fields: { userId: scalar('userId') },
    reply: (output: OutputOf<'getUser'>) => ['GetUserProfileResult', [userProfile(output)]],
    texts: unknown,
  },
  {
    name: 'GetUsers',
    operation: 'listUsers',
    fields: {
      groupId: { kind: 'one', field: 'groupIds' },
      departmentId: { kind: 'one', field: 'departmentIds' },
      // What departments were called once.
      organizationId: { kind: 'one', field: 'departmentIds' },
    },
    beside: ['groupId', 'departmentId', 'organizationId'],
    fixed: { below: false },
    wholeList: true,
    reply: ({ items }: OutputOf<'listUsers'>) => ['GetUsersResult', items.map(userProfile)],
  },
  {
    name: 'FindExistingUsers',
    operation: 'findExistingUsers',
    fields: { userIds: ids('userIds') },
    reply: ({ items }: OutputOf<'findExistingUsers'>) => [
      'FindExistingUsersResult',
      [['userIds', items.map(({ name }) => node('id', name))]],
    ],
    texts: permissionDenied,
  },
  {
    name: 'ChangeUserStatus',
    operation: 'changeUserStatus',
    fields: {
      userId: { kind: 'one', field: 'userIds' },
      status: {
        kind: 'code',
        field: 'status',
        words: { '1': 'active', '3': 'inactive' },
        complaint: statusComplaint,
      },
      deactivationDate: { kind: 'text' },
    },
    shape: ({ texts }) => ({ input: {}, violations: noDeactivationDate(texts.get('deactivationDate')) }),
    reply: success('successResult'),
    texts: unknown,
    textOf: ({ violations }) => violations.find(({ rule }) => spoken.includes(rule))?.message,
    translate: unknownUser,
  },
  {
    name: 'DeleteUser',
    operation: 'deleteUser',
    fields: { userId: scalar('userId') },
    reply: success('DeleteUserResult'),
    texts: { ...unknown, ...permissionDenied },
  },
  {
    name: 'GetUserProfileFields',
    operation: 'listProfileFields',
    fields: {},
    reply: ({ items }: OutputOf<'listProfileFields'>) => [
      'GetUserProfileFieldsResult',
      items.map(userFieldInfo),
    ],
  },
];

/** Rules of ChangeUserStatus whose own words are the fault text. */
const spoken: readonly string[] = ['code', 'deactivation_date'];

/** Long ago a status could change on a day to come. Nothing here waits for days: it is refused rather than done today. */
function noDeactivationDate(date: string | undefined) {
  if (date === undefined) return [];
  const path = '/deactivationDate';
  return /^\d{4}-\d{2}-\d{2}$/.test(date)
    ? [{ path, rule: 'not_supported', message: 'A status changes at once: ask again on that day.' }]
    : [{ path, rule: 'deactivation_date', message: 'Deactivation date must be in a format YYYY-MM-DD' }];
}
