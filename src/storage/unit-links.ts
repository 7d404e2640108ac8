import type { UnitLinks } from '../enrollment/unit-links.js';
import { kinds } from './activity-row.js';
import { toUuid } from './binary-id.js';
import { listing, pageOf, readCursor } from './cursor.js';
import { PARTICIPANT } from './grant-row.js';
import { pairIds } from './pair-ids.js';
import { allOf, raw, slices, sql } from './sql.js';
import type { Transaction } from './transaction.js';
import { groupKindOf, isGroup } from './unit-kinds.js';
import { visible } from './visible-groups.js';

interface LinkRow {
  readonly activity_no: number;
  readonly unit_no: number;
  readonly training_id: Buffer;
  readonly id: Buffer;
  readonly ref: string | null;
  readonly name: string;
  readonly kind: number;
  readonly editable: number;
  readonly enable_chat: number;
}

/** Links of units and activities, in SQL. */
export function sqlUnitLinks(db: Transaction): UnitLinks {
  return {
    async hold() {
      await db.begin();
      await db.all(sql`SELECT no FROM locks WHERE no = 1${raw(db.dialect.lockRows)}`);
    },
    async add(activityNo, unitNos) {
      let added = 0;
      for (const slice of slices(unitNos, db.dialect.slice)) {
        const linked = await db.all<{ unit_no: number }>(sql`SELECT unit_no FROM unit_activities
          WHERE activity_no = ${activityNo} AND ${db.dialect.inNumbers('unit_no', slice)} AND role = ${PARTICIPANT}`);
        const before = new Set(linked.map((row) => row.unit_no));
        const missing = slice.filter((no) => !before.has(no));
        if (missing.length === 0) continue;
        await db.beginChange();
        const id = pairIds(db.dialect.engine, db.at, 'no', `${activityNo}`);
        await db.run(sql`INSERT INTO unit_activities (unit_no, activity_no, role, id)
          SELECT no, ${activityNo}, ${PARTICIPANT}, ${id} FROM units WHERE ${db.dialect.inNumbers('no', missing)}${raw(
            db.dialect.keepExisting('unit_activities', 'role'),
          )}`);
        added += missing.length;
      }
      return added;
    },
    async remove(activityNo, unitNos) {
      let removed = 0;
      for (const slice of slices(unitNos, db.dialect.slice)) {
        const linked = await db.all<{ unit_no: number }>(sql`SELECT unit_no FROM unit_activities
          WHERE activity_no = ${activityNo} AND role = ${PARTICIPANT} AND ${db.dialect.inNumbers('unit_no', slice)}`);
        if (linked.length === 0) continue;
        await db.beginChange();
        await db.run(sql`DELETE FROM unit_activities
          WHERE activity_no = ${activityNo} AND role = ${PARTICIPANT} AND ${db.dialect.inNumbers('unit_no', slice)}`);
        removed += linked.length;
      }
      return removed;
    },
    async removeAll(unitNo) {
      const rows = await db.all<{ activity_no: number }>(
        sql`SELECT DISTINCT activity_no FROM unit_activities WHERE unit_no = ${unitNo}`,
      );
      if (rows.length === 0) return [];
      await db.beginChange();
      await db.run(sql`DELETE FROM unit_activities WHERE unit_no = ${unitNo}`);
      return rows.map((row) => row.activity_no);
    },
    async list(activityNos, reach, limit, cursor) {
      const list = listing('training groups', activityNos);
      const after = readCursor(cursor, list, 2);
      const conditions = [
        visible(db, reach),
        ...(activityNos ? [db.dialect.inNumbers('l.activity_no', activityNos)] : []),
      ];
      if (after) {
        const [activityNo = 0, unitNo = 0] = after;
        conditions.push(
          sql`(l.activity_no > ${activityNo} OR (l.activity_no = ${activityNo} AND l.unit_no > ${unitNo}))`,
        );
      }
      const rows =
        await db.all<LinkRow>(sql`SELECT l.activity_no, l.unit_no, a.id AS training_id, g.id, g.ref, g.name,
          g.kind, g.editable, g.enable_chat
        FROM unit_activities l JOIN activities a ON a.no = l.activity_no JOIN units g ON g.no = l.unit_no
        WHERE ${isGroup('g')} AND a.kind = ${kinds.training} AND l.role = ${PARTICIPANT} AND ${allOf(conditions)} ORDER BY l.activity_no, l.unit_no LIMIT ${limit + 1}`);
      return pageOf(rows, limit, list, show, (row) => [row.activity_no, row.unit_no]);
    },
  };
}

function show(row: LinkRow) {
  return {
    trainingId: toUuid(row.training_id),
    groupId: toUuid(row.id),
    groupRef: row.ref,
    name: row.name,
    kind: groupKindOf(row.kind),
    editable: row.editable === 1,
    enableChat: row.enable_chat === 1,
  };
}
