import { randomUUID } from 'node:crypto';
import type { GroupLink, Organization } from '../organization/organization.js';
import { kinds } from './activity-row.js';
import { toBinary } from './binary-id.js';
import { PARTICIPANT } from './grant-row.js';
import { type Column, gathered, listed, rows, rowsAtOnce } from './load-things.js';
import { raw, slices, sql } from './sql.js';
import type { Transaction } from './transaction.js';
import { isGroup } from './unit-kinds.js';

const columns: readonly Column<GroupLink>[] = [
  ['unit_no', (link) => link.groupNo],
  ['activity_no', (link) => link.trainingNo],
  ['role', () => PARTICIPANT],
  ['id', () => toBinary(randomUUID())],
];

type Links = Pick<Organization, 'groupsLinked' | 'linkGroups' | 'unlinkGroups'>;

/** Groups linked to trainings, as a file brings them in. */
export function sqlLoadedLinks(db: Transaction): Links {
  return {
    async groupsLinked() {
      const found = await db.all<{ activity_no: number; unit_no: number }>(
        sql`SELECT l.activity_no, l.unit_no FROM unit_activities l
          JOIN units g ON g.no = l.unit_no AND ${isGroup('g')}
          JOIN activities a ON a.no = l.activity_no AND a.kind = ${kinds.training}
          WHERE l.role = ${PARTICIPANT} ORDER BY l.activity_no, l.unit_no`,
      );
      return gathered(
        found,
        (row) => row.activity_no,
        (row) => row.unit_no,
      );
    },
    async linkGroups(links) {
      const keep = raw(db.dialect.keepExisting('unit_activities', 'role'));
      for (const slice of slices(links, rowsAtOnce)) {
        await db.beginChange();
        await db.run(
          sql`INSERT INTO unit_activities ${listed(columns)} VALUES ${rows(slice, columns)}${keep}`,
        );
      }
    },
    async unlinkGroups(links) {
      for (const slice of slices(links, db.dialect.slice)) {
        await db.beginChange();
        const table = db.dialect.numberTable(
          ['unit_no', 'activity_no'],
          slice.map(({ groupNo, trainingNo }) => [groupNo, trainingNo]),
        );
        await db.run(sql`DELETE FROM unit_activities WHERE role = ${PARTICIPANT} AND EXISTS (SELECT 1
          FROM ${table} t WHERE t.unit_no = unit_activities.unit_no AND t.activity_no = unit_activities.activity_no)`);
      }
    },
  };
}
