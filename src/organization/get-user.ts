import { Failure } from '../contract/failure.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Names } from '../contract/selection.js';
import { versioned } from '../contract/version.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/** One user; what the caller may not see is absent. */
export async function getUser(
  work: Work,
  caller: Caller,
  input: InputOf<'getUser'>,
): Promise<OutputOf<'getUser'>> {
  const reach = authorize(caller, 'user.read');
  const user = await work.users.get(userNames(input), reach);
  if (!user) throw new Failure('absent', 'There is no such user.');
  return versioned(user);
}

function userNames(input: InputOf<'getUser'>): Names {
  if (input.userRef !== undefined) return { by: 'ref', path: '/userRef', values: [input.userRef] };
  if (input.userEmail !== undefined) return { by: 'email', path: '/userEmail', values: [input.userEmail] };
  if (input.userLogin !== undefined) return { by: 'login', path: '/userLogin', values: [input.userLogin] };
  return { by: 'id', path: '/userId', values: [input.userId ?? ''] };
}
