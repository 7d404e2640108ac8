import { Failure } from '../contract/failure.js';
import type { Permission } from '../contract/permission.js';
import { authorize, reachIfAny } from '../permission/authorize.js';
import { type Caller, callerNo } from '../permission/caller.js';
import { isForOthers } from '../permission/reach.js';

/** Whoever holds one of these works with the catalogue, which all departments share. */
const works: readonly Permission[] = [
  'enrollment.create',
  'participant.create',
  'participant.delete',
  'course.create',
  'course.update',
  'training.create',
  'training.update',
];

/** The same of whoever holds one of these over departments; learners hold them for themselves. */
const inDepartments: readonly Permission[] = [
  'participant.read',
  'session.choose',
  'attendance.read',
  'attendance.update',
];

/**
 * Of whom the caller sees the courses or trainings: undefined, so all of them, for whoever reads them for others or
 * works with them; else the number of the caller, a learner who sees what they are enrolled in.
 */
export function authorizeCatalogueReading(
  caller: Caller,
  permission: 'course.read' | 'training.read',
): number | undefined {
  const reach = authorize(caller, permission);
  const seesAll =
    isForOthers(reach) ||
    works.some((one) => holds(caller, one)) ||
    inDepartments.some((one) => (reachIfAny(caller, one)?.departments.length ?? 0) > 0);
  return seesAll ? undefined : (callerNo(caller) ?? undefined);
}

function holds(caller: Caller, permission: Permission): boolean {
  try {
    authorize(caller, permission);
    return true;
  } catch (error) {
    if (error instanceof Failure) return false;
    throw error;
  }
}
