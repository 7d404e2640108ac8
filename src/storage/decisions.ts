import type { Decision } from '../enrollment/grants.js';
import { policies } from './grant-row.js';
import { type Fragment, join, slices, sql } from './sql.js';
import type { Transaction } from './transaction.js';

const rowsAtOnce = 1_000;

/** Writes the decisions and answers the number of each by its activity. */
export async function insertDecisions(
  db: Transaction,
  decisions: readonly Decision[],
): Promise<ReadonlyMap<number, bigint>> {
  const numbers = await numberDecisions(db, decisions);
  return new Map([...numbers].map(([decision, number]) => [decision.activityNo, number]));
}

/** Writes the decisions, of which several may be about one activity, and answers the number of each. */
export async function numberDecisions(
  db: Transaction,
  decisions: Iterable<Decision>,
): Promise<ReadonlyMap<Decision, bigint>> {
  const numbers = new Map<Decision, bigint>();
  for (const decision of decisions) numbers.set(decision, db.numbers.next());
  for (const slice of slices([...numbers], rowsAtOnce)) {
    await db.run(decisionInsert(db, slice));
  }
  return numbers;
}

/** One INSERT of decisions with their numbers. */
export function decisionInsert(
  db: Transaction,
  decisions: readonly (readonly [decision: Decision, number: bigint])[],
): Fragment {
  const rows = decisions.map(([decision, number]) => sql`(${values(db, decision, number)})`);
  return sql`INSERT INTO decisions (no, activity_no, policy, asked_due_date, asked_due_period, asked_lock, access_at,
    due_at, lock_after_due, continues, given_at, event_id) VALUES ${join(rows, ', ')}`;
}

function values(db: Transaction, decision: Decision, number: bigint): Fragment {
  const { asked, accessAt, dueAt, lockAfterDueDate } = decision.terms;
  const askedLock = asked.lockAfterDueDate === null ? null : Number(asked.lockAfterDueDate);
  return sql`${number}, ${decision.activityNo}, ${policies.indexOf(asked.dueDateType)}, ${asked.dueDate},
    ${asked.duePeriod}, ${askedLock}, ${accessAt}, ${dueAt}, ${Number(lockAfterDueDate)},
    ${Number(decision.continues)}, ${decision.givenAt}, ${db.eventId}`;
}

export function numberFor(numbers: ReadonlyMap<number, bigint>, activityNo: number): bigint {
  const number = numbers.get(activityNo);
  if (number === undefined) throw new RangeError(`no decision for activity ${activityNo}`);
  return number;
}
