import type { AssignablePermission } from '../contract/permission.js';
import type { Scope } from '../contract/scope.js';

/** One role that a user holds, with the departments that it reaches (paths, see `Reach`). */
export type RoleHeld =
  | { readonly role: 'owner' }
  | { readonly role: 'administrator' }
  | { readonly role: 'department_administrator'; readonly departments: readonly string[] }
  | {
      readonly role: 'custom';
      readonly permissions: readonly AssignablePermission[];
      readonly departments: readonly string[];
    }
  /** Sees the members of these groups, by number. */
  | { readonly role: 'planner' | 'group_manager'; readonly groups: readonly number[] };

/** What somebody is: a role that they hold, or what everyone with a team, and everyone, is without holding one. */
export type RoleName = RoleHeld['role'] | 'team_manager' | 'learner';

/** A user who speaks, in person or through an API client that acts for them. */
export interface UserCaller {
  readonly kind: 'user';
  readonly userNo: number;
  readonly userId: string;
  readonly userRef: string | null;
  readonly roles: readonly RoleHeld[];
  /** Whether somebody names the user as their manager: a team manager is one who has a team. */
  readonly managesPeople: boolean;
  /** Whether team managers may enroll their direct reports in this account. */
  readonly managersMayEnroll: boolean;
  /** The API client through which the user speaks, if any. */
  readonly clientId: string | null;
  /** What the token that was shown is limited to; undefined: nothing. */
  readonly scopes?: readonly Scope[];
  /** When the token that was shown ends, epoch milliseconds; undefined where something else was shown. */
  readonly tokenEndsAt?: number;
}

/** The operator at the command line: whoever can start the program on the machine. */
export interface OperatorCaller {
  readonly kind: 'operator';
}

/** Nobody yet: whoever asks for a token. */
export interface UnknownCaller {
  readonly kind: 'unknown';
}

export type Caller = UserCaller | OperatorCaller | UnknownCaller;

export const operator: OperatorCaller = { kind: 'operator' };
export const unknownCaller: UnknownCaller = { kind: 'unknown' };

/** The user's number, where a user speaks: what grants, events and tokens are signed with. */
export function callerNo(caller: Caller): number | null {
  return caller.kind === 'user' ? caller.userNo : null;
}

const rank: readonly RoleName[] = [
  'owner',
  'administrator',
  'department_administrator',
  'custom',
  'planner',
  'group_manager',
  'team_manager',
  'learner',
];

/** The highest of some roles; whoever has none is a learner. */
export function highestRole(roles: readonly string[]): RoleName {
  return rank.find((role) => roles.includes(role)) ?? 'learner';
}
