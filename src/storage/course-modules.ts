import type { CourseModules, MaterialFields, ModuleState } from '../catalog/course-modules.js';
import { isUuid } from '../contract/identifier.js';
import { toBinary, toUuid, toUuidOrNull } from './binary-id.js';
import { listing, pageOf, readCursor } from './cursor.js';
import { replaceTrainings } from './replace-trainings.js';
import { allOf, type Fragment, join, raw, sql } from './sql.js';
import type { Transaction } from './transaction.js';
import { claiming } from './unique-key.js';
import { type ColumnValue, givenOf, insertOne, isThere, settingOf } from './write-activities.js';

export interface ModuleRow {
  readonly no: number;
  readonly id: Buffer;
  readonly course_no: number;
  readonly course_id: Buffer;
  readonly course_ref: string | null;
  readonly position: number;
  readonly title: string;
  readonly description: string | null;
  readonly content_type: ModuleState['contentType'];
  readonly view_url: string | null;
  readonly author_id: Buffer | null;
  readonly added_at: number | null;
  readonly training_id: Buffer | null;
  readonly training_ref: string | null;
  readonly training_type: string | null;
}

const selection = raw(`SELECT m.no, m.id, m.course_no, c.id AS course_id, c.ref AS course_ref, m.position,
    COALESCE(t.title, m.title) AS title, COALESCE(t.description, m.description) AS description, m.content_type,
    m.view_url, (SELECT u.id FROM users u WHERE u.no = m.author_no) AS author_id, m.added_at,
    t.id AS training_id, t.ref AS training_ref, t.training_type
  FROM course_modules m JOIN activities c ON c.no = m.course_no LEFT JOIN activities t ON t.no = m.training_no`);

/** Whoever was faster put the training inside. */
const inside = { path: '', message: 'The training is inside the course already.' };

/** What is inside courses, in SQL. */
export function sqlCourseModules(db: Transaction): CourseModules {
  const select = (conditions: readonly Fragment[], end = raw('')) =>
    db.all<ModuleRow>(sql`${selection} WHERE ${allOf(conditions)}${end}`);
  /** Moves the modules of a course from one position to before another by one place. */
  const shift = (courseNo: number, by: 1 | -1, from: number, to?: number) => {
    const end = to === undefined ? raw('') : sql` AND position < ${to}`;
    return db.run(sql`UPDATE course_modules SET position = position + ${by}
      WHERE course_no = ${courseNo} AND position >= ${from}${end}`);
  };
  return {
    async get(moduleId) {
      if (!isUuid(moduleId)) return undefined;
      const [row] = await select([sql`m.id = ${toBinary(moduleId)}`]);
      return row && stateOf(row);
    },
    async list(courseNo, limit, cursor) {
      const list = listing('modules', courseNo);
      const after = readCursor(cursor, list, 2);
      const conditions = [sql`m.course_no = ${courseNo}`];
      if (after) {
        const [position = 0, no = 0] = after;
        // Where the last one is gone, what stood behind it has moved up.
        conditions.push(sql`m.position > COALESCE((SELECT l.position FROM course_modules l
          WHERE l.no = ${no} AND l.course_no = ${courseNo}), ${position - 1})`);
      }
      const rows = await select(conditions, sql` ORDER BY m.position, m.no LIMIT ${limit + 1}`);
      return pageOf(rows, limit, list, stateOf, (row) => [row.position, row.no]);
    },
    async count(courseNo) {
      const [row] = await db.all<{ count: number }>(
        sql`SELECT COUNT(*) AS count FROM course_modules WHERE course_no = ${courseNo}`,
      );
      return Number(row?.count ?? 0);
    },
    async holds(courseNo, trainingNo) {
      const found = await db.all(
        sql`SELECT no FROM course_modules WHERE course_no = ${courseNo} AND training_no = ${trainingNo}`,
      );
      return found.length > 0;
    },
    async add({ id, courseNo, position, authorNo, addedAt, content }) {
      await db.beginChange();
      if (db.happened && (await isThere(db, 'course_modules', id))) return;
      await shift(courseNo, 1, position);
      const columns: readonly ColumnValue[] = [
        ['id', toBinary(id)],
        ['course_no', courseNo],
        ['position', position],
        ['author_no', authorNo],
        ['added_at', addedAt],
        ...('trainingNo' in content ? ([['training_no', content.trainingNo]] as const) : valuesOf(content)),
      ];
      await claiming({ course_no: inside }, () => db.run(insertOne('course_modules', columns)));
    },
    async move(module, position) {
      await db.beginChange();
      const { courseNo, position: before } = module;
      if (position < before) await shift(courseNo, 1, position, before);
      else await shift(courseNo, -1, before + 1, position + 1);
      await db.run(sql`UPDATE course_modules SET position = ${position} WHERE no = ${module.no}`);
    },
    async change(no, fields) {
      await db.beginChange();
      const set = join(settingOf(valuesOf(fields)), ', ');
      await db.run(sql`UPDATE course_modules SET ${set} WHERE no = ${no}`);
    },
    async remove({ no, courseNo, position }) {
      await db.beginChange();
      await db.run(sql`DELETE FROM course_modules WHERE no = ${no}`);
      await shift(courseNo, -1, position + 1);
    },
    replaceTrainings: (courses, newId) => replaceTrainings(db, courses, newId),
  };
}

function valuesOf(fields: Partial<MaterialFields>): ColumnValue[] {
  return givenOf([
    ['title', fields.title],
    ['description', fields.description],
    ['content_type', fields.contentType],
    ['view_url', fields.viewUrl],
  ]);
}

function stateOf(row: ModuleRow): ModuleState {
  return {
    no: row.no,
    courseNo: row.course_no,
    id: toUuid(row.id),
    courseId: toUuid(row.course_id),
    courseRef: row.course_ref,
    kind: row.training_id === null ? 'material' : 'training',
    title: row.title,
    description: row.description,
    contentType: row.content_type,
    trainingId: toUuidOrNull(row.training_id),
    trainingRef: row.training_ref,
    trainingType: row.training_type,
    authorId: toUuidOrNull(row.author_id),
    viewUrl: row.view_url,
    addedAt: row.added_at,
    position: row.position,
  };
}
