import { Failure } from '../contract/failure.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

export async function findExistingUsers(
  _work: Work,
  _caller: Caller,
  _input: InputOf<'findExistingUsers'>,
): Promise<OutputOf<'findExistingUsers'>> {
  throw new Failure('broken', 'This is not built yet.');
}
