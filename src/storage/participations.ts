import { grantKindOf, winner } from '../enrollment/grant.js';
import type {
  LiveReason,
  ParticipationFilter,
  ParticipationState,
  Participations,
} from '../enrollment/participations.js';
import type { Terms } from '../enrollment/terms.js';
import type { Reach } from '../permission/reach.js';
import { kinds } from './activity-row.js';
import { toUuid } from './binary-id.js';
import { countedPageOf, listing, readCursor, window } from './cursor.js';
import {
  type DecisionRow,
  LIVE,
  live,
  liveGrants,
  roleNumber,
  roleNumbers,
  roleOf,
  termsColumns,
  termsOf,
} from './grant-row.js';
import { nextEvents } from './next-events.js';
import { pairTable } from './pair-condition.js';
import { reachOver } from './reach-condition.js';
import { allOf, anyOf, type Fragment, raw, slices, sql } from './sql.js';
import type { Transaction } from './transaction.js';

interface Row {
  readonly user_no: number;
  readonly activity_no: number;
  readonly role: number;
  readonly id: Buffer;
  readonly training_id: Buffer;
  readonly training_ref: string | null;
  readonly accessible_from: number | null;
  readonly accessible_until: number | null;
  readonly user_id: Buffer;
  readonly user_ref: string | null;
  readonly percent: number | null;
  readonly completed_at: number | null;
  readonly total: number;
}

interface GrantRow extends DecisionRow {
  readonly user_no: number;
  readonly activity_no: number;
  readonly role: number;
  readonly kind: number;
  readonly source_no: number;
  readonly ended_at: number;
  readonly given_at: number;
}

/** Who is in which training, in SQL. */
export function sqlParticipations(db: Transaction): Participations {
  return {
    async list(filter, reach, paging, now) {
      const list = listing('participations', filter);
      const after = readCursor(paging.cursor, list, 3);
      const { wanted, count } = rowsOf(db, filter, reach);
      const behind = after
        ? sql`(e.activity_no > ${after[0] ?? 0} OR (e.activity_no = ${after[0] ?? 0} AND (e.user_no > ${after[1] ?? 0}
            OR (e.user_no = ${after[1] ?? 0} AND e.role > ${after[2] ?? 0}))))`
        : raw('1 = 1');
      const rows = await db.all<Row>(sql`SELECT e.user_no, e.activity_no, e.role, e.id, e.total,
          a.id AS training_id, a.ref AS training_ref, a.accessible_from, a.accessible_until, u.id AS user_id,
          u.ref AS user_ref, r.percent, r.completed_at
        FROM (${wanted}) e JOIN users u ON u.no = e.user_no JOIN activities a ON a.no = e.activity_no
        LEFT JOIN progress r ON r.user_no = e.user_no AND r.activity_no = e.activity_no
        WHERE ${behind} ORDER BY e.activity_no, e.user_no, e.role${window(paging)}`);
      const shown = rows.slice(0, paging.limit);
      const grants = await grantsOf(db, shown);
      const next = await nextEvents(
        db,
        shown.map((row) => ({ userNo: row.user_no, activityNo: row.activity_no })),
        now,
      );
      const page = await countedPageOf(
        rows,
        paging,
        list,
        (row) =>
          stateOf(row, grants.get(keyOf(row)) ?? [], next.get(`${row.user_no} ${row.activity_no}`) ?? null),
        (row) => [row.activity_no, row.user_no, row.role],
        count,
      );
      return { ...page, totals: new Map(shown.map((row) => [toUuid(row.training_id), Number(row.total)])) };
    },
    async trainingsOf(trainerNo) {
      const rows = await db.all<{ activity_no: number }>(
        sql`SELECT DISTINCT g.activity_no FROM grants g
          WHERE g.user_no = ${trainerNo} AND g.role = ${roleNumber('trainer')} AND ${live} ORDER BY g.activity_no`,
      );
      return rows.map((row) => row.activity_no);
    },
    async waysInto(trainingNo) {
      const rows = await db.all<{ course_no: number }>(
        sql`SELECT course_no FROM course_modules WHERE training_no = ${trainingNo}`,
      );
      return [trainingNo, ...rows.map((row) => row.course_no)];
    },
    async mayAttend(userNo, trainingNo) {
      const [row] = await db.all(sql`SELECT g.user_no FROM grants g WHERE g.user_no = ${userNo} AND ${live}
        AND (g.activity_no = ${trainingNo}
          OR g.activity_no IN (SELECT course_no FROM course_modules WHERE training_no = ${trainingNo})) LIMIT 1`);
      return row !== undefined;
    },
  };
}

