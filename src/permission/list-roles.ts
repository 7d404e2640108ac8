import { Failure } from '../contract/failure.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Work } from '../work.js';
import type { Caller } from './caller.js';

export async function listRoles(
  _work: Work,
  _caller: Caller,
  _input: InputOf<'listRoles'>,
): Promise<OutputOf<'listRoles'>> {
  throw new Failure('broken', 'This is not built yet.');
}
