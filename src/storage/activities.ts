import type { Activities, Activity, CourseState } from '../catalog/activities.js';
import { isUuid } from '../contract/identifier.js';
import type { Names } from '../contract/selection.js';
import {
  activityColumns,
  activityNumbers,
  enrolledIn,
  kinds,
  type OwnPolicyRow,
  ownPolicyOf,
  type ActivityRow as Row,
} from './activity-row.js';
import { toUuid, toUuidOrNull } from './binary-id.js';
import { containing } from './containing.js';
import { listing, pageOf, readCursor } from './cursor.js';
import { allOf, type Fragment, raw, type Sql, sql } from './sql.js';
import type { Transaction } from './transaction.js';
import { addActivity, changeActivity } from './write-activities.js';

interface ActivityRow extends Row, OwnPolicyRow {
  readonly kind: number;
  readonly revision: number;
  readonly view_url: string | null;
}

interface TrainingRow extends Pick<ActivityRow, 'id' | 'ref' | 'title'> {
  readonly course_no: number;
}

const columns = sql`${activityColumns}, a.kind, a.own_policy, a.own_due_date, a.own_due_period, a.own_lock,
  a.revision, a.view_url`;

/** Remembers activities by name for a while. */
export type Recollection = Map<string, { readonly activity: Activity; readonly until: number }>;

const remembered = { milliseconds: 60_000, entries: 2_000 };

/** Courses and trainings, in SQL. */
export function sqlActivities(db: Transaction, recollection: Recollection): Activities {
  const select = async (condition: Fragment, limit: number) => {
    const rows = await db.all<ActivityRow>(
      sql`SELECT ${columns} FROM activities a WHERE ${condition} ORDER BY a.no LIMIT ${limit}`,
    );
    const inside = new Map<number, TrainingRow[]>(rows.map((row) => [row.no, []]));
    const trainings = await db.all<TrainingRow>(sql`SELECT c.course_no, t.id, t.ref, t.title
      FROM course_modules c JOIN activities t ON t.no = c.training_no
      WHERE ${db.dialect.inNumbers('c.course_no', [...inside.keys()])} ORDER BY c.course_no, c.position`);
    for (const training of trainings) inside.get(training.course_no)?.push(training);
    return rows.map((row) => ({ row, trainings: inside.get(row.no) ?? [] }));
  };
  const find = (names: Names) => findActivities(db, names, recollection);
  return {
    find,
    async byNumber(nos) {
      const rows = await db.all<ActivityRow>(
        sql`SELECT ${columns} FROM activities a WHERE ${db.dialect.inNumbers('a.no', nos)} ORDER BY a.no`,
      );
      return rows.map(activityOf);
    },
    async recall(names) {
      const [name = ''] = names.values;
      const seen = recollection.get(names.by === 'id' && isUuid(name) ? name.toLowerCase() : `ref ${name}`);
      if (seen && seen.until > Date.now()) return seen.activity;
      const [activity] = await find(names);
      return activity;
    },
    async get(names, ofLearner) {
      const [no = 0] = await activityNumbers(db, names, kinds.course);
      const condition = [sql`a.no = ${no} AND a.kind = ${kinds.course}`, ...enrolledIn('a.no', ofLearner)];
      const [found] = await select(allOf(condition), 1);
      return found && stateOf(found);
    },
    async list(filter, limit, cursor) {
      const list = listing('courses', filter);
      const [after = 0] = readCursor(cursor, list, 1) ?? [];
      const conditions = [
        sql`a.no > ${after} AND a.kind = ${kinds.course}`,
        ...enrolledIn('a.no', filter.ofLearner),
      ];
      if (filter.search !== undefined) conditions.push(containing(filter.search, ['a.title', 'a.ref']));
      if (filter.archived !== undefined) conditions.push(sql`a.archived = ${filter.archived ? 1 : 0}`);
      const found = await select(allOf(conditions), limit + 1);
      return pageOf(found, limit, list, stateOf, ({ row }) => [row.no]);
    },
    add: (kind, id, addedAt, fields) => addActivity(db, kind, id, addedAt, fields),
    change: (no, fields) => changeActivity(db, no, fields),
    async hold(no) {
      await db.begin();
      const [row] = await db.all<ActivityRow>(
        sql`SELECT archived FROM activities WHERE no = ${no}${raw(db.dialect.lockRows)}`,
      );
      return { archived: row?.archived === 1 };
    },
  };
}

/** The activities named, a course before a training of the same name; courses are remembered. */
export async function findActivities(
  db: Sql,
  names: Names,
  recollection: Recollection,
): Promise<readonly (Activity | undefined)[]> {
  const courses = await activityNumbers(db, names, kinds.course);
  const trainings = courses.includes(0) ? await activityNumbers(db, names, kinds.training) : [];
  const nos = courses.map((no, place) => no || (trainings[place] ?? 0));
  const rows = await db.all<ActivityRow>(
    sql`SELECT ${columns} FROM activities a WHERE ${db.dialect.inNumbers('a.no', nos)}`,
  );
  const known = new Map(rows.map((row) => [row.no, activityOf(row)]));
  for (const activity of known.values()) remember(recollection, activity);
  return nos.map((no) => known.get(no));
}

/** Under its own names, not those of a request: they would hold the whole text of the request in memory. */
function remember(recollection: Recollection, activity: Activity): void {
  if (activity.kind !== 'course') return;
  if (recollection.size >= remembered.entries) recollection.clear();
  const seen = { activity, until: Date.now() + remembered.milliseconds };
  recollection.set(activity.id, seen);
  if (activity.ref !== null) recollection.set(`ref ${activity.ref}`, seen);
}

function activityOf(row: ActivityRow): Activity {
  return {
    no: row.no,
    id: toUuid(row.id),
    ref: row.ref,
    kind: row.kind === kinds.course ? 'course' : 'training',
    archived: row.archived === 1,
    ownPolicy: ownPolicyOf(row),
    revision: row.revision,
  };
}

function stateOf({ row, trainings }: { row: ActivityRow; trainings: readonly TrainingRow[] }): CourseState {
  return {
    no: row.no,
    id: toUuid(row.id),
    ref: row.ref,
    title: row.title,
    description: row.description,
    authorId: toUuidOrNull(row.author_id),
    viewUrl: row.view_url,
    addedAt: row.added_at,
    archived: row.archived === 1,
    dueDatePolicy: ownPolicyOf(row) ?? null,
    trainings: trainings.map(({ id, ref, title }) => ({ id: toUuid(id), ref, title })),
  };
}
