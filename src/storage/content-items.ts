import type { ContentItems, ItemState } from '../catalog/content-items.js';
import { isUuid } from '../contract/identifier.js';
import { enrolledIn, kinds } from './activity-row.js';
import { toBinary, toUuid, toUuidOrNull } from './binary-id.js';
import { listing, pageOf, readCursor } from './cursor.js';
import { allOf, anyOf, type Fragment, raw, type Sql, sql } from './sql.js';

interface ItemRow {
  readonly no: number;
  /** Whether it is a material: the courses come first. */
  readonly material: 0 | 1;
  readonly id: Buffer;
  readonly ref: string | null;
  readonly content_type: ItemState['contentType'];
  readonly title: string;
  readonly description: string | null;
  readonly author_id: Buffer | null;
  readonly view_url: string | null;
  readonly added_at: number | null;
}

const ofCourses =
  raw(`SELECT c.no, 0 AS material, c.id, c.ref, 'Course' AS content_type, c.title, c.description,
    (SELECT u.id FROM users u WHERE u.no = c.author_no) AS author_id, c.view_url, c.added_at
  FROM activities c`);

const ofMaterials =
  raw(`SELECT m.no, 1 AS material, m.id, NULL AS ref, m.content_type, m.title, m.description,
    (SELECT u.id FROM users u WHERE u.no = m.author_no) AS author_id, m.view_url, m.added_at
  FROM course_modules m JOIN activities c ON c.no = m.course_no`);

/** Courses and the materials inside them, in SQL. */
export function sqlContentItems(db: Sql): ContentItems {
  const select = (what: Fragment, conditions: readonly Fragment[], end: Fragment) =>
    db.all<ItemRow>(sql`${what} WHERE ${allOf(conditions)}${end}`);
  return {
    async list({ contentTypes, ofLearner }, limit, cursor) {
      const list = listing('content', [contentTypes, ofLearner]);
      const [begun = 0, after = 0] = readCursor(cursor, list, 2) ?? [];
      const open = [sql`c.archived = 0`, ...enrolledIn('c.no', ofLearner)];
      const rows: ItemRow[] = [];
      if (begun === 0 && (!contentTypes || contentTypes.includes('Course'))) {
        const conditions = [sql`c.no > ${after} AND c.kind = ${kinds.course}`, ...open];
        rows.push(...(await select(ofCourses, conditions, sql` ORDER BY c.no LIMIT ${limit + 1}`)));
      }
      const kindsOfMaterial = contentTypes?.filter((type) => type !== 'Course');
      if (rows.length <= limit && kindsOfMaterial?.length !== 0) {
        const conditions = [
          sql`m.no > ${begun === 0 ? 0 : after} AND m.training_no IS NULL`,
          ...(kindsOfMaterial ? [anyOf(kindsOfMaterial.map((type) => sql`m.content_type = ${type}`))] : []),
          ...open,
        ];
        const left = limit + 1 - rows.length;
        rows.push(...(await select(ofMaterials, conditions, sql` ORDER BY m.no LIMIT ${left}`)));
      }
      return pageOf(rows, limit, list, stateOf, (row) => [row.material, row.no]);
    },
    async material(id, ofLearner) {
      if (!isUuid(id)) return undefined;
      const conditions = [sql`m.id = ${toBinary(id)} AND m.training_no IS NULL`];
      const [row] = await select(ofMaterials, [...conditions, ...enrolledIn('c.no', ofLearner)], raw(''));
      return row && stateOf(row);
    },
  };
}

function stateOf(row: ItemRow): ItemState {
  return {
    id: toUuid(row.id),
    ref: row.ref,
    contentType: row.content_type,
    title: row.title,
    description: row.description,
    authorId: toUuidOrNull(row.author_id),
    viewUrl: row.view_url,
    addedAt: row.added_at,
  };
}
