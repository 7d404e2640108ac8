import { isUuid } from '../contract/identifier.js';
import type { TrainingRole } from '../contract/training-role.js';
import { grantKindOf } from '../enrollment/grant.js';
import type { EnrollmentsNamed, HeldEnrollment, LiveGrant } from '../enrollment/grants.js';
import type { Reach } from '../permission/reach.js';
import { kinds } from './activity-row.js';
import { toBinary, toUuid } from './binary-id.js';
import { type DecisionRow, DIRECT, LIVE, roleNumber, termsColumns, termsOf } from './grant-row.js';
import { inPairs, pairTable } from './pair-condition.js';
import { reachOver } from './reach-condition.js';
import { type Fragment, raw, type Sql, slices, sql } from './sql.js';
import type { Transaction } from './transaction.js';

interface LockedRow {
  readonly user_no: number;
  readonly activity_no: number;
  readonly id: Buffer;
  readonly learner_id: Buffer;
  readonly learner_ref: string | null;
  readonly course_id: Buffer;
  readonly course_ref: string | null;
}

interface GrantRow extends DecisionRow {
  readonly user_no: number;
  readonly activity_no: number;
  readonly kind: number;
  readonly source_no: number;
  readonly ended_at: number;
  readonly given_at: number;
  readonly mine: number;
  readonly ended_by_me: number;
}

/** Enrollments locked and read at once. */
const rowsAtOnce = 2_000;

/**
 * Locks the rows of the enrollments named, in key order, however they are named, then reads what holds them up. The
 * grants are read after the lock is held, so that nobody decides on what another is about to change.
 */
export async function lockEnrollments(
  db: Transaction,
  which: EnrollmentsNamed,
  reach: Reach,
  as: TrainingRole = 'participant',
): Promise<readonly HeldEnrollment[]> {
  const role = roleNumber(as);
  await db.begin();
  const held: HeldEnrollment[] = [];
  for (const rows of slices(await findRows(db, which, reach, role), rowsAtOnce)) {
    const pairs = pairTable(
      db,
      rows.map((row) => ({ userNo: row.user_no, activityNo: row.activity_no })),
    );
    await lockRows(db, pairs, role);
    const grants = await grantsOf(db, pairs, role);
    for (const row of rows) held.push(heldOf(row, grants.get(keyOf(row)) ?? []));
    await db.breathe();
  }
  return held;
}

/** The rows of the enrollments named that are within reach, all in key order. */
async function findRows(
  db: Transaction,
  which: EnrollmentsNamed,
  reach: Reach,
  role: number,
): Promise<LockedRow[]> {
  const join = raw(db.dialect.joinInOrder);
  const scope = reachOver(reach, db.dialect.joinInOrder);
  const found: LockedRow[] = [];
  for (const named of conditions(db, which)) {
    const rows = await db.all<LockedRow>(
      sql`SELECT e.user_no, e.activity_no, e.id, u.id AS learner_id, u.ref AS learner_ref, a.id AS course_id,
          a.ref AS course_ref
        FROM enrollments e ${join} users u ON u.no = e.user_no ${join} activities a ON a.no = e.activity_no${scope.joins}
        WHERE ${named} AND e.role = ${role} AND u.deleted_at IS NULL AND ${scope.condition}`,
    );
    for (const row of rows) found.push(row);
  }
  return found.sort((a, b) => a.user_no - b.user_no || a.activity_no - b.activity_no);
}

/** Locks the rows one after the other, as they come in the list. */
async function lockRows(db: Transaction, pairs: Fragment, role: number): Promise<void> {
  const { lockRows: lock, joinInOrder } = db.dialect;
  if (lock === '') return;
  await db.all(sql`SELECT e.user_no FROM ${pairs} pair ${raw(joinInOrder)} enrollments e
    ON e.user_no = pair.user_no AND e.activity_no = pair.activity_no AND e.role = ${role}${raw(lock)}`);
}

function* conditions(db: Sql, which: EnrollmentsNamed): Generator<Fragment> {
  const { slice, inIds } = db.dialect;
  if ('ids' in which) {
    const ids = [...new Set(which.ids.filter(isUuid).map((id) => id.toLowerCase()))].map(toBinary);
    for (const some of slices(ids, slice)) yield sql`${inIds('e.id', some)} AND a.kind = ${kinds.course}`;
    return;
  }
  for (const some of slices(which.userNos, slice)) yield inPairs(db.dialect, 'e', some, which.activityNos);
}

async function grantsOf(db: Transaction, pairs: Fragment, role: number): Promise<Map<string, GrantRow[]>> {
  const join = raw(db.dialect.joinInOrder);
  const rows = await db.all<GrantRow>(sql`SELECT g.user_no, g.activity_no, g.kind, g.source_no, g.ended_at,
      d.given_at, ${termsColumns}, CASE WHEN ${db.numbers.mine('g.decision_no')} THEN 1 ELSE 0 END AS mine,
      CASE WHEN g.end_event_id = ${db.eventId} THEN 1 ELSE 0 END AS ended_by_me
    FROM ${pairs} pair ${join} grants g
      ON g.user_no = pair.user_no AND g.activity_no = pair.activity_no AND g.role = ${role}
    ${join} decisions d ON d.no = g.decision_no`);
  const byPair = new Map<string, GrantRow[]>();
  for (const row of rows) {
    const known = byPair.get(keyOf(row));
    if (known) known.push(row);
    else byPair.set(keyOf(row), [row]);
  }
  return byPair;
}

function keyOf({ user_no, activity_no }: { user_no: number; activity_no: number }): string {
  return `${user_no} ${activity_no}`;
}

function heldOf(row: LockedRow, grants: readonly GrantRow[]): HeldEnrollment {
  return {
    userNo: row.user_no,
    activityNo: row.activity_no,
    id: toUuid(row.id),
    learnerId: toUuid(row.learner_id),
    learnerRef: row.learner_ref,
    courseId: toUuid(row.course_id),
    courseRef: row.course_ref,
    live: grants.filter((grant) => grant.ended_at === LIVE).map(liveOf),
    lastMoment: Math.max(
      ...grants.map((grant) => (grant.ended_at === LIVE ? grant.given_at : grant.ended_at)),
    ),
    endedByMe: grants.some((grant) => grant.ended_by_me === 1 && grant.kind === DIRECT),
  };
}

function liveOf(grant: GrantRow): LiveGrant {
  const terms = termsOf(grant);
  return {
    kind: grantKindOf(grant.kind),
    sourceNo: grant.source_no,
    givenAt: grant.given_at,
    dueAt: terms.dueAt,
    terms,
    mine: grant.mine === 1,
  };
}
