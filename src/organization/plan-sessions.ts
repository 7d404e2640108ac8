import { readDays, recogniseDays } from '../catalog/session-day.js';
import type { DayState } from '../catalog/training-sessions.js';
import type { InputOf } from '../contract/operations.js';
import type { Directory } from './directory.js';
import { given } from './file-record.js';
import type { SessionRecord } from './organization.js';
import type { Loading } from './plan.js';
import { type PlannedThings, planThings } from './plan-things.js';

type Entry = NonNullable<InputOf<'loadOrganization'>['sessions']>[number];

/** What sessions refer to. */
interface Surroundings {
  readonly trainings: Directory;
  readonly users: Directory;
}

/** Judges the sessions of a file. Those of archived trainings are taken too: they are history. */
export async function planSessions(
  { work, complaints, newId, zone }: Loading,
  entries: readonly Entry[],
  { trainings, users }: Surroundings,
): Promise<PlannedThings<SessionRecord>> {
  const days = new Map<Entry, readonly DayState[]>();
  const changed: { entry: Entry; path: string; before: SessionRecord }[] = [];
  const planned = await planThings<Entry, SessionRecord>(
    { complaints, newId },
    {
      array: 'sessions',
      what: 'session',
      things: work.organization.sessions,
      entries,
      complain(entry, path, before) {
        for (const field of ['trainingRef', 'days'] as const) {
          if (before || entry[field] !== undefined) continue;
          complaints.add(`${path}/${field}`, 'required', 'A new session needs it.');
        }
        const { trainingRef, instructorRef } = entry;
        const training =
          trainingRef === undefined ? undefined : trainings.refer(trainingRef, `${path}/trainingRef`);
        if (before && training && training.no !== before.trainingNo)
          complaints.add(`${path}/trainingRef`, 'fixed', 'A session stays with its training.');
        if (typeof instructorRef === 'string') {
          users.refer(instructorRef, `${path}/instructorRef`);
          if (typeof entry.instructorName === 'string')
            complaints.add(`${path}/instructorName`, 'not_allowed', 'Give a user or a name, not both.');
        }
        if (entry.days) readAll(entry, path, before?.days ?? []);
        if (before) changed.push({ entry, path, before });
      },
      after(entry, { no, id, ref }, before) {
        const { trainingRef } = entry;
        const trainingNo = trainingRef === undefined ? before?.trainingNo : trainings.find(trainingRef)?.no;
        const all = days.get(entry) ?? before?.days ?? [];
        return {
          no,
          id,
          ref,
          trainingNo: trainingNo ?? 0,
          title: given(entry.title, before?.title),
          place: given(entry.place, before?.place),
          ...instructorAfter(entry, before),
          capacity: given(entry.capacity, before?.capacity),
          waitingList: entry.waitingList ?? before?.waitingList ?? true,
          archived: entry.archived ?? before?.archived ?? false,
          startAt: all[0]?.startAt ?? 0,
          days: all,
        };
      },
    },
  );
  planned.judge();
  await judgeTaken();
  return planned;

  /** Seats that are taken stay, and days of which attendance is recorded. */
  async function judgeTaken(): Promise<void> {
    const smaller = changed.filter(({ entry }) => typeof entry.capacity === 'number');
    const full = await work.sessionPlaces.fullness(
      smaller.map(({ before }) => before.no),
      null,
    );
    for (const { entry, path, before } of smaller) {
      const attending = full.get(before.no)?.attending ?? 0;
      if (attending > (entry.capacity ?? 0))
        complaints.add(`${path}/capacity`, 'below_attending', `${attending} attend already.`);
    }
    const without = changed.flatMap(({ entry, path, before }) => {
      const stay = new Set((days.get(entry) ?? before.days).map(({ no }) => no));
      return before.days.flatMap(({ no }) => (stay.has(no) ? [] : [{ no, path }]));
    });
    const recorded = await work.attendance.recorded(without.map(({ no }) => no));
    for (const { no, path } of without)
      if (recorded.has(no))
        complaints.add(`${path}/days`, 'attended', 'Attendance of a day that is missing is recorded.');
  }

  function readAll(entry: Entry, path: string, before: readonly DayState[]): void {
    const read = readDays(entry.days ?? [], zone);
    if (!('violations' in read)) days.set(entry, recogniseDays(before, read, newId));
    else for (const { path: at, rule, message } of read.violations) complaints.add(path + at, rule, message);
  }

  /** A user, or somebody by name: whoever of the two is given takes the place of the other. */
  function instructorAfter(
    { instructorRef, instructorName }: Entry,
    before: SessionRecord | undefined,
  ): Pick<SessionRecord, 'instructorNo' | 'instructorName'> {
    if (typeof instructorRef === 'string')
      return { instructorNo: users.find(instructorRef)?.no ?? 0, instructorName: null };
    if (typeof instructorName === 'string') return { instructorNo: null, instructorName };
    return {
      instructorNo: given(instructorRef, before?.instructorNo),
      instructorName: given(instructorName, before?.instructorName),
    };
  }
}
