import type { DayState, SessionState, TrainingSessions } from '../catalog/training-sessions.js';
import { isUuid } from '../contract/identifier.js';
import { trainingsOf } from './activity-row.js';
import { toBinary, toUuid } from './binary-id.js';
import { listing, pageOf, readCursor } from './cursor.js';
import { gathered } from './load-things.js';
import { findNumbers } from './names-lookup.js';
import { allOf, type Fragment, raw, slices, sql } from './sql.js';
import type { Transaction } from './transaction.js';
import { addSession, changeSession, replaceDays } from './write-sessions.js';

interface SessionRow {
  readonly no: number;
  readonly id: Buffer;
  readonly ref: string | null;
  readonly training_no: number;
  readonly training_id: Buffer;
  readonly training_ref: string | null;
  readonly training_title: string;
  readonly title: string | null;
  readonly place: string | null;
  readonly instructor_no: number | null;
  readonly instructor_name: string | null;
  readonly instructor_id: Buffer | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly capacity: number | null;
  readonly waiting_list: number;
  readonly archived: number;
  readonly start_at: number;
}

interface DayRow extends Omit<DayState, 'id' | 'startAt'> {
  readonly id: Buffer;
  readonly session_no: number;
  readonly start_at: number;
}

const selection = raw(`SELECT s.no, s.id, s.ref, s.training_no, t.id AS training_id, t.ref AS training_ref,
    t.title AS training_title, s.title, s.place, s.instructor_no, s.instructor_name, u.id AS instructor_id,
    u.first_name, u.last_name, s.capacity, s.waiting_list, s.archived, s.start_at
  FROM sessions s JOIN activities t ON t.no = s.training_no LEFT JOIN users u ON u.no = s.instructor_no`);

/** The times at which trainings are given, in SQL. */
export function sqlTrainingSessions(db: Transaction): TrainingSessions {
  const select = async (conditions: readonly Fragment[], end = raw('')): Promise<SessionRowWithDays[]> => {
    const rows = await db.all<SessionRow>(sql`${selection} WHERE ${allOf(conditions)}${end}`);
    const days: DayRow[] = [];
    for (const slice of slices(rows, db.dialect.slice)) {
      const numbers = slice.map((row) => row.no);
      const found = await db.all<DayRow>(sql`SELECT no, id, session_no, start_at, duration, place, url
        FROM session_days WHERE ${db.dialect.inNumbers('session_no', numbers)} ORDER BY session_no, start_at`);
      days.push(...found);
    }
    const ofSession = new Map(
      gathered(days, (row) => row.session_no, dayOf).map(({ no, inside }) => [no, inside]),
    );
    return rows.map((row) => ({ row, days: ofSession.get(row.no) ?? [] }));
  };
  const one = async (conditions: readonly Fragment[], ofLearner: number | undefined) => {
    const [found] = await select([...conditions, ...trainingsOf('s.training_no', ofLearner)]);
    return found && stateOf(found);
  };
  return {
    async get(names, ofLearner) {
      const [no = 0] = await findNumbers(
        db,
        names,
        's',
        (named, key) => sql`SELECT s.no, s.id, ${raw(key)} AS ${raw('`key`')} FROM sessions s WHERE ${named}`,
      );
      return no === 0 ? undefined : await one([sql`s.no = ${no}`], ofLearner);
    },
    async ofDay(dayId, ofLearner) {
      if (!isUuid(dayId)) return undefined;
      return await one(
        [sql`s.no = (SELECT d.session_no FROM session_days d WHERE d.id = ${toBinary(dayId)})`],
        ofLearner,
      );
    },
    async list(trainingNo, archived, limit, cursor) {
      const list = listing('sessions', [trainingNo, archived]);
      const after = readCursor(cursor, list, 2);
      const conditions = [sql`s.training_no = ${trainingNo}`];
      if (archived !== undefined) conditions.push(sql`s.archived = ${archived ? 1 : 0}`);
      if (after) {
        const [startAt = 0, no = 0] = after;
        conditions.push(sql`(s.start_at > ${startAt} OR (s.start_at = ${startAt} AND s.no > ${no}))`);
      }
      const found = await select(conditions, sql` ORDER BY s.start_at, s.no LIMIT ${limit + 1}`);
      return pageOf(found, limit, list, stateOf, ({ row }) => [row.start_at, row.no]);
    },
    async lock(no) {
      await db.begin();
      await db.all(sql`SELECT no FROM sessions WHERE no = ${no}${raw(db.dialect.lockRows)}`);
    },
    add: (trainingNo, id, fields, days) => addSession(db, trainingNo, id, fields, days),
    change: (no, fields) => changeSession(db, no, fields),
    replaceDays: (session, days) => replaceDays(db, session, days),
  };
}

interface SessionRowWithDays {
  readonly row: SessionRow;
  readonly days: readonly DayState[];
}

function dayOf({ no, id, start_at, duration, place, url }: DayRow): DayState {
  return { no, id: toUuid(id), startAt: start_at, duration, place, url };
}

function stateOf({ row, days }: SessionRowWithDays): SessionState {
  const names = [row.first_name, row.last_name].filter((name) => name !== null && name !== '');
  return {
    no: row.no,
    id: toUuid(row.id),
    ref: row.ref,
    trainingNo: row.training_no,
    trainingId: toUuid(row.training_id),
    trainingRef: row.training_ref,
    trainingTitle: row.training_title,
    title: row.title,
    place: row.place,
    instructorNo: row.instructor_no,
    instructorName: row.instructor_name,
    instructor: row.instructor_id && { id: toUuid(row.instructor_id), name: names.join(' ') || null },
    capacity: row.capacity,
    waitingList: row.waiting_list === 1,
    archived: row.archived === 1,
    days,
  };
}
