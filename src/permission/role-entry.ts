import { type BuiltInRole, builtInRoleById } from '../contract/built-in-role.js';
import { pointer, type Violation } from '../contract/failure.js';
import { isUuid } from '../contract/identifier.js';
import type { InputOf } from '../contract/operations.js';
import type { Names } from '../contract/selection.js';

export type RoleEntry = InputOf<'replaceUserRoles'>['roles'][number];

/** A role that is asked for, read as far as its entry tells. */
export interface ReadRole {
  /** Undefined where it is one of the account's own. */
  readonly builtIn: BuiltInRole | undefined;
  /** Which of the account's own. */
  readonly custom: Names | undefined;
  readonly departments: Names | undefined;
  readonly groups: Names | undefined;
}

/** What a role is held over. */
export function heldOver(builtIn: BuiltInRole | undefined): 'departments' | 'groups' | undefined {
  if (builtIn === undefined || builtIn === 'department_administrator') return 'departments';
  return builtIn === 'planner' || builtIn === 'group_manager' ? 'groups' : undefined;
}

/** Reads one entry; what is wrong with it goes to `wrong`, each with its place. */
export function readRole(entry: RoleEntry, path: string, wrong: Violation[]): ReadRole | undefined {
  const { role, roleId, roleRef } = entry;
  const byId = roleId !== undefined && isUuid(roleId) ? builtInRoleById(roleId)?.role : undefined;
  const builtIn = role === undefined || role === 'custom' ? byId : role;
  const custom =
    roleRef !== undefined
      ? namesOf('ref', `${path}/roleRef`, [roleRef])
      : roleId !== undefined && byId === undefined
        ? namesOf('id', `${path}/roleId`, [roleId])
        : undefined;
  if (role === undefined && byId === undefined && !custom) {
    wrong.push({ path: `${path}/role`, rule: 'required', message: 'Say which role.' });
    return undefined;
  }
  if (role === 'custom' && !custom) {
    if (byId === undefined)
      wrong.push({ path: `${path}/roleRef`, rule: 'required', message: 'Say which role.' });
    else
      wrong.push({
        path: `${path}/roleId`,
        rule: 'not_allowed',
        message: 'It is the id of a built-in role.',
      });
    return undefined;
  }
  if (role !== undefined && role !== 'custom' && (custom || (byId !== undefined && byId !== role))) {
    const field = roleRef === undefined ? 'roleId' : 'roleRef';
    wrong.push({ path: `${path}/${field}`, rule: 'not_allowed', message: `It is not the role ${role}.` });
    return undefined;
  }
  const departments = listOf(
    entry.managedDepartmentIds,
    entry.managedDepartmentRefs,
    `${path}/managedDepartment`,
  );
  const groups = listOf(entry.managedGroupIds, entry.managedGroupRefs, `${path}/managedGroup`);
  const over = heldOver(builtIn);
  complain('departments', departments, over, `${path}/managedDepartmentIds`, wrong);
  complain('groups', groups, over, `${path}/managedGroupIds`, wrong);
  return { builtIn, custom, departments, groups };
}

function complain(
  what: 'departments' | 'groups',
  given: Names | undefined,
  over: 'departments' | 'groups' | undefined,
  path: string,
  wrong: Violation[],
): void {
  if (over === what && given === undefined) {
    wrong.push({ path, rule: 'required', message: `This role is held over ${what}: name them.` });
  }
  if (over !== what && given !== undefined && given.values.length > 0) {
    wrong.push({ path: given.path, rule: 'not_allowed', message: `This role is not held over ${what}.` });
  }
}

function listOf(
  ids: readonly string[] | undefined,
  refs: readonly string[] | undefined,
  path: string,
): Names | undefined {
  if (ids) return namesOf('id', `${path}Ids`, ids);
  return refs && namesOf('ref', `${path}Refs`, refs);
}

function namesOf(by: 'id' | 'ref', path: string, values: readonly string[]): Names {
  return { by, path, values };
}

/** The place of one name: that of its list, or its own where it stands alone. */
export function placeOf(names: Names, place: number): string {
  return /\/role(Id|Ref)$/.test(names.path) ? names.path : names.path + pointer(place);
}
