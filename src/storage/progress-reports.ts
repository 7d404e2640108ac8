import { pairKey } from '../enrollment/pair-key.js';
import type { ProgressReport, ProgressReports } from '../enrollment/progress-reports.js';
import { pairTable } from './pair-condition.js';
import { join, raw, slices, sql } from './sql.js';
import type { Transaction } from './transaction.js';

interface Row {
  readonly user_no: number;
  readonly activity_no: number;
  readonly percent: number;
  readonly completed_at: number | null;
}

const rowsAtOnce = 1_000;

/** Progress, in SQL. */
export function sqlProgressReports(db: Transaction): ProgressReports {
  const order = raw(db.dialect.joinInOrder);
  return {
    async find(pairs) {
      const known = new Map<string, ProgressReport>();
      for (const slice of slices(pairs, rowsAtOnce)) {
        const rows = await db.all<Row>(sql`SELECT r.user_no, r.activity_no, r.percent, r.completed_at
          FROM ${pairTable(db, slice)} pair ${order} progress r
            ON r.user_no = pair.user_no AND r.activity_no = pair.activity_no`);
        for (const row of rows) {
          const report = {
            userNo: row.user_no,
            activityNo: row.activity_no,
            percent: row.percent,
            completedAt: row.completed_at,
          };
          known.set(pairKey(report), report);
        }
      }
      return known;
    },
    async enrolled(pairs) {
      const known = new Set<string>();
      for (const slice of slices(pairs, rowsAtOnce)) {
        const rows = await db.all<Row>(sql`SELECT DISTINCT e.user_no, e.activity_no
          FROM ${pairTable(db, slice)} pair ${order} enrollments e
            ON e.user_no = pair.user_no AND e.activity_no = pair.activity_no`);
        for (const row of rows) known.add(pairKey({ userNo: row.user_no, activityNo: row.activity_no }));
      }
      return known;
    },
    async write(reports, at) {
      await db.beginChange();
      const ordered = reports.toSorted((a, b) => a.userNo - b.userNo || a.activityNo - b.activityNo);
      for (const slice of slices(ordered, rowsAtOnce)) {
        await db.run(
          db.dialect.deletePairs(
            'progress',
            ['user_no', 'activity_no'],
            slice.map(({ userNo, activityNo }) => [userNo, activityNo]),
          ),
        );
        const rows = slice.map(
          (one) => sql`(${one.userNo}, ${one.activityNo}, ${one.percent}, ${one.completedAt}, ${at})`,
        );
        await db.run(sql`INSERT INTO progress (user_no, activity_no, percent, completed_at, reported_at)
          VALUES ${join(rows, ', ')}`);
        await db.breathe();
      }
    },
  };
}
