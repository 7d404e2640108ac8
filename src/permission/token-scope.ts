import type { Permission } from '../contract/permission.js';
import type { Scope } from '../contract/scope.js';
import type { UserCaller } from './caller.js';

const reads = {
  users: ['users.read', 'users.write'],
  trainings: ['trainings.read', 'trainings.write'],
  groups: ['groups.read', 'groups.write'],
  events: ['events.read', 'events.write'],
  enrollments: ['enrollments.read', 'enrollments.write'],
  courses: ['courses.read', 'courses.write'],
  account: ['account.read', 'account.write'],
} as const;

/** Which scopes carry a permission, as data: a limited token needs one of them, beside what its user may. */
export const scopesOf: Readonly<Record<Permission, readonly Scope[]>> = {
  'enrollment.create': ['enrollments.write'],
  'enrollment.read': reads.enrollments,
  'enrollment.update': ['enrollments.write'],
  'enrollment.delete': ['enrollments.write'],
  'enrollment.reconcile': ['enrollments.write'],
  'course.read': reads.courses,
  'course.create': ['courses.write'],
  'course.update': ['courses.write'],
  'training.read': reads.trainings,
  'training.create': ['trainings.write'],
  'training.update': ['trainings.write'],
  'training.link': ['trainings.write'],
  'participant.read': reads.trainings,
  'participant.create': ['trainings.write'],
  'participant.delete': ['trainings.write'],
  'session.choose': ['trainings.write'],
  'attendance.read': reads.trainings,
  'attendance.update': ['trainings.write'],
  'progress.update': ['trainings.write', 'enrollments.write'],
  'offer.read': reads.events,
  'offer.create': ['events.write'],
  'offer.update': ['events.write'],
  'registration.read': reads.events,
  'registration.create': ['events.write'],
  'registration.update': ['events.write'],
  'registration.delete': ['events.write'],
  'message.read': reads.account,
  'user.read': reads.users,
  'user.create': ['users.write'],
  'user.update': ['users.write', 'extra_categories.write'],
  'user.delete': ['users.write'],
  'user.erase': ['account.write'],
  'profile_field.read': [...reads.users, 'extra_categories.write'],
  'profile_field.manage': ['account.write'],
  // Whoever writes people has to name their departments.
  'department.read': ['departments.read', 'departments.write', 'users.write'],
  'department.create': ['departments.write'],
  'department.update': ['departments.write'],
  'department.delete': ['departments.write'],
  'group.read': reads.groups,
  'group.create': ['groups.write'],
  'group.update': ['groups.write'],
  'group.delete': ['groups.write'],
  'group.assign': ['groups.write', 'users.write'],
  'link.read': [...reads.groups, ...reads.trainings],
  'link.create': ['groups.write', 'trainings.write'],
  'link.update': ['groups.write', 'trainings.write'],
  'link.delete': ['groups.write', 'trainings.write'],
  'role.read': reads.account,
  'role.manage': ['account.write'],
  'role.assign': ['account.write', 'groups.write'],
  'audit.read': reads.account,
  'api_client.manage': ['account.write'],
  'token.revoke': ['account.write'],
  'organization.load': ['account.write'],
};

/** Operations that write more of people than values of profile fields need this beside `user.update`. */
export function writesPeople({ scopes }: Pick<UserCaller, 'scopes'>): boolean {
  return scopes === undefined || scopes.includes('users.write');
}

/** Whether the token of a caller, if it is limited, carries a permission. */
export function carries({ scopes }: Pick<UserCaller, 'scopes'>, permission: Permission): boolean {
  return scopes === undefined || scopesOf[permission].some((scope) => scopes.includes(scope));
}
