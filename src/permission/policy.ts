import type { Permission } from '../contract/permission.js';

/** How far one permission reaches for the holder of one role; what is not named here is not allowed. */
export interface Allowance {
  readonly owner: 'everyone';
  readonly administrator: 'everyone';
  readonly department_administrator?: 'managed departments';
  /** For custom roles that name the permission. */
  readonly custom?: 'managed departments';
  /** For the groups that the role was given for. */
  readonly planner?: 'managed groups';
  readonly group_manager?: 'managed groups';
  /** Derived: whoever others name as their manager. */
  readonly manager?: 'direct reports' | 'direct reports, where the account allows it';
  /** Derived: whoever is a trainer in a training, for those who may attend that one. */
  readonly trainer?: 'people in their trainings';
  /** Everyone, for themself. */
  readonly learner?: 'themself';
}

const account = { owner: 'everyone', administrator: 'everyone' } as const;
const managed = {
  ...account,
  department_administrator: 'managed departments',
  custom: 'managed departments',
} as const;

const grouped = { planner: 'managed groups', group_manager: 'managed groups' } as const;
const assigned = { ...account, custom: 'managed departments' } as const;

/** Who may do what, as data: nothing is allowed that does not stand here. */
export const policy = {
  'enrollment.create': { ...managed, manager: 'direct reports, where the account allows it' },
  'enrollment.read': { ...managed, ...grouped, manager: 'direct reports', learner: 'themself' },
  'enrollment.update': managed,
  'enrollment.delete': managed,
  'enrollment.reconcile': account,
  'course.read': {
    ...managed,
    ...grouped,
    manager: 'direct reports, where the account allows it',
    learner: 'themself',
  },
  'course.create': assigned,
  'course.update': assigned,
  'training.read': {
    ...managed,
    ...grouped,
    manager: 'direct reports, where the account allows it',
    learner: 'themself',
  },
  'training.create': assigned,
  'training.update': assigned,
  'training.link': account,
  'participant.read': {
    ...managed,
    ...grouped,
    manager: 'direct reports',
    trainer: 'people in their trainings',
    learner: 'themself',
  },
  'participant.create': managed,
  'participant.delete': managed,
  'session.choose': { ...managed, trainer: 'people in their trainings', learner: 'themself' },
  'attendance.read': {
    ...managed,
    ...grouped,
    manager: 'direct reports',
    trainer: 'people in their trainings',
    learner: 'themself',
  },
  'attendance.update': { ...managed, trainer: 'people in their trainings' },
  'progress.update': managed,
  'offer.read': { ...managed, ...grouped, manager: 'direct reports', learner: 'themself' },
  'offer.create': assigned,
  'offer.update': assigned,
  'registration.read': { ...managed, ...grouped, manager: 'direct reports', learner: 'themself' },
  'registration.create': { ...managed, learner: 'themself' },
  'registration.update': managed,
  'registration.delete': { ...managed, learner: 'themself' },
  'message.read': account,
  'user.read': { ...managed, ...grouped, manager: 'direct reports', learner: 'themself' },
  'user.create': managed,
  'user.update': managed,
  'user.delete': managed,
  'user.erase': account,
  'profile_field.read': { ...managed, ...grouped, manager: 'direct reports', learner: 'themself' },
  'profile_field.manage': account,
  'department.read': { ...managed, learner: 'themself' },
  'department.create': assigned,
  'department.update': assigned,
  'department.delete': assigned,
  'group.read': { ...managed, ...grouped },
  'group.create': assigned,
  'group.update': assigned,
  'group.delete': assigned,
  'group.assign': managed,
  'link.read': managed,
  'link.create': managed,
  'link.update': managed,
  'link.delete': managed,
  'role.read': managed,
  'role.manage': account,
  'role.assign': account,
  'audit.read': account,
  'api_client.manage': account,
  'token.revoke': account,
  'organization.load': account,
} as const satisfies Record<Permission, Allowance>;
