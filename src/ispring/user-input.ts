import { failureAt } from '../contract/failure.js';
import { builtInFields } from '../contract/profile-fields.js';
import { foreignRole, foreignRoleWords } from '../vendor/role-word.js';
import type { Shapes } from './shape.js';
import { ids, listOf, object, scalars, values } from './shape.js';

type Fields = Readonly<Record<string, unknown>>;

const oneRole = object({ ...scalars('roleId', 'roleType', 'role'), manageableDepartmentIds: ids }, 'roleId');

/** What can be said of a user, when adding and when changing. */
export const userShapes: Shapes = {
  ...scalars('departmentId', 'password', 'role', 'roleId', 'email', 'login'),
  fields: values,
  manageableDepartmentIds: ids,
  groupIds: ids,
  roles: listOf(oneRole, 'userRole', 'role', 'id'),
};

/** What is accepted when adding a user and not acted upon: nothing is sent to anybody. */
export const unsentShapes: Shapes = scalars(
  'sendLoginEmail',
  'invitationMessage',
  'sendLoginSMS',
  'invitationSMSMessage',
);

export const userHeaders = Object.keys(userShapes);

/** The vendor's names of what the core says of a user. */
export const userNames: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(builtInFields).map(([name, field]) => [field, `fields/${name}`])),
  profileFields: 'fields',
};

/** The input of the core for what was said of a user. */
export function userInput(fields: Fields): Fields {
  const input: Record<string, unknown> = {};
  for (const name of ['departmentId', 'password', 'groupIds', 'login', 'email']) {
    if (fields[name] !== undefined) input[name] = fields[name];
  }
  const own: Record<string, unknown> = {};
  for (const [name, value] of Object.entries((fields['fields'] ?? {}) as Fields)) {
    const known = Object.hasOwn(builtInFields, name)
      ? builtInFields[name as keyof typeof builtInFields]
      : undefined;
    if (known) input[known] = value === '' ? null : value;
    else own[name] = value;
  }
  if (Object.keys(own).length > 0) input['profileFields'] = own;
  const roles = rolesOf(fields);
  return roles === undefined ? input : { ...input, roles };
}

/** The roles asked for: `roles` as a list, or the one of `role` and `roleId`; undefined where nothing is said. */
function rolesOf(fields: Fields): unknown {
  const { roles, role, roleId, manageableDepartmentIds: departments } = fields;
  if (roles !== undefined) {
    if (!Array.isArray(roles)) return roles;
    return roles.flatMap((one, place) => {
      const { roleId: id, roleType, role: word = roleType, manageableDepartmentIds: over } = one as Fields;
      return askedRole(word, id, over, `/roles/${place}`);
    });
  }
  if (role === undefined && roleId === undefined) {
    if (departments === undefined || (Array.isArray(departments) && departments.length === 0))
      return undefined;
    throw failureAt('invalid', '/role', 'required', 'Give role or roleId beside manageableDepartmentIds.');
  }
  return askedRole(role, roleId, departments, '');
}

/** One role as the core takes it; none for that of a learner, which everyone has. */
function askedRole(word: unknown, roleId: unknown, departments: unknown, path: string): Fields[] {
  const meant = word === undefined ? undefined : foreignRole(String(word));
  if (word !== undefined && !meant) {
    const message = `It must be one of ${foreignRoleWords.join(', ')}.`;
    throw failureAt('invalid', `${path}/role`, 'one_of', message);
  }
  // The id says more than the word: what the vendor calls custom may be a role of another kind here.
  if (roleId !== undefined) return [{ roleId, ...over(departments) }];
  if (!meant || meant.role === 'learner') return [];
  if (meant.role === 'custom' && meant.roleRef === undefined)
    throw failureAt('invalid', `${path}/roleId`, 'required', 'A custom role needs its roleId.');
  const reaches = meant.role === 'custom' || meant.role === 'department_administrator';
  const named = meant.roleRef === undefined ? { role: meant.role } : { roleRef: meant.roleRef };
  return [{ ...named, ...(reaches ? over(departments) : {}) }];
}

function over(departments: unknown): Fields {
  if (departments === undefined || (Array.isArray(departments) && departments.length === 0)) return {};
  return { managedDepartmentIds: departments };
}
