import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/** To be built. */
export async function recordAttendance(
  _work: Work,
  _caller: Caller,
  _input: InputOf<'recordAttendance'>,
): Promise<OutputOf<'recordAttendance'>> {
  throw new Error('recordAttendance is not built');
}
