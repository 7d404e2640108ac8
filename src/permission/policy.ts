import type { Permission } from '../contract/permission.js';

/** How far one permission reaches for the holder of one role; what is not named here is not allowed. */
export interface Allowance {
  readonly owner: 'everyone';
  readonly administrator: 'everyone';
  readonly department_administrator?: 'managed departments';
  /** For custom roles that name the permission. */
  readonly custom?: 'managed departments';
  /** Derived: whoever others name as their manager. */
  readonly manager?: 'direct reports' | 'direct reports, where the account allows it';
  /** Everyone, for themself. */
  readonly learner?: 'themself';
}

const account = { owner: 'everyone', administrator: 'everyone' } as const;
const managed = {
  ...account,
  department_administrator: 'managed departments',
  custom: 'managed departments',
} as const;

/** Who may do what, as data: nothing is allowed that does not stand here. */
export const policy = {
  'enrollment.create': { ...managed, manager: 'direct reports, where the account allows it' },
  'enrollment.read': { ...managed, manager: 'direct reports', learner: 'themself' },
  'enrollment.update': managed,
  'enrollment.delete': managed,
  'course.read': { ...managed, manager: 'direct reports, where the account allows it', learner: 'themself' },
  'user.read': { ...managed, manager: 'direct reports', learner: 'themself' },
  'department.read': { ...managed, learner: 'themself' },
  'audit.read': account,
  'api_client.manage': account,
  'token.revoke': account,
  'organization.load': account,
} as const satisfies Record<Permission, Allowance>;