/** The enrollments wanted, of each training as many as asked for, each with how many its training has. */
function rowsOf(db: Transaction, filter: ParticipationFilter, reach: Reach) {
  const { joins, condition } = reachOver(reach);
  const seen = anyOf([
    condition,
    ...(filter.wholly.length > 0 ? [db.dialect.inNumbers('e.activity_no', filter.wholly)] : []),
  ]);
  const { trainingNos, userNos, active, perTraining } = filter;
  const conditions: Fragment[] = [
    db.dialect.inNumbers('e.role', roleNumbers(filter.roles)),
    seen,
    ...(trainingNos ? [db.dialect.inNumbers('e.activity_no', trainingNos)] : []),
    ...(userNos ? [db.dialect.inNumbers('e.user_no', userNos)] : []),
    ...(active === undefined ? [] : [sql`${liveGrants} ${raw(active ? '>' : '=')} 0`]),
  ];
  const from = sql`FROM enrollments e JOIN activities k ON k.no = e.activity_no AND k.kind = ${kinds.training}
    JOIN users u ON u.no = e.user_no AND u.deleted_at IS NULL${joins} WHERE ${allOf(conditions)}`;
  const wanted =
    perTraining === undefined
      ? sql`SELECT e.user_no, e.activity_no, e.role, e.id, 0 AS total ${from}`
      : sql`SELECT * FROM (SELECT e.user_no, e.activity_no, e.role, e.id,
            ROW_NUMBER() OVER (PARTITION BY e.activity_no ORDER BY e.user_no, e.role) AS place,
            COUNT(*) OVER (PARTITION BY e.activity_no) AS total ${from}) placed WHERE place <= ${perTraining}`;
  const count = async () => {
    const [row] = await db.all<{ total: number }>(sql`SELECT COUNT(*) AS total ${from}`);
    return row?.total ?? 0;
  };
  return { wanted, count };
}

/** All grants of these enrollments, by enrollment. */
async function grantsOf(db: Transaction, rows: readonly Row[]): Promise<ReadonlyMap<string, GrantRow[]>> {
  const byKey = new Map<string, GrantRow[]>();
  const order = raw(db.dialect.joinInOrder);
  const pairs = new Map(
    rows.map((row) => [
      `${row.user_no} ${row.activity_no}`,
      { userNo: row.user_no, activityNo: row.activity_no },
    ]),
  );
  for (const slice of slices([...pairs.values()], 2_000)) {
    const grants =
      await db.all<GrantRow>(sql`SELECT g.user_no, g.activity_no, g.role, g.kind, g.source_no, g.ended_at,
        d.given_at, ${termsColumns}
      FROM ${pairTable(db, slice)} pair ${order} grants g
        ON g.user_no = pair.user_no AND g.activity_no = pair.activity_no
      ${order} decisions d ON d.no = g.decision_no`);
    for (const grant of grants) byKey.set(keyOf(grant), [...(byKey.get(keyOf(grant)) ?? []), grant]);
  }
  return byKey;
}

function keyOf(row: { user_no: number; activity_no: number; role: number }): string {
  return `${row.user_no} ${row.activity_no} ${row.role}`;
}

function stateOf(row: Row, grants: readonly GrantRow[], nextEventAt: number | null): ParticipationState {
  const living = grants
    .filter((grant) => grant.ended_at === LIVE)
    .map(reasonOf)
    .sort((a, b) => a.givenAt - b.givenAt || a.sourceNo - b.sourceNo);
  const last = grants.toSorted((a, b) => b.ended_at - a.ended_at)[0];
  return {
    enrollmentId: toUuid(row.id),
    trainingNo: row.activity_no,
    trainingId: toUuid(row.training_id),
    trainingRef: row.training_ref,
    accessibleFrom: row.accessible_from,
    accessibleUntil: row.accessible_until,
    userNo: row.user_no,
    userId: toUuid(row.user_id),
    userRef: row.user_ref,
    role: roleOf(row.role),
    live: living,
    terms: winner(living)?.terms ?? (last ? termsOf(last) : never),
    progress: row.percent,
    completedAt: row.completed_at,
    nextEventAt,
  };
}

/** Of an enrollment that never had a grant; the database keeps none. */
const never: Terms = {
  accessAt: 0,
  dueAt: null,
  lockAfterDueDate: false,
  asked: { dueDateType: 'unlimited', dueDate: null, duePeriod: null, lockAfterDueDate: null },
};

function reasonOf(grant: GrantRow): LiveReason {
  const terms = termsOf(grant);
  return {
    kind: grantKindOf(grant.kind),
    sourceNo: grant.source_no,
    givenAt: grant.given_at,
    dueAt: terms.dueAt,
    terms,
  };
}
