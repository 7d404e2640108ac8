import type { InputOf, OutputOf } from '../contract/operations.js';
import { versioned } from '../contract/version.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { findDay } from './find-day.js';
import { showDay } from './training-session.js';

/** One day of a session; what the caller may not see is absent. */
export async function getSessionDay(
  work: Work,
  caller: Caller,
  { dayId }: InputOf<'getSessionDay'>,
): Promise<OutputOf<'getSessionDay'>> {
  const { session, day } = await findDay(work, caller, dayId);
  return versioned(showDay(session, day, work.zone));
}
