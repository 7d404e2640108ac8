import type { Decision, Grants } from '../enrollment/grants.js';
import { beginAll } from './begin-all.js';
import { beginOne } from './begin-one.js';
import { DIRECT, LIVE, PARTICIPANT, policies } from './grant-row.js';
import { lockEnrollments } from './lock-enrollments.js';
import { type Fragment, join, raw, slices, sql } from './sql.js';
import type { Transaction } from './transaction.js';

const rowsAtOnce = 1_000;

/** Grants, in SQL: set-based writes on rows that are locked in key order first. */
export function sqlGrants(db: Transaction): Grants {
  return {
    beginOne: (learner, reach, course, terms) => beginOne(db, learner, reach, course, terms),
    beginAll: (learnerNos, decisions) => beginAll(db, learnerNos, decisions),
    lock: (which, reach) => lockEnrollments(db, which, reach),
    async begin(pairs, decisions) {
      await db.beginChange();
      const numbers = await insertDecisions(db, decisions);
      for (const slice of slices(pairs, rowsAtOnce)) {
        const rows = slice.map(
          ({ userNo, activityNo }) =>
            sql`(${userNo}, ${activityNo}, ${PARTICIPANT}, ${DIRECT}, 0, ${LIVE}, ${raw(numberFor(numbers, activityNo))})`,
        );
        await db.run(sql`INSERT INTO grants (user_no, activity_no, role, kind, source_no, ended_at, decision_no)
          VALUES ${join(rows, ', ')}`);
      }
    },
    async end(pairs, at) {
      await db.beginChange();
      for (const slice of slices(pairs, rowsAtOnce)) {
        await db.run(
          db.dialect.updatePairs(
            'grants',
            sql`ended_at = ${at}, end_event_id = ${db.eventId}`,
            slice,
            sql`grants.role = ${PARTICIPANT} AND grants.kind = ${DIRECT} AND grants.source_no = 0 AND grants.ended_at = ${LIVE}`,
          ),
        );
      }
    },
  };
}

/** Writes the decisions and answers the number of each by its activity. */
export async function insertDecisions(
  db: Transaction,
  decisions: readonly Decision[],
): Promise<ReadonlyMap<number, string>> {
  const numbers = await numberDecisions(db, decisions);
  return new Map([...numbers].map(([decision, number]) => [decision.activityNo, number]));
}

/** Writes the decisions, of which several may be about one activity, and answers the number of each. */
export async function numberDecisions(
  db: Transaction,
  decisions: Iterable<Decision>,
): Promise<ReadonlyMap<Decision, string>> {
  const numbers = new Map<Decision, string>();
  for (const decision of decisions) numbers.set(decision, db.numbers.next());
  for (const slice of slices([...numbers], rowsAtOnce)) {
    const rows = slice.map(([decision, number]) => sql`(${decisionValues(db, decision, number)})`);
    await db.run(sql`INSERT INTO decisions ${decisionColumns} VALUES ${join(rows, ', ')}`);
  }
  return numbers;
}

export const decisionColumns =
  raw(`(no, activity_no, policy, asked_due_date, asked_due_period, asked_lock, access_at,
  due_at, lock_after_due, continues, given_at, event_id)`);

export function decisionValues(db: Transaction, decision: Decision, number: string): Fragment {
  const { asked, accessAt, dueAt, lockAfterDueDate } = decision.terms;
  const askedLock = asked.lockAfterDueDate === null ? null : Number(asked.lockAfterDueDate);
  return sql`${raw(number)}, ${decision.activityNo}, ${policies.indexOf(asked.dueDateType)}, ${asked.dueDate},
    ${asked.duePeriod}, ${askedLock}, ${accessAt}, ${dueAt}, ${Number(lockAfterDueDate)},
    ${Number(decision.continues)}, ${decision.givenAt}, ${db.eventId}`;
}

export function numberFor(numbers: ReadonlyMap<number, string>, activityNo: number): string {
  const number = numbers.get(activityNo);
  if (number === undefined) throw new RangeError(`no decision for activity ${activityNo}`);
  return number;
}
