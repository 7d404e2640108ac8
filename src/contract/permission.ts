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
  'user.read',
  'department.read',
] as const;

export const accountPermissions = [
  'audit.read',
  'api_client.manage',
  'token.revoke',
  'organization.load',
] as const;

export type AssignablePermission = (typeof assignablePermissions)[number];
export type Permission = AssignablePermission | (typeof accountPermissions)[number];
