import type { Grants } from '../enrollment/grants.js';
import { beginAll } from './begin-all.js';
import { beginOne } from './begin-one.js';
import { insertDecisions, numberFor } from './decisions.js';
import { endAllGrants } from './end-all-grants.js';
import { endAutomatic } from './end-unjustified.js';
import { follow } from './follow-grants.js';
import { DIRECT, LIVE, PARTICIPANT, roleNumber } from './grant-row.js';
import { lockEnrollments } from './lock-enrollments.js';
import { join, slices, sql } from './sql.js';
import type { Transaction } from './transaction.js';

const rowsAtOnce = 1_000;

/** Grants, in SQL: set-based writes on rows that are locked in key order first. */
export function sqlGrants(db: Transaction): Grants {
  return {
    beginOne: (wish) => beginOne(db, wish),
    beginAll: (learnerNos, decisions, role) => beginAll(db, learnerNos, decisions, role),
    lock: (which, reach, role) => lockEnrollments(db, which, reach, role),
    endAll: (userNo, at) => endAllGrants(db, userNo, at),
    follow: (sources, decide) => follow(db, sources, decide),
    async keptTooLong(most) {
      const rows = await db.all<{ user_no: number }>(
        sql`SELECT DISTINCT user_no FROM kept_grants WHERE until <= ${db.at} ORDER BY user_no LIMIT ${most}`,
      );
      return rows.map((row) => row.user_no);
    },
    async forgetKept(userNos) {
      for (const slice of slices(userNos, db.dialect.slice)) {
        await db.beginChange();
        await db.run(
          sql`DELETE FROM kept_grants WHERE until <= ${db.at} AND ${db.dialect.inNumbers('user_no', slice)}`,
        );
      }
    },
    endAutomatic: (kind, sourceNo, activityNo) => endAutomatic(db, kind, sourceNo, activityNo),
    async begin(pairs, decisions) {
      await db.beginChange();
      const numbers = await insertDecisions(db, decisions);
      for (const slice of slices(pairs, rowsAtOnce)) {
        const rows = slice.map(
          ({ userNo, activityNo }) =>
            sql`(${userNo}, ${activityNo}, ${PARTICIPANT}, ${DIRECT}, 0, ${LIVE}, ${numberFor(numbers, activityNo)})`,
        );
        await db.run(sql`INSERT INTO grants (user_no, activity_no, role, kind, source_no, ended_at, decision_no)
          VALUES ${join(rows, ', ')}`);
        await db.breathe();
      }
    },
    async end(pairs, at, as = 'participant') {
      await db.beginChange();
      const role = roleNumber(as);
      for (const slice of slices(pairs, rowsAtOnce)) {
        await db.run(
          db.dialect.updateListed(
            'grants',
            sql`ended_at = ${at}, end_event_id = ${db.eventId}`,
            ['user_no', 'activity_no'],
            slice.map(({ userNo, activityNo }) => [userNo, activityNo]),
            sql`grants.role = ${role} AND grants.kind = ${DIRECT} AND grants.source_no = 0 AND grants.ended_at = ${LIVE}`,
          ),
        );
        await db.breathe();
      }
    },
  };
}
