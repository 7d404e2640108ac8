import { Failure } from '../contract/failure.js';
import { authorize } from './authorize.js';
import type { Caller } from './caller.js';
import type { Reach } from './reach.js';
import { writesPeople } from './token-scope.js';

/** Whom the caller may change in more than values of profile fields: some tokens write those alone. */
export function authorizeWriting(caller: Caller): Reach {
  const reach = authorize(caller, 'user.update');
  if (caller.kind === 'user' && !writesPeople(caller))
    throw new Failure('forbidden', 'The token lacks the scope users.write.');
  return reach;
}
