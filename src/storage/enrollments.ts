import { isUuid } from '../contract/identifier.js';
import type { Names } from '../contract/selection.js';
import type { EnrollmentState } from '../enrollment/enrollment.js';
import type { EnrollmentFilter, Enrollments, PairNow, Standing } from '../enrollment/enrollments.js';
import { everyone, type Reach } from '../permission/reach.js';
import { findActivities } from './activities.js';
import { kinds } from './activity-row.js';
import { toBinary, toUuid } from './binary-id.js';
import { listing, pageOf, readCursor } from './cursor.js';
import type { DecisionNumbers } from './decision-numbers.js';
import { historyOf } from './enrollment-history.js';
import { findUsers } from './find-users.js';
import {
  type DecisionRow,
  DIRECT,
  LIVE,
  live,
  liveGrants,
  PARTICIPANT,
  roleNumber,
  roleOf,
  termsColumns,
  termsOf,
  winningDueAt,
  wins,
} from './grant-row.js';
import { inPairs } from './pair-condition.js';
import { reachOver } from './reach-condition.js';
import { allOf, anyOf, type Dialect, type Fragment, raw, type Sql, slices, sql } from './sql.js';

interface EnrollmentRow extends DecisionRow {
  readonly user_no: number;
  readonly activity_no: number;
  readonly id: Buffer;
  readonly learner_id: Buffer;
  readonly learner_ref: string | null;
  readonly course_id: Buffer;
  readonly course_ref: string | null;
  readonly course_title: string;
  readonly activity_kind: number;
  readonly role: number;
  readonly decision: string;
  readonly ended_at: number;
  readonly percent: number | null;
  readonly completed_at: number | null;
}

const columns =
  raw(`e.user_no, e.activity_no, e.id, u.id AS learner_id, u.ref AS learner_ref, a.id AS course_id,
  a.ref AS course_ref, a.title AS course_title, a.kind AS activity_kind, e.role, CAST(d.no AS CHAR) AS decision, g.ended_at, pr.percent, pr.completed_at, ${termsColumns.text}`);

/** What belongs to enrollments `e`. */
const around = (dialect: Dialect) => {
  const join = dialect.joinInOrder;
  return raw(` e ${join} users u ON u.no = e.user_no ${join} activities a ON a.no = e.activity_no
    ${join} grants g ON g.user_no = e.user_no AND g.activity_no = e.activity_no AND g.role = e.role
      AND ${wins(dialect).text}
    ${join} decisions d ON d.no = g.decision_no
    LEFT JOIN progress pr ON pr.user_no = e.user_no AND pr.activity_no = e.activity_no`);
};

/** Enrollments, in SQL: what follows from their grants is worked out by the query, never stored. */
export function sqlEnrollments(db: Sql, numbers: DecisionNumbers): Enrollments {
  const join = raw(db.dialect.joinInOrder);
  /** First the few rows that are wanted, by key, then what holds for each of them. */
  const select = (reach: Reach, conditions: readonly Fragment[], order: Fragment, limit: number) => {
    const { joins, condition } = reachOver(reach);
    const users = reach.everyone ? raw('') : sql` JOIN users u ON u.no = e.user_no${joins}`;
    const wanted = sql`SELECT e.user_no, e.activity_no, e.role, e.id FROM enrollments e${users}
      WHERE ${allOf([...conditions, condition])} ORDER BY ${order} LIMIT ${limit}`;
    return db.all<EnrollmentRow>(
      sql`SELECT ${columns} FROM (${wanted})${around(db.dialect)} ORDER BY ${order}`,
    );
  };
  const one = async (enrollmentId: string, reach: Reach, conditions: readonly Fragment[]) => {
    if (!isUuid(enrollmentId)) return undefined;
    const isThis = sql`e.id = ${toBinary(enrollmentId)}`;
    const [row] = await select(reach, [isThis, ...conditions], raw('e.user_no'), 1);
    return row && stateOf(row);
  };
  return {
    get: (enrollmentId, reach) => one(enrollmentId, reach, [inCourses]),
    getAny: (enrollmentId, reach) => one(enrollmentId, reach, []),
    async list(filter, reach, limit, cursor) {
      const byCourse = filter.courses.length > 0 && filter.learners.length === 0;
      const [first, second] = byCourse ? ['e.activity_no', 'e.user_no'] : ['e.user_no', 'e.activity_no'];
      const by = byCourse ? 'by course' : 'by learner';
      const list = listing(filter.results ? `results ${by}` : by, filter);
      const after = readCursor(cursor, list, 2);
      const conditions = await narrowed(db, filter);
      if (conditions === 'nothing') return { items: [], nextCursor: null };
      if (after) {
        const [one = 0, two = 0] = after;
        conditions.push(
          sql`(${raw(first)} > ${one} OR (${raw(first)} = ${one} AND ${raw(second)} > ${two}))`,
        );
      }
      const rows = await select(reach, conditions, raw(`${first}, ${second}`), limit + 1);
      return pageOf(rows, limit, list, stateOf, (row) =>
        byCourse ? [row.activity_no, row.user_no] : [row.user_no, row.activity_no],
      );
    },
    history: (enrollmentId) => historyOf(db, toBinary(enrollmentId)),
    async pairs(learnerNos, activityNos, role = 'participant') {
      const byPlace = new Map(learnerNos.map((no, place) => [no, place]));
      const found: (PairNow & { place: number })[] = [];
      for (const slice of slices(learnerNos, db.dialect.slice)) {
        const rows = await db.all<{
          no: number;
          id: Buffer;
          learner_id: Buffer;
          ref: string | null;
          activity_no: number;
          mine: number;
        }>(
          sql`SELECT u.no, e.id, u.id AS learner_id, u.ref, e.activity_no,
              CASE WHEN ${numbers.mine('g.decision_no')} THEN 1 ELSE 0 END AS mine
            FROM enrollments e ${join} users u ON u.no = e.user_no
            ${join} grants g ON g.user_no = e.user_no AND g.activity_no = e.activity_no AND g.role = e.role
              AND g.kind = ${DIRECT} AND g.source_no = 0 AND ${live}
            WHERE ${inPairs(db.dialect, 'e', slice, activityNos)} AND e.role = ${roleNumber(role)}`,
        );
        for (const row of rows) {
          found.push({
            place: byPlace.get(row.no) ?? 0,
            enrollmentId: toUuid(row.id),
            learnerNo: row.no,
            learnerId: toUuid(row.learner_id),
            learnerRef: row.ref,
            activityNo: row.activity_no,
            mine: row.mine === 1,
          });
        }
      }
      return found.sort((a, b) => a.place - b.place || a.activityNo - b.activityNo);
    },
  };
}

