import { Failure } from '../contract/failure.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Work } from '../work.js';
import type { Caller } from './caller.js';

export async function deleteApiClient(
  _work: Work,
  _caller: Caller,
  _input: InputOf<'deleteApiClient'>,
): Promise<OutputOf<'deleteApiClient'>> {
  throw new Failure('broken', 'This is not built yet.');
}
