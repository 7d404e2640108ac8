import type { DayState, SessionFields, SessionState } from '../catalog/training-sessions.js';
import { toBinary } from './binary-id.js';
import { type Column, listed, rows, rowsAtOnce } from './load-things.js';
import { join, raw, slices, sql } from './sql.js';
import type { Transaction } from './transaction.js';
import { claiming } from './unique-key.js';
import { type ColumnValue, givenOf, insertOne, isThere, settingOf } from './write-activities.js';

const taken = { ref: { path: '/ref', message: 'Another session has this ref.' } };

export async function addSession(
  db: Transaction,
  trainingNo: number,
  id: string,
  fields: SessionFields,
  days: readonly DayState[],
): Promise<void> {
  await db.beginChange();
  if (db.happened && (await isThere(db, 'sessions', id))) return;
  const columns: readonly ColumnValue[] = [
    ['id', toBinary(id)],
    ['training_no', trainingNo],
    ['start_at', days[0]?.startAt ?? 0],
    ...valuesOf(fields),
  ];
  await claiming(taken, () => db.run(insertOne('sessions', columns)));
  const [session] = await db.all<{ no: number }>(sql`SELECT no FROM sessions WHERE id = ${toBinary(id)}`);
  await insertDays(db, session?.no ?? 0, days);
}

export async function changeSession(
  db: Transaction,
  no: number,
  fields: Partial<SessionFields>,
): Promise<void> {
  await db.beginChange();
  const set = join(settingOf(valuesOf(fields)), ', ');
  await claiming(taken, () => db.run(sql`UPDATE sessions SET ${set} WHERE no = ${no}`));
}

/** Removes the days that are not among the new ones, changes those that are, adds the others. */
export async function replaceDays(
  db: Transaction,
  session: Pick<SessionState, 'no' | 'days'>,
  days: readonly DayState[],
): Promise<void> {
  const stay = new Set(days.map(({ no }) => no));
  const gone = session.days.flatMap(({ no }) => (stay.has(no) ? [] : [no]));
  const before = new Map(session.days.map((day) => [day.no, JSON.stringify(contentOf(day))]));
  const changed = days.filter((day) => day.no > 0 && before.get(day.no) !== JSON.stringify(contentOf(day)));
  const added = days.filter(({ no }) => no === 0);
  if (gone.length + changed.length + added.length === 0) return;
  await db.beginChange();
  if (gone.length > 0) await db.run(sql`DELETE FROM session_days WHERE ${db.dialect.inNumbers('no', gone)}`);
  const numbered: readonly Column<DayState>[] = [['no', (day) => day.no], ...columnsOf(session.no)];
  const overwrite = raw(db.dialect.overwrite(['start_at', 'duration', 'place', 'url']));
  for (const slice of slices(changed, rowsAtOnce))
    await db.run(
      sql`INSERT INTO session_days ${listed(numbered)} VALUES ${rows(slice, numbered)}${overwrite}`,
    );
  await insertDays(db, session.no, added);
  await db.run(sql`UPDATE sessions SET start_at = ${days[0]?.startAt ?? 0} WHERE no = ${session.no}`);
}

async function insertDays(db: Transaction, sessionNo: number, days: readonly DayState[]): Promise<void> {
  const columns = columnsOf(sessionNo);
  for (const slice of slices(days, rowsAtOnce))
    await db.run(sql`INSERT INTO session_days ${listed(columns)} VALUES ${rows(slice, columns)}`);
}

function columnsOf(sessionNo: number): readonly Column<DayState>[] {
  return [
    ['id', (day) => toBinary(day.id)],
    ['session_no', () => sessionNo],
    ['start_at', (day) => day.startAt],
    ['duration', (day) => day.duration],
    ['place', (day) => day.place],
    ['url', (day) => day.url],
  ];
}

function contentOf({ startAt, duration, place, url }: DayState) {
  return [startAt, duration, place, url];
}

function valuesOf(fields: Partial<SessionFields>): ColumnValue[] {
  const { archived, waitingList } = fields;
  return givenOf([
    ['ref', fields.ref],
    ['title', fields.title],
    ['place', fields.place],
    ['instructor_no', fields.instructorNo],
    ['instructor_name', fields.instructorName],
    ['capacity', fields.capacity],
    ['waiting_list', waitingList === undefined ? undefined : Number(waitingList)],
    ['archived', archived === undefined ? undefined : Number(archived)],
  ]);
}