/** The activity of enrollments `e` is a course. */
const inCourses = sql`EXISTS (SELECT 1 FROM activities k WHERE k.no = e.activity_no AND k.kind = ${kinds.course})`;

const standings: Readonly<Record<Standing, (percent: string) => string>> = {
  not_started: (percent) => `COALESCE(${percent}, 0) = 0`,
  in_progress: (percent) => `(${percent} > 0 AND ${percent} < 100)`,
  completed: (percent) => `${percent} = 100`,
};

async function narrowed(db: Sql, filter: EnrollmentFilter): Promise<Fragment[] | 'nothing'> {
  const conditions: Fragment[] = [sql`e.role = ${PARTICIPANT}`, inCourses];
  const among = async (
    names: readonly Names[],
    column: string,
    find: (names: Names) => Promise<readonly number[]>,
  ) => {
    if (names.length === 0) return true;
    const numbers = new Set((await Promise.all(names.map(find))).flat());
    numbers.delete(0);
    conditions.push(
      db.dialect.inNumbers(
        column,
        [...numbers].sort((a, b) => a - b),
      ),
    );
    return numbers.size > 0;
  };
  const learnersExist = await among(filter.learners, 'e.user_no', (names) => findUsers(db, names, everyone));
  const coursesExist = await among(filter.courses, 'e.activity_no', async (names) =>
    (await findActivities(db, names, new Map())).map((activity) => activity?.no ?? 0),
  );
  if (!learnersExist || !coursesExist) return 'nothing';
  if (filter.ids !== undefined) {
    const ids = filter.ids.filter(isUuid).map(toBinary);
    if (ids.length === 0) return 'nothing';
    conditions.push(db.dialect.inIds('e.id', ids));
  }
  if (filter.standing) {
    const percent = `(SELECT pr.percent FROM progress pr
      WHERE pr.user_no = e.user_no AND pr.activity_no = e.activity_no)`;
    conditions.push(anyOf(filter.standing.map((one) => raw(standings[one](percent)))));
  }
  if (filter.active !== undefined) conditions.push(sql`${liveGrants} ${raw(filter.active ? '>' : '=')} 0`);
  if (filter.dueBefore !== undefined) conditions.push(sql`${winningDueAt(db.dialect)} < ${filter.dueBefore}`);
  if (filter.dueFrom !== undefined) conditions.push(sql`${winningDueAt(db.dialect)} >= ${filter.dueFrom}`);
  return conditions;
}

function stateOf(row: EnrollmentRow): EnrollmentState {
  return {
    id: toUuid(row.id),
    learnerId: toUuid(row.learner_id),
    learnerRef: row.learner_ref,
    courseId: toUuid(row.course_id),
    courseRef: row.course_ref,
    courseTitle: row.course_title,
    kind: row.activity_kind === kinds.course ? 'course' : 'training',
    role: roleOf(row.role),
    terms: termsOf(row),
    progress: row.percent,
    completedAt: row.completed_at,
    active: row.ended_at === LIVE,
    grantMark: `${row.decision} ${row.ended_at}`,
  };
}
