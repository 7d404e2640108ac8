import { findDay } from '../catalog/find-day.js';
import { Failure, pointer } from '../contract/failure.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { userNames } from '../contract/selection.js';
import { type FailedUser, toldOutcomes } from '../organization/failed-user.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import type { AttendanceMark } from './attendances.js';
import { authorizeInTraining, authorizeSomewhere } from './authorize-in-training.js';
import { settleFailures } from './failed.js';
import { failureOfEntry, findEntries } from './find-entries.js';

/** Says of people with a seat in a session whether they were there on one of its days. */
export async function recordAttendance(
  work: Work,
  caller: Caller,
  input: InputOf<'recordAttendance'>,
): Promise<OutputOf<'recordAttendance'>> {
  const { entries } = input;
  checkMinutes(entries);
  await authorizeSomewhere(work, caller, 'attendance.update');
  const { session, day } = await findDay(work, caller, input.dayId);
  const reach = await authorizeInTraining(work, caller, 'attendance.update', session.trainingNo);
  const failures: FailedUser[] = [];
  const userNos = await findEntries(work, caller, reach, entries, failures);
  await work.sessionPlaces.hold([session.trainingNo]);
  const seated = await work.sessionPlaces.attending(session.no, userNos);
  const before = await work.attendance.find(day.no, userNos);
  const asked = new Map<number, AttendanceMark>();
  for (const [place, entry] of entries.entries()) {
    const userNo = userNos[place] ?? 0;
    if (userNo === 0) continue;
    // What is on record can be put right, also of who has given up the seat since.
    if (seated.has(userNo) || before.has(userNo)) {
      asked.set(userNo, { userNo, attended: entry.attended, minutes: entry.minutes ?? null });
    } else {
      const message = 'Only who has a seat in the session can have attended it.';
      failures.push(failureOfEntry(userNames(entry), place, { code: 'conflict', rule: 'no_seat', message }));
    }
  }
  settleFailures(failures, input.mode);

  const changed = [...asked.values()].filter((mark) => !isSame(before.get(mark.userNo), mark));
  if (changed.length > 0) await work.attendance.record(day.no, changed, work.now);
  const noted = await work.events.noted();
  const recorded = noted ? Number(noted['recorded']) : changed.length;
  await work.events.note({ dayId: day.id, sessionId: session.id, recorded });
  const outcomes = toldOutcomes(failures);
  return {
    summary: { recorded, unchanged: asked.size - recorded, failed: failures.length },
    outcomes,
    outcomesOmitted: failures.length - outcomes.length,
  };
}

/** Minutes are only of who was there. */
function checkMinutes(entries: InputOf<'recordAttendance'>['entries']): void {
  const violations = entries.flatMap(({ attended, minutes }, place) =>
    attended || (minutes ?? 0) === 0
      ? []
      : [
          {
            path: `/entries${pointer(place)}/minutes`,
            rule: 'not_attended',
            message: 'Who was not there has no minutes.',
          },
        ],
  );
  if (violations.length > 0) throw new Failure('invalid', violations[0]?.message ?? '', { violations });
}

function isSame(before: AttendanceMark | undefined, mark: AttendanceMark): boolean {
  return before?.attended === mark.attended && before.minutes === mark.minutes;
}
