import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { findSession } from './find-session.js';
import { showVersionedSession } from './show-sessions.js';

/** One session by id or ref, with its days; what the caller may not see is absent. */
export async function getTrainingSession(
  work: Work,
  caller: Caller,
  input: InputOf<'getTrainingSession'>,
): Promise<OutputOf<'getTrainingSession'>> {
  const session = await findSession(work, caller, input);
  return await showVersionedSession(work, caller, session);
}
