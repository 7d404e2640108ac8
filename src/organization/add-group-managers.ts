import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/** To be built. */
export async function addGroupManagers(
  _work: Work,
  _caller: Caller,
  _input: InputOf<'addGroupManagers'>,
): Promise<OutputOf<'addGroupManagers'>> {
  throw new Error('addGroupManagers is not built');
}
