import { LIVE } from './grant-row.js';
import { raw, sql } from './sql.js';
import type { Transaction } from './transaction.js';

/**
 * Ends all grants of somebody that live, of whatever kind, in whatever activity, later than all that any of them has
 * seen. The rows of the enrollments are locked in key order first: who is about to enroll the person is waited for.
 */
export async function endAllGrants(db: Transaction, userNo: number, at: number): Promise<number> {
  if (db.happened) {
    const [done] = await db.all<{ ended: number }>(
      sql`SELECT COUNT(*) AS ended FROM grants WHERE user_no = ${userNo} AND end_event_id = ${db.eventId}`,
    );
    return done?.ended ?? 0;
  }
  await db.begin();
  await db.all(sql`SELECT activity_no FROM enrollments WHERE user_no = ${userNo}
    ORDER BY user_no, activity_no, role${raw(db.dialect.lockRows)}`);
  const [seen] = await db.all<{ latest: number | null }>(
    sql`SELECT MAX(CASE WHEN g.ended_at = ${LIVE} THEN d.given_at ELSE g.ended_at END) AS latest
      FROM grants g JOIN decisions d ON d.no = g.decision_no WHERE g.user_no = ${userNo}`,
  );
  const moment = Math.max(at, (seen?.latest ?? 0) + 1);
  await db.beginChange();
  return await db.run(sql`UPDATE grants SET ended_at = ${moment}, end_event_id = ${db.eventId}
    WHERE user_no = ${userNo} AND ended_at = ${LIVE}`);
}
