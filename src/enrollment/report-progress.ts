import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/** To be built. */
export async function reportProgress(
  _work: Work,
  _caller: Caller,
  _input: InputOf<'reportProgress'>,
): Promise<OutputOf<'reportProgress'>> {
  throw new Error('reportProgress is not built');
}
