import { isUuid } from '../contract/identifier.js';
import { grantKindOf } from '../enrollment/grant.js';
import type { EnrollmentsNamed, HeldEnrollment, LiveGrant } from '../enrollment/grants.js';
import type { Reach } from '../permission/reach.js';
import { toBinary, toUuid } from './binary-id.js';
import { type DecisionRow, DIRECT, LIVE, PARTICIPANT, termsColumns, termsOf } from './grant-row.js';
import { inPairs } from './pair-condition.js';
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
  readonly id: Buffer;
  readonly kind: number;
  readonly ended_at: number;
  readonly given_at: number;
  readonly mine: number;
  readonly ended_by_me: number;
}

/**
 * Locks the rows of the enrollments named, in key order, then reads what holds them up: two statements a slice. The
 * grants are read after the lock is held, so that nobody decides on what another is about to change.
 */
export async function lockEnrollments(
  db: Transaction,
  which: EnrollmentsNamed,
  reach: Reach,
): Promise<readonly HeldEnrollment[]> {
  await db.begin();
  const scope = reachOver(reach, db.dialect.joinInOrder);
  const held: HeldEnrollment[] = [];
  for (const named of conditions(db, which)) {
    const rows = await db.all<LockedRow>(
      sql`SELECT e.user_no, e.activity_no, e.id, u.id AS learner_id, u.ref AS learner_ref, a.id AS course_id,
          a.ref AS course_ref
        FROM enrollments e JOIN users u ON u.no = e.user_no JOIN activities a ON a.no = e.activity_no${scope.joins}
        WHERE ${named} AND e.role = ${PARTICIPANT} AND ${scope.condition}
        ORDER BY e.user_no, e.activity_no`,
    );
    if (rows.length === 0) continue;
    await lockRows(db, rows);
    const grants = await grantsOf(
      db,
      rows.map((row) => row.id),
    );
    for (const row of rows) held.push(heldOf(row, grants.get(toUuid(row.id)) ?? []));
  }
  return held;
}

/** Locks the rows one after the other, as they come: a straight join goes through the list in its order. */
async function lockRows(db: Transaction, rows: readonly LockedRow[]): Promise<void> {
  const { lockRows: lock, pairTable } = db.dialect;
  if (lock === '') return;
  const pairs = rows.map((row) => ({ userNo: row.user_no, activityNo: row.activity_no }));
  await db.all(sql`SELECT e.user_no FROM ${pairTable(pairs)} pair STRAIGHT_JOIN enrollments e
    ON e.user_no = pair.user_no AND e.activity_no = pair.activity_no AND e.role = ${PARTICIPANT}${raw(lock)}`);
}

function* conditions(db: Sql, which: EnrollmentsNamed): Generator<Fragment> {
  const { slice, inIds } = db.dialect;
  if ('ids' in which) {
    const ids = [...new Set(which.ids.filter(isUuid).map((id) => id.toLowerCase()))].map(toBinary);
    for (const some of slices(ids, slice)) yield inIds('e.id', some);
    return;
  }
  for (const some of slices(which.userNos, slice)) yield inPairs(db.dialect, 'e', some, which.activityNos);
}

async function grantsOf(db: Transaction, ids: readonly Buffer[]): Promise<Map<string, GrantRow[]>> {
  const rows = await db.all<GrantRow>(sql`SELECT e.id, g.kind, g.ended_at, d.given_at, ${termsColumns},
      CASE WHEN ${db.numbers.mine('g.decision_no')} THEN 1 ELSE 0 END AS mine,
      CASE WHEN g.end_event_id = ${db.eventId} THEN 1 ELSE 0 END AS ended_by_me
    FROM enrollments e JOIN grants g ON g.user_no = e.user_no AND g.activity_no = e.activity_no AND g.role = e.role
    JOIN decisions d ON d.no = g.decision_no WHERE ${db.dialect.inIds('e.id', ids)}`);
  const byId = new Map<string, GrantRow[]>();
  for (const row of rows) {
    const id = toUuid(row.id);
    const known = byId.get(id);
    if (known) known.push(row);
    else byId.set(id, [row]);
  }
  return byId;
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
    givenAt: grant.given_at,
    dueAt: terms.dueAt,
    terms,
    mine: grant.mine === 1,
  };
}
