import { Failure, failureAt } from '../contract/failure.js';
import type { Permission } from '../contract/permission.js';
import { quoted } from '../contract/quoted.js';
import type { Caller, UserCaller } from './caller.js';
import { type Allowance, policy } from './policy.js';
import { everyone, type Reach, topmost } from './reach.js';
import { carries, scopesOf } from './token-scope.js';

/**
 * The single check: whom may this caller do this to? Fails `forbidden` where the answer is nobody, and
 * `unauthenticated` where nobody speaks.
 */
export function authorize(caller: Caller, permission: Permission): Reach {
  if (caller.kind === 'operator') return everyone;
  if (caller.kind === 'unknown') throw new Failure('unauthenticated', 'Credentials are needed.');
  if (!carries(caller, permission)) {
    const message = `The token lacks the scope ${scopesOf[permission].join(' or ')}.`;
    throw new Failure('forbidden', message);
  }
  const allowance: Allowance = policy[permission];
  const reach = reachOf(caller, permission, allowance);
  if (!reach) throw new Failure('forbidden', `You lack the permission ${permission}.`);
  return reach;
}

/** Whom the caller may do this to, where the answer may be nobody: for what an answer shows beside its own matter. */
export function reachIfAny(caller: Caller, permission: Permission): Reach | undefined {
  if (caller.kind !== 'user') return caller.kind === 'operator' ? everyone : undefined;
  return carries(caller, permission) ? reachOf(caller, permission, policy[permission]) : undefined;
}

function reachOf(caller: UserCaller, permission: Permission, allowance: Allowance): Reach | undefined {
  const departments: string[] = [];
  const groups: number[] = [];
  let held = false;
  for (const role of caller.roles) {
    if (role.role === 'owner' || role.role === 'administrator') return everyone;
    if (!allowance[role.role] || (role.role === 'custom' && !names(role.permissions, permission))) continue;
    held = true;
    if ('departments' in role) departments.push(...role.departments);
    else groups.push(...role.groups);
  }
  const asManager =
    caller.managesPeople &&
    (allowance.manager === 'direct reports' || (allowance.manager !== undefined && caller.managersMayEnroll));
  if (!held && !asManager && !allowance.learner) return undefined;
  return {
    everyone: false,
    departments: topmost(departments),
    groups: [...new Set(groups)].sort((a, b) => a - b),
    reportsOf: asManager ? caller.userNo : null,
    self: allowance.learner ? caller.userNo : null,
  };
}

function names(permissions: readonly string[], permission: Permission): boolean {
  return permissions.includes(permission);
}

/** Whether the caller acts on everyone: then what is unknown may be named as such. */
export function isAccountWide(caller: Caller): boolean {
  return (
    caller.kind === 'operator' ||
    (caller.kind === 'user' &&
      caller.roles.some((role) => role.role === 'owner' || role.role === 'administrator'))
  );
}

/** Why a name in the input of a write cannot be used. */
interface Unusable {
  readonly code: 'invalid' | 'forbidden';
  readonly rule: string;
  readonly message: string;
}

/** What a caller of limited reach is told of what they cannot use, be it out of reach or unknown (design rule 8). */
export function beyondReach(kind: string): Unusable {
  const message = `You may not act on this ${kind}, or there is none of this name.`;
  return { code: 'forbidden', rule: 'out_of_reach', message };
}

/** The same for whoever asks: who acts on everyone is told that there is none of that name. */
export function unusable(caller: Caller, kind: string, name: string): Unusable {
  if (!isAccountWide(caller)) return beyondReach(kind);
  return { code: 'invalid', rule: 'unknown', message: `There is no ${kind} ${quoted(name)}.` };
}

/** The same as the failure of one name at its place. */
export function unusableAt(path: string, caller: Caller, kind: string, name: string): Failure {
  const { code, rule, message } = unusable(caller, kind, name);
  return failureAt(code, path, rule, message);
}
