import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/** To be built. */
export async function giveUpSession(
  _work: Work,
  _caller: Caller,
  _input: InputOf<'giveUpSession'>,
): Promise<OutputOf<'giveUpSession'>> {
  throw new Error('giveUpSession is not built');
}
