import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { changeManagers } from './change-managers.js';

/** Takes the management of a group from users. */
export function removeGroupManagers(
  work: Work,
  caller: Caller,
  input: InputOf<'removeGroupManagers'>,
): Promise<OutputOf<'removeGroupManagers'>> {
  return changeManagers(work, caller, input, 'remove');
}
