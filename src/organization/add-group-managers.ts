import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { changeManagers } from './change-managers.js';

/** Makes users managers of a group. */
export function addGroupManagers(
  work: Work,
  caller: Caller,
  input: InputOf<'addGroupManagers'>,
): Promise<OutputOf<'addGroupManagers'>> {
  return changeManagers(work, caller, input, 'add');
}
