import type { Pair } from '../enrollment/grants.js';
import { pairTable } from './pair-condition.js';
import { raw, type Sql, slices, sql } from './sql.js';

/**
 * When the next session day of each user in each training begins, by `user training`: of sessions in which they have a
 * seat, and which are not archived. Pairs without one are missing.
 */
export async function nextEvents(
  db: Sql,
  pairs: readonly Pair[],
  now: number,
): Promise<ReadonlyMap<string, number>> {
  const next = new Map<string, number>();
  const order = raw(db.dialect.joinInOrder);
  for (const slice of slices(pairs, 2_000)) {
    const rows = await db.all<{ user_no: number; training_no: number; start_at: number }>(
      sql`SELECT p.user_no, p.training_no, MIN(d.start_at) AS start_at
        FROM ${pairTable(db, slice)} pair ${order} session_places p
          ON p.training_no = pair.activity_no AND p.user_no = pair.user_no AND p.waiting = 0
        ${order} sessions s ON s.no = p.session_no AND s.archived = 0
        ${order} session_days d ON d.session_no = s.no AND d.start_at >= ${now}
        GROUP BY p.user_no, p.training_no`,
    );
    for (const row of rows) next.set(`${row.user_no} ${row.training_no}`, Number(row.start_at));
  }
  return next;
}
