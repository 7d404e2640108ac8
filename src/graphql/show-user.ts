import type { OutputOf } from '../contract/operations.js';

type UserView = OutputOf<'listUsers'>['items'][number];

const roles: Readonly<Record<string, string>> = {
  owner: 'OWNER',
  administrator: 'ADMINISTRATOR',
  department_administrator: 'MANAGER',
  custom: 'CUSTOM',
  planner: 'PLANNER',
  group_manager: 'GROUP_MANAGER',
};

/** Languages that the schema has a word for; set when it is read. */
export interface Words {
  readonly languages: ReadonlySet<string>;
}

/** A user as Pluvo has it. */
export function showUser(user: UserView, { languages }: Words) {
  const language = user.language?.slice(0, 2).toUpperCase() ?? '';
  return {
    id: user.id,
    ref: user.ref,
    isActive: user.status === 'active',
    archived: user.status !== 'active',
    email: user.email ?? '',
    name: [user.firstName, user.lastName].filter(Boolean).join(' '),
    firstName: user.firstName,
    lastName: user.lastName,
    login: user.login,
    roles: [...new Set(['PARTICIPANT', ...user.roles.map(({ role }) => roles[role])])],
    profileImage: '',
    language: languages.has(language) ? language : null,
    extraFields: JSON.stringify(user.profileFields),
    afasEmployeeId: user.profileFields['afasemployeeid'] ?? null,
    afasPersonId: user.profileFields['afaspersonid'] ?? null,
    departmentId: user.departmentId,
    departmentRef: user.departmentRef,
  };
}

export type ShownUser = ReturnType<typeof showUser>;
