import { Failure } from '../contract/failure.js';
import type { Permission } from '../contract/permission.js';
import { authorize } from '../permission/authorize.js';
import { type Caller, callerNo } from '../permission/caller.js';

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

/**
 * Of whom the caller sees the courses or trainings: undefined, so all of them, for whoever reads them for others or
 * works with them; else the number of the caller, a learner who sees what they are enrolled in.
 */
export function authorizeCatalogueReading(
  caller: Caller,
  permission: 'course.read' | 'training.read',
): number | undefined {
  const reach = authorize(caller, permission);
  const forOthers =
    reach.everyone || reach.departments.length > 0 || reach.groups.length > 0 || reach.reportsOf !== null;
  const seesAll = forOthers || works.some((one) => holds(caller, one));
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
