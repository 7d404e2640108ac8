/**
 * The closed list of permissions, `subject.verb`. Custom roles are named sets of the assignable ones; the others
 * belong to the owner and the administrators alone.
 */
export const assignablePermissions = [
  'enrollment.create',
  'enrollment.read',
  'enrollment.update',
  'enrollment.delete',
  'course.read',
  'course.create',
  'course.update',
  'training.read',
  'training.create',
  'training.update',
  'participant.read',
  'participant.create',
  'participant.delete',
  'session.choose',
  'attendance.read',
  'attendance.update',
  'progress.update',
  'offer.read',
  'offer.create',
  'offer.update',
  'registration.read',
  'registration.create',
  'registration.update',
  'registration.delete',
  'user.read',
  'user.create',
  'user.update',
  'user.delete',
  'department.read',
  'department.create',
  'department.update',
  'department.delete',
  'group.read',
  'group.create',
  'group.update',
  'group.delete',
  'group.assign',
  'role.read',
  'profile_field.read',
] as const;

export const accountPermissions = [
  'enrollment.reconcile',
  'training.link',
  'message.read',
  'profile_field.manage',
  'user.erase',
  'role.manage',
  'role.assign',
  'audit.read',
  'api_client.manage',
  'token.revoke',
  'organization.load',
] as const;

export type AssignablePermission = (typeof assignablePermissions)[number];
export type Permission = AssignablePermission | (typeof accountPermissions)[number];
