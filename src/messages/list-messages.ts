import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/** To be built. */
export async function listMessages(
  _work: Work,
  _caller: Caller,
  _input: InputOf<'listMessages'>,
): Promise<OutputOf<'listMessages'>> {
  throw new Error('listMessages is not built');
}
