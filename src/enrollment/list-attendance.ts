import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/** To be built. */
export async function listAttendance(
  _work: Work,
  _caller: Caller,
  _input: InputOf<'listAttendance'>,
): Promise<OutputOf<'listAttendance'>> {
  throw new Error('listAttendance is not built');
}
