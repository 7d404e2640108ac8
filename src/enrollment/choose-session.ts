import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/** To be built. */
export async function chooseSession(
  _work: Work,
  _caller: Caller,
  _input: InputOf<'chooseSession'>,
): Promise<OutputOf<'chooseSession'>> {
  throw new Error('chooseSession is not built');
}
