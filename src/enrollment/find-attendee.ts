import { failureAt } from '../contract/failure.js';
import { userNames } from '../contract/selection.js';
import { unusableAt } from '../permission/authorize.js';
import { type Caller, callerNo } from '../permission/caller.js';
import type { Work } from '../work.js';
import { authorizeInTraining } from './authorize-in-training.js';

type Whose = Parameters<typeof userNames>[0];

/** For whom a session is chosen or given up: the user named, else whoever asks. */
export async function findAttendee(
  work: Work,
  caller: Caller,
  trainingNo: number,
  input: Whose,
): Promise<{ readonly no: number; readonly isSelf: boolean }> {
  const reach = await authorizeInTraining(work, caller, 'session.choose', trainingNo);
  const self = callerNo(caller);
  if ([input.userId, input.userRef, input.userEmail, input.userLogin].every((name) => name === undefined)) {
    if (self === null) throw failureAt('invalid', '/userId', 'required', 'Say for which user.');
    return { no: self, isSelf: true };
  }
  const names = userNames(input);
  const [no = 0] = await work.users.find(names, reach);
  if (no === 0) throw unusableAt(names.path, caller, 'user', names.values[0] ?? '');
  return { no, isSelf: no === self };
}
