import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/** To be built. */
export async function listGroupPeople(
  _work: Work,
  _caller: Caller,
  _input: InputOf<'listGroupPeople'>,
): Promise<OutputOf<'listGroupPeople'>> {
  throw new Error('listGroupPeople is not built');
}
