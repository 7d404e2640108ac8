import type { Activities, Activity, CourseView } from '../catalog/activities.js';
import { isUuid } from '../contract/identifier.js';
import type { Names } from '../contract/selection.js';
import type { OwnPolicy } from '../enrollment/terms.js';
import { toUuid, toUuidOrNull } from './binary-id.js';
import { containing } from './containing.js';
import { pageOf, readCursor } from './cursor.js';
import { live } from './grant-row.js';
import { findNumbers } from './names-lookup.js';
import { allOf, type Fragment, raw, type Sql, sql } from './sql.js';

interface ActivityRow {
  readonly no: number;
  readonly id: Buffer;
  readonly ref: string | null;
  readonly kind: number;
  readonly title: string;
  readonly archived: number;
  readonly own_policy: OwnPolicy['type'] | null;
  readonly own_due_date: string | null;
  readonly own_due_period: number | null;
  readonly own_lock: number;
  readonly revision: number;
  readonly description: string | null;
  readonly author_id: Buffer | null;
  readonly view_url: string | null;
  readonly added_at: number | null;
}

interface TrainingRow extends Pick<ActivityRow, 'id' | 'ref' | 'title'> {
  readonly course_no: number;
}

const columns =
  raw(`a.no, a.id, a.ref, a.kind, a.title, a.archived, a.own_policy, a.own_due_date, a.own_due_period,
  a.own_lock, a.revision, a.description, a.view_url, a.added_at,
  (SELECT u.id FROM users u WHERE u.no = a.author_no) AS author_id`);

/** How activities are told apart in the table. */
export const kinds = { course: 0, training: 1 } as const;

/** Remembers activities by name for a while. */
export type Recollection = Map<string, { readonly activity: Activity; readonly until: number }>;

const remembered = { milliseconds: 60_000, entries: 2_000 };

/** Courses and trainings, in SQL. */
export function sqlActivities(db: Sql, recollection: Recollection): Activities {
  const numbers = async (names: Names) => {
    const lookUp = (kind: number) => (named: Fragment, key: string) =>
      sql`SELECT a.no, a.id, ${raw(key)} AS ${raw('`key`')} FROM activities a WHERE ${named} AND a.kind = ${kind}`;
    const courses = await findNumbers(db, names, 'a', lookUp(kinds.course));
    if (!courses.includes(0)) return courses;
    const trainings = await findNumbers(db, names, 'a', lookUp(kinds.training));
    return courses.map((no, place) => no || (trainings[place] ?? 0));
  };
  const select = async (condition: Fragment, limit: number) => {
    const rows = await db.all<ActivityRow>(
      sql`SELECT ${columns} FROM activities a WHERE ${condition} ORDER BY a.no LIMIT ${limit}`,
    );
    const inside = await db.all<TrainingRow>(sql`SELECT c.course_no, t.id, t.ref, t.title
      FROM course_modules c JOIN activities t ON t.no = c.training_no
      WHERE ${db.dialect.inNumbers(
        'c.course_no',
        rows.map((row) => row.no),
      )} ORDER BY c.course_no, c.position`);
    return rows.map((row) => ({
      row,
      trainings: inside.filter((training) => training.course_no === row.no),
    }));
  };
  const find = async (names: Names): Promise<readonly (Activity | undefined)[]> => {
    const nos = await numbers(names);
    const rows = await db.all<ActivityRow>(
      sql`SELECT ${columns} FROM activities a WHERE ${db.dialect.inNumbers('a.no', nos)}`,
    );
    const known = new Map(rows.map((row) => [row.no, activityOf(row)]));
    const found = nos.map((no) => known.get(no));
    for (const activity of known.values()) remember(recollection, activity);
    return found;
  };
  return {
    find,
    async recall(names) {
      const [name = ''] = names.values;
      const seen = recollection.get(names.by === 'id' && isUuid(name) ? name.toLowerCase() : `ref ${name}`);
      if (seen && seen.until > Date.now()) return seen.activity;
      const [activity] = await find(names);
      return activity;
    },
    async get(names, ofLearner) {
      const [no = 0] = await numbers(names);
      const condition = [sql`a.no = ${no} AND a.kind = ${kinds.course}`, ...enrolled(ofLearner)];
      const [found] = await select(allOf(condition), 1);
      return found && show(found);
    },
    async list(filter, limit, cursor) {
      const [after = 0] = readCursor(cursor, 'courses', 1) ?? [];
      const conditions = [sql`a.no > ${after} AND a.kind = ${kinds.course}`, ...enrolled(filter.ofLearner)];
      if (filter.search !== undefined) conditions.push(containing(filter.search, ['a.title', 'a.ref']));
      if (filter.archived !== undefined) conditions.push(sql`a.archived = ${filter.archived ? 1 : 0}`);
      return pageOf(await select(allOf(conditions), limit + 1), limit, 'courses', show, ({ row }) => [
        row.no,
      ]);
    },
  };
}

function enrolled(userNo: number | undefined): Fragment[] {
  if (userNo === undefined) return [];
  return [
    sql`EXISTS (SELECT 1 FROM grants g WHERE g.user_no = ${userNo} AND g.activity_no = a.no AND ${live})`,
  ];
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

/** What `default` takes, out of its columns. */
export function ownPolicyOf(
  row: Pick<ActivityRow, 'own_policy' | 'own_due_date' | 'own_due_period' | 'own_lock'>,
): OwnPolicy | undefined {
  const lockAfterDueDate = row.own_lock === 1;
  if (row.own_policy === 'due_date' && row.own_due_date !== null) {
    return { type: 'due_date', dueDate: row.own_due_date, lockAfterDueDate };
  }
  if (row.own_policy === 'due_period' && row.own_due_period !== null) {
    return { type: 'due_period', duePeriod: row.own_due_period, lockAfterDueDate };
  }
  return row.own_policy === 'unlimited' ? { type: 'unlimited', lockAfterDueDate } : undefined;
}

function show({ row, trainings }: { row: ActivityRow; trainings: readonly TrainingRow[] }): CourseView {
  return {
    id: toUuid(row.id),
    ref: row.ref,
    title: row.title,
    description: row.description,
    authorId: toUuidOrNull(row.author_id),
    viewUrl: row.view_url,
    addedAt: null,
    archived: row.archived === 1,
    dueDatePolicy: ownPolicyOf(row) ?? null,
    trainings: trainings.map(({ id, ref, title }) => ({ id: toUuid(id), ref, title })),
  };
}
