import type { AttendanceState, Attendances } from '../enrollment/attendances.js';
import { toUuid } from './binary-id.js';
import { listing, pageOf, readCursor } from './cursor.js';
import { reachOver } from './reach-condition.js';
import { join, slices, sql } from './sql.js';
import type { Transaction } from './transaction.js';

interface MarkRow {
  readonly user_no: number;
  readonly attended: number;
  readonly minutes: number | null;
}

interface Row extends MarkRow {
  readonly id: Buffer;
  readonly ref: string | null;
  readonly recorded_at: number;
}

const rowsAtOnce = 1_000;

/** Attendance, in SQL. */
export function sqlAttendances(db: Transaction): Attendances {
  return {
    async find(dayNo, userNos) {
      const marks = new Map<number, { userNo: number; attended: boolean; minutes: number | null }>();
      for (const slice of slices(userNos, db.dialect.slice)) {
        const rows = await db.all<MarkRow>(sql`SELECT user_no, attended, minutes FROM attendance
          WHERE day_no = ${dayNo} AND ${db.dialect.inNumbers('user_no', slice)}`);
        for (const { user_no, attended, minutes } of rows)
          marks.set(user_no, { userNo: user_no, attended: attended === 1, minutes });
      }
      return marks;
    },
    async record(dayNo, marks, at) {
      await db.beginChange();
      for (const slice of slices(marks, rowsAtOnce)) {
        await db.run(
          db.dialect.deletePairs(
            'attendance',
            ['day_no', 'user_no'],
            slice.map(({ userNo }) => [dayNo, userNo]),
          ),
        );
        const rows = slice.map(
          ({ userNo, attended, minutes }) =>
            sql`(${dayNo}, ${userNo}, ${Number(attended)}, ${minutes}, ${at})`,
        );
        await db.run(
          sql`INSERT INTO attendance (day_no, user_no, attended, minutes, recorded_at) VALUES ${join(rows, ', ')}`,
        );
        await db.breathe();
      }
    },
    async recorded(dayNos) {
      const rows = await db.all<{ day_no: number }>(
        sql`SELECT DISTINCT day_no FROM attendance WHERE ${db.dialect.inNumbers('day_no', dayNos)}`,
      );
      return new Set(rows.map((row) => row.day_no));
    },
    async list(dayNo, reach, limit, cursor) {
      const list = listing('attendance', dayNo);
      const [after = 0] = readCursor(cursor, list, 1) ?? [];
      const { joins, condition } = reachOver(reach);
      const rows = await db.all<Row>(sql`SELECT r.user_no, r.attended, r.minutes, r.recorded_at, u.id, u.ref
        FROM attendance r JOIN users u ON u.no = r.user_no AND u.deleted_at IS NULL${joins}
        WHERE r.day_no = ${dayNo} AND r.user_no > ${after} AND ${condition}
        ORDER BY r.user_no LIMIT ${limit + 1}`);
      return pageOf(rows, limit, list, stateOf, (row) => [row.user_no]);
    },
  };
}

function stateOf({ id, ref, attended, minutes, recorded_at }: Row): AttendanceState {
  return { userId: toUuid(id), userRef: ref, attended: attended === 1, minutes, recordedAt: recorded_at };
}
