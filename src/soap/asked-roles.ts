import { builtInRoleById } from '../contract/built-in-role.js';
import type { Violation } from '../contract/failure.js';
import { type ForeignRole, foreignRole } from '../vendor/role-word.js';
import type { Said, Shaped } from './said.js';

type Asked = {
  readonly role?: string;
  readonly roleId?: string;
  readonly roleRef?: string;
  readonly managedDepartmentIds?: readonly string[];
};

/** The roles that are asked for; none, where the request says nothing of them. `roles` counts before `role`. */
export function shapeRoles({ roles, texts, lists }: Said): Shaped {
  const departments = lists.get('manageableDepartmentIds');
  const managing = (asked: Asked, own: readonly string[] | undefined): Asked => {
    const kind = asked.role ?? builtInRoleById(asked.roleId ?? '')?.role ?? 'custom';
    const manages = kind === 'department_administrator' || kind === 'custom';
    const managed = own ?? departments;
    return manages && managed ? { ...asked, managedDepartmentIds: managed } : asked;
  };
  if (roles.length > 0) {
    const asked = roles.map(({ role, departments: own }) =>
      managing(named(foreignRole(role)) ?? { roleId: role }, own),
    );
    return { input: { roles: asked }, violations: [] };
  }
  const [role, roleId] = [texts.get('role'), texts.get('roleId')];
  if (role === undefined && roleId === undefined) {
    return departments === undefined
      ? { input: {}, violations: [] }
      : refused(
          '/roles/0/role',
          'required',
          'Departments are managed by a role: <role> is needed with them.',
        );
  }
  const word = role === undefined ? undefined : foreignRole(role);
  if (role !== undefined && !word) {
    const message = `There is no role ${JSON.stringify(role.slice(0, 80))}.`;
    return refused('/roles/0/role', 'one_of', message);
  }
  // The vendor's own roles came to be custom ones: whoever knows the id of that one may say it.
  const goesById = !word || word.role === 'custom';
  const asked = goesById && roleId !== undefined ? { roleId } : named(word);
  return asked
    ? { input: { roles: [managing(asked, undefined)] }, violations: [] }
    : refused('/roles/0/roleId', 'required', 'With the role custom <roleId> is needed.');
}

/** What the core is asked for: a custom role goes by its ref alone, and not without one. */
function named(word: ForeignRole | undefined): Asked | undefined {
  if (word?.role !== 'custom') return word;
  return word.roleRef === undefined ? undefined : { roleRef: word.roleRef };
}

function refused(path: string, rule: string, message: string): Shaped {
  const violation: Violation = { path, rule, message };
  return { input: {}, violations: [violation] };
}
