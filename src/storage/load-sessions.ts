import type { DayState } from '../catalog/training-sessions.js';
import type { Organization, SessionRecord } from '../organization/organization.js';
import { toBinary, toUuid } from './binary-id.js';
import {
  type Column,
  gathered,
  listed,
  type Mapping,
  rows,
  rowsAtOnce,
  sqlCatalogue,
} from './load-things.js';
import { raw, slices, sql } from './sql.js';
import type { Transaction } from './transaction.js';
import { claiming } from './unique-key.js';

/** Ids of days are looked at by the database alone: it knows those of all sessions. */
const takenDay = { id: { path: '/sessions', message: 'A day has the id of a day of another session.' } };

interface SessionRow {
  readonly no: number;
  readonly id: Buffer;
  readonly ref: string | null;
  readonly training_no: number;
  readonly title: string | null;
  readonly place: string | null;
  readonly instructor_no: number | null;
  readonly instructor_name: string | null;
  readonly capacity: number | null;
  readonly waiting_list: number;
  readonly archived: number;
  readonly start_at: number;
}

const sessions: Mapping<SessionRecord, SessionRow> = {
  table: 'sessions',
  columns: [
    ['id', (session) => toBinary(session.id)],
    ['ref', (session) => session.ref],
    ['training_no', (session) => session.trainingNo],
    ['title', (session) => session.title],
    ['place', (session) => session.place],
    ['instructor_no', (session) => session.instructorNo],
    ['instructor_name', (session) => session.instructorName],
    ['capacity', (session) => session.capacity],
    ['waiting_list', (session) => Number(session.waitingList)],
    ['archived', (session) => Number(session.archived)],
    ['start_at', (session) => session.startAt],
  ],
  freed: ['ref'],
  read: (row) => ({
    no: row.no,
    id: toUuid(row.id),
    ref: row.ref,
    trainingNo: row.training_no,
    title: row.title,
    place: row.place,
    instructorNo: row.instructor_no,
    instructorName: row.instructor_name,
    capacity: row.capacity,
    waitingList: row.waiting_list === 1,
    archived: row.archived === 1,
    startAt: row.start_at,
    days: [],
  }),
};

interface DayRow {
  readonly no: number;
  readonly id: Buffer;
  readonly session_no: number;
  readonly start_at: number;
  readonly duration: number;
  readonly place: string | null;
  readonly url: string | null;
}

type Day = DayState & { readonly sessionNo: number };

const dayColumns: readonly Column<Day>[] = [
  ['id', (day) => toBinary(day.id)],
  ['session_no', (day) => day.sessionNo],
  ['start_at', (day) => day.startAt],
  ['duration', (day) => day.duration],
  ['place', (day) => day.place],
  ['url', (day) => day.url],
];
const numberedColumns: readonly Column<Day>[] = [['no', (day) => day.no], ...dayColumns];

/** Sessions and their days, as a file brings them in. */
export function sqlLoadedSessions(db: Transaction): Pick<Organization, 'sessions'> {
  const catalogue = sqlCatalogue(db, sessions);
  return {
    sessions: {
      ...catalogue,
      async all() {
        const found = await db.all<DayRow>(
          sql`SELECT no, id, session_no, start_at, duration, place, url FROM session_days ORDER BY session_no, start_at, no`,
        );
        const show = ({ no, id, start_at, duration, place, url }: DayRow): DayState => ({
          no,
          id: toUuid(id),
          startAt: start_at,
          duration,
          place,
          url,
        });
        const days = new Map(
          gathered(found, (row) => row.session_no, show).map(({ no, inside }) => [no, inside]),
        );
        return (await catalogue.all()).map((session) => ({ ...session, days: days.get(session.no) ?? [] }));
      },
      async add(records) {
        const nos = await catalogue.add(records);
        await insert(
          records.flatMap(({ days }, place) => days.map((day) => ({ ...day, sessionNo: nos[place] ?? 0 }))),
        );
        return nos;
      },
      async change(records) {
        await catalogue.change(records);
        for (const slice of slices(records, db.dialect.slice)) await replaceDays(slice);
      },
    },
  };

  async function replaceDays(records: readonly SessionRecord[]): Promise<void> {
    const ofThese = db.dialect.inNumbers(
      'session_no',
      records.map((session) => session.no),
    );
    const days = records.flatMap(({ no, days }) => days.map((day): Day => ({ ...day, sessionNo: no })));
    const stay = new Set(days.map((day) => day.no));
    const stored = await db.all<{ no: number }>(sql`SELECT no FROM session_days WHERE ${ofThese}`);
    const gone = stored.map((row) => row.no).filter((no) => !stay.has(no));
    for (const slice of slices(gone, db.dialect.slice))
      await db.run(sql`DELETE FROM session_days WHERE ${db.dialect.inNumbers('no', slice)}`);
    const overwrite = raw(db.dialect.overwrite(['start_at', 'duration', 'place', 'url']));
    const known = days.filter((day) => day.no !== 0);
    for (const slice of slices(known, rowsAtOnce))
      await db.run(
        sql`INSERT INTO session_days ${listed(numberedColumns)} VALUES ${rows(slice, numberedColumns)}${overwrite}`,
      );
    await insert(days.filter((day) => day.no === 0));
  }

  async function insert(days: readonly Day[]): Promise<void> {
    for (const slice of slices(days, rowsAtOnce))
      await claiming(takenDay, () =>
        db.run(sql`INSERT INTO session_days ${listed(dayColumns)} VALUES ${rows(slice, dayColumns)}`),
      );
  }
}
