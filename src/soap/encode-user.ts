import type { OutputOf } from '../contract/operations.js';
import { builtInFields } from '../contract/profile-fields.js';
import { foreignRoleWord } from '../vendor/role-word.js';
import type { XmlNode } from '../xml/write-xml.js';
import { idList, node, optional } from './encode-values.js';

type User = OutputOf<'listUsers'>['items'][number];
type ProfileField = OutputOf<'listProfileFields'>['items'][number];

/** Ended employment is a state that the vendor tells in a later version of its operations only. */
const statuses: Readonly<Record<User['status'], string>> = { active: '1', inactive: '3', terminated: '3' };

/** The role that says most: the vendor has room for one. */
const rank = [
  'owner',
  'administrator',
  'department_administrator',
  'custom',
  'planner',
  'group_manager',
] as const;

/** A person, profile included: names of fields in upper case, only those that are set. */
export function userProfile(user: User): XmlNode {
  const held = rank.flatMap((role) => user.roles.find((one) => one.role === role) ?? []);
  const [first] = held;
  return [
    'userProfile',
    [
      node('userId', user.id),
      node('status', statuses[user.status]),
      node('departmentId', user.departmentId),
      ...optional('email', user.email),
      idList(
        'groups',
        user.groups.map(({ id }) => id),
      ),
      ['fields', profile(user)],
      ...optional('addedDate', user.addedDate),
      idList('manageableDepartmentIds', first?.managedDepartmentIds ?? []),
      node('role', foreignRoleWord(first?.role ?? 'learner')),
    ],
  ];
}

function profile(user: User): XmlNode[] {
  const usual = Object.entries(builtInFields).map(([name, field]) => [name, user[field]] as const);
  return [...usual, ...Object.entries(user.profileFields)].flatMap(([name, value]) =>
    value === null ? [] : [['field', [node('name', name.toUpperCase()), node('value', value)]] as const],
  );
}

export function userFieldInfo(field: ProfileField): XmlNode {
  return [
    'userFieldInfo',
    [
      node('userFieldInfoId', field.id),
      node('name', field.name.toUpperCase()),
      node('label', field.label),
      node('type', field.type),
      node('isUnique', field.unique),
      node('isVisible', true),
      node('isRequired', field.required),
      node('orderPriority', field.position),
    ],
  ];
}
