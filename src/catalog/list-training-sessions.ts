import type { InputOf, OutputOf } from '../contract/operations.js';
import { pageSize } from '../contract/page.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { findTraining } from './find-training.js';
import { showSessions } from './show-sessions.js';

/** The sessions of a training by the time at which they begin, page by page. */
export async function listTrainingSessions(
  work: Work,
  caller: Caller,
  input: InputOf<'listTrainingSessions'>,
): Promise<OutputOf<'listTrainingSessions'>> {
  const training = await findTraining(work, caller, input);
  const { archived, limit = pageSize.usual, cursor } = input;
  const page = await work.trainingSessions.list(training.no, archived, limit, cursor);
  return { ...page, items: await showSessions(work, caller, page.items) };
}
