import { Failure } from '../contract/failure.js';
import type { Permission } from '../contract/permission.js';
import { authorize } from './authorize.js';
import type { Caller } from './caller.js';
import type { Reach } from './reach.js';
import { type Sight, sightOf } from './sight.js';

/** What the caller sees of what belongs to users whom they reach. Fails `unauthenticated` where nobody speaks. */
export function authorizeSeeing(caller: Caller): Sight {
  return sightOf(caller, reachIfAny(caller, 'group.read'));
}

function reachIfAny(caller: Caller, permission: Permission): Reach | undefined {
  try {
    return authorize(caller, permission);
  } catch (error) {
    if (error instanceof Failure && error.code === 'forbidden') return undefined;
    throw error;
  }
}
