import { authorizeCatalogueReading } from '../catalog/authorize-catalogue-reading.js';
import { unknownDay } from '../catalog/unknown-thing.js';
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
  const ofLearner = authorizeCatalogueReading(caller, 'training.read');
  const session = await work.trainingSessions.ofDay(input.dayId, ofLearner);
  const day = session?.days.find(({ id }) => id === input.dayId.toLowerCase());
  if (!session || !day) throw unknownDay();
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
