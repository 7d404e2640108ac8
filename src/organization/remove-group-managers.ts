import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/** To be built. */
export async function removeGroupManagers(
  _work: Work,
  _caller: Caller,
  _input: InputOf<'removeGroupManagers'>,
): Promise<OutputOf<'removeGroupManagers'>> {
  throw new Error('removeGroupManagers is not built');
}
