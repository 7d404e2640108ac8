import type { TrainingRole } from '../contract/training-role.js';
import type { Decision } from '../enrollment/grants.js';
import { insertDecisions, numberFor } from './decisions.js';
import { DIRECT, LIVE, live, roleNumber } from './grant-row.js';
import { inPairs } from './pair-condition.js';
import { pairIds } from './pair-ids.js';
import { type Fragment, raw, slices, sql } from './sql.js';
import type { Transaction } from './transaction.js';

/**
 * The missing direct grants of all pairs of learners and activities, in chunks. A cheap count goes first: where every
 * pair is there nothing is written; where none is, no row has to be looked for. Ids travel once, the product is made
 * in the database. Rows come in key order, so that all writers lock in the same order.
 */
export async function beginAll(
  db: Transaction,
  learnerNos: readonly number[],
  decisions: readonly Decision[],
  as: TrainingRole = 'participant',
): Promise<number> {
  const role = roleNumber(as);
  const learners = [...learnerNos].sort((a, b) => a - b);
  const ordered = [...decisions].sort((a, b) => a.activityNo - b.activityNo);
  const activityNos = ordered.map((decision) => decision.activityNo);
  if (learners.length === 0 || ordered.length === 0) return 0;
  const size = Math.max(1, Math.min(db.dialect.slice, Math.floor(db.dialect.pairsAtOnce / ordered.length)));
  let numbers: ReadonlyMap<number, bigint> | undefined;
  let begun = 0;
  const changedBefore = db.changing;
  for (const slice of slices(learners, size)) {
    const pairs = slice.length * activityNos.length;
    const held = await heldAmong(db, slice, activityNos, role);
    begun += held.mine;
    if (held.all < pairs && !db.happened) {
      await db.beginChange();
      numbers ??= await insertDecisions(db, ordered);
      begun += await insertPairs(db, slice, activityNos, role, numbers, held.all > 0);
    }
    await db.breathe();
  }
  if (begun === 0 && numbers && !changedBefore) {
    // Others enrolled the same people between the count and the insert.
    await db.run(sql`DELETE FROM decisions WHERE ${db.numbers.mine('no')}`);
    await db.takeBack();
  }
  return begun;
}

/** How many learners are asked for first. */
const sample = 20;

/**
 * What `countHeld` says; but where the first few have none of the activities, so that there is something to write in any
 * case, the others are not asked for: the insert leaves what is there.
 */
async function heldAmong(
  db: Transaction,
  learnerNos: readonly number[],
  activityNos: readonly number[],
  role: number,
) {
  if (!db.happened && learnerNos.length > sample) {
    const held = await countHeld(db, learnerNos.slice(0, sample), activityNos, role);
    if (held.all === 0) return held;
  }
  return await countHeld(db, learnerNos, activityNos, role);
}

/** How many of the pairs have a live direct grant, and how many of these an earlier attempt of this request made. */
async function countHeld(
  db: Transaction,
  learnerNos: readonly number[],
  activityNos: readonly number[],
  role: number,
): Promise<{ all: number; mine: number }> {
  const index = raw(db.dialect.engine === 'mysql' ? ' FORCE INDEX (PRIMARY)' : '');
  const [row] = await db.all<{ held: number; mine: number | null }>(
    sql`SELECT COUNT(*) AS held, SUM(CASE WHEN ${db.numbers.mine('g.decision_no')} THEN 1 ELSE 0 END) AS mine
      FROM grants g${index}
      WHERE ${inPairs(db.dialect, 'g', learnerNos, activityNos)}
        AND g.role = ${role} AND g.kind = ${DIRECT} AND g.source_no = 0 AND ${live}`,
  );
  return { all: row?.held ?? 0, mine: Number(row?.mine ?? 0) };
}

/** Makes or locks the enrollments of all these pairs, then begins the grants that are missing now that nobody else can. */
async function insertPairs(
  db: Transaction,
  learnerNos: readonly number[],
  activityNos: readonly number[],
  role: number,
  numbers: ReadonlyMap<number, bigint>,
  someHeld: boolean,
): Promise<number> {
  const { dialect } = db;
  const activities = dialect.decisionTable(activityNos.map((no) => [no, numberFor(numbers, no)]));
  const product = (picked: Fragment, among = raw(''), except = raw('')): Fragment =>
    sql`SELECT ${picked} FROM users u JOIN ${activities} a${among}
      WHERE ${dialect.inNumbers('u.no', learnerNos)} AND u.deleted_at IS NULL${except} ORDER BY u.no, a.no`;
  const enrollments = product(sql`u.no, a.no, ${role}, ${pairIds(dialect.engine, db.at, 'u.no', 'a.no')}`);
  await db.run(
    sql`INSERT INTO enrollments (user_no, activity_no, role, id) ${enrollments}${raw(
      dialect.keepExisting('enrollments', 'role'),
    )}`,
  );
  const columns = sql`u.no, a.no, ${role}, ${DIRECT}, 0, ${LIVE}, a.decision_no`;
  const grants = someHeld
    ? product(columns, withHeld(role), raw(' AND g.user_no IS NULL'))
    : product(columns);
  return await db.run(
    sql`INSERT INTO grants (user_no, activity_no, role, kind, source_no, ended_at, decision_no) ${grants}${raw(
      dialect.keepExisting('grants', 'role'),
    )}`,
  );
}

const withHeld = (
  role: number,
) => sql` LEFT JOIN grants g ON g.user_no = u.no AND g.activity_no = a.no AND g.role = ${role}
  AND g.kind = ${DIRECT} AND g.source_no = 0 AND ${live}`;
