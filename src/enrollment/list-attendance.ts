import { findDay } from '../catalog/find-day.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { pageSize } from '../contract/page.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { authorizeInTraining } from './authorize-in-training.js';
import { writeInstant } from './instant.js';

/** Who attended a session day, as far as the caller sees them. */
export async function listAttendance(
  work: Work,
  caller: Caller,
  input: InputOf<'listAttendance'>,
): Promise<OutputOf<'listAttendance'>> {
  const { session, day } = await findDay(work, caller, input.dayId);
  const reach = await authorizeInTraining(work, caller, 'attendance.read', session.trainingNo);
  const page = await work.attendance.list(day.no, reach, input.limit ?? pageSize.usual, input.cursor);
  return {
    nextCursor: page.nextCursor,
    items: page.items.map((one) => ({
      dayId: day.id,
      ...one,
      recordedAt: writeInstant(one.recordedAt, work.zone),
    })),
  };
}
