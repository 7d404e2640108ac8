import type { Permission } from '../contract/permission.js';
import { authorize, reachIfAny } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import { type Allowance, policy } from '../permission/policy.js';
import { nobody, type Reach } from '../permission/reach.js';
import { carries } from '../permission/token-scope.js';
import type { Work } from '../work.js';

/** Trainings of which the caller sees, or does something to, everybody who may attend: those that they are a trainer in. */
export async function trainedBy(
  work: Work,
  caller: Caller,
  permission: Permission,
): Promise<readonly number[]> {
  const { trainer }: Allowance = policy[permission];
  return caller.kind === 'user' && trainer && carries(caller, permission)
    ? await work.participations.trainingsOf(caller.userNo)
    : [];
}

/** Fails `forbidden` where the caller may do this in no training at all, before anything is looked up. */
export async function authorizeSomewhere(work: Work, caller: Caller, permission: Permission): Promise<void> {
  if ((await trainedBy(work, caller, permission)).length === 0) authorize(caller, permission);
}

/**
 * Whom the caller may do this to in one training: those within reach, and for a trainer of it everybody who may attend.
 * Fails as `authorize` does where that is nobody.
 */
export async function authorizeInTraining(
  work: Work,
  caller: Caller,
  permission: Permission,
  trainingNo: number,
): Promise<Reach> {
  const trains = (await trainedBy(work, caller, permission)).includes(trainingNo);
  if (!trains) return authorize(caller, permission);
  // A trainer holds no role for it: what they reach otherwise may be nobody.
  const reach = reachIfAny(caller, permission) ?? nobody;
  return reach.everyone ? reach : { ...reach, enrolledIn: await work.participations.waysInto(trainingNo) };
}
