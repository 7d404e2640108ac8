import { Failure, pointer, type Violation } from '../contract/failure.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { userNames } from '../contract/selection.js';
import { type FailedUser, toldOutcomes } from '../organization/failed-user.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { settleFailures } from './failed.js';
import { failureOfEntry, findEntries } from './find-entries.js';
import { readDateTime } from './instant.js';
import { pairKey } from './pair-key.js';
import type { ProgressReport } from './progress-reports.js';

type Entry = InputOf<'reportProgress'>['entries'][number];

/** Says how far people are; of a pair that is told twice the last holds. */
export async function reportProgress(
  work: Work,
  caller: Caller,
  input: InputOf<'reportProgress'>,
): Promise<OutputOf<'reportProgress'>> {
  const { entries } = input;
  const completed = checkCompleted(entries, work.zone);
  const reach = authorize(caller, 'progress.update');
  const failures: FailedUser[] = [];
  const userNos = await findEntries(work, caller, reach, entries, failures);
  const activityNos = await findActivities(work, entries);
  const pairs = entries.flatMap((_, place) => {
    const [userNo = 0, activityNo = 0] = [userNos[place], activityNos[place]];
    return userNo > 0 && activityNo > 0 ? [{ place, userNo, activityNo }] : [];
  });
  const enrolled = await work.progress.enrolled(pairs);
  const fail = (place: number, rule: string, message: string, code: 'invalid' | 'conflict', inside = '') => {
    const entry = entries[place];
    if (entry) failures.push(failureOfEntry(userNames(entry), place, { code, rule, message }, inside));
  };
  for (const [place, activityNo] of activityNos.entries())
    if (activityNo === 0)
      fail(place, 'unknown', 'There is no such course or training.', 'invalid', namedAt(entries[place]));
  const before = await work.progress.find(pairs);
  const after = new Map<string, ProgressReport>();
  for (const { place, userNo, activityNo } of pairs) {
    const entry = entries[place];
    const key = pairKey({ userNo, activityNo });
    if (!entry) continue;
    if (!enrolled.has(key)) fail(place, 'not_enrolled', 'The user never was enrolled in it.', 'conflict');
    else {
      const known = after.get(key) ?? before.get(key);
      const completedAt = entry.progress < 100 ? null : (completed[place] ?? known?.completedAt ?? work.now);
      after.set(key, { userNo, activityNo, percent: entry.progress, completedAt });
    }
  }
  settleFailures(failures, input.mode);

  const changed = [...after].flatMap(([key, report]) => {
    const known = before.get(key);
    const isSame = known?.percent === report.percent && known.completedAt === report.completedAt;
    return isSame ? [] : [report];
  });
  if (changed.length > 0) await work.progress.write(changed, work.now);
  const noted = await work.events.noted();
  const reported = noted ? Number(noted['reported']) : changed.length;
  await work.events.note({ reported });
  const outcomes = toldOutcomes(failures);
  return {
    summary: { reported, unchanged: after.size - reported, failed: failures.length },
    outcomes,
    outcomesOmitted: failures.length - outcomes.length,
  };
}

/** When each was completed, where it is said; fails with every one that cannot be. */
function checkCompleted(entries: readonly Entry[], zone: string): readonly (number | undefined)[] {
  const violations: Violation[] = [];
  const instants = entries.map(({ progress, completedAt }, place) => {
    if (completedAt === undefined || completedAt === null) return undefined;
    const path = `/entries${pointer(place)}/completedAt`;
    const instant = readDateTime(completedAt, zone);
    if (instant === undefined)
      violations.push({ path, rule: 'date_time', message: 'It is no date or date-time of the calendar.' });
    else if (progress < 100)
      violations.push({ path, rule: 'not_completed', message: 'Only with 100 per cent.' });
    return instant === undefined ? undefined : Math.floor(instant / 1_000) * 1_000;
  });
  if (violations.length > 0) throw new Failure('invalid', violations[0]?.message ?? '', { violations });
  return instants;
}

/** The numbers of the courses and trainings that entries name, 0 where there is none: four look-ups at most. */
async function findActivities(work: Work, entries: readonly Entry[]): Promise<readonly number[]> {
  const found = new Array<number>(entries.length).fill(0);
  for (const [field, by, kind] of [
    ['courseId', 'id', 'course'],
    ['courseRef', 'ref', 'course'],
    ['trainingId', 'id', 'training'],
    ['trainingRef', 'ref', 'training'],
  ] as const) {
    const places = entries.flatMap((entry, place) => (entry[field] === undefined ? [] : [place]));
    if (places.length === 0) continue;
    const names = { by, path: '/entries', values: places.map((place) => entries[place]?.[field] ?? '') };
    const things = kind === 'training' ? await work.trainings.find(names) : await work.activities.find(names);
    for (const [index, place] of places.entries()) {
      const thing = things[index];
      if (thing && !('kind' in thing && thing.kind !== 'course')) found[place] = thing.no;
    }
  }
  return found;
}

function namedAt(entry: Entry | undefined): string {
  const fields = ['courseId', 'courseRef', 'trainingId', 'trainingRef'] as const;
  const field = fields.find((one) => entry?.[one] !== undefined);
  return field === undefined ? '' : `/${field}`;
}
