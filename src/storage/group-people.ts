import type { Belonging, PeopleFilter } from '../organization/groups.js';
import type { Reach } from '../permission/reach.js';
import { toUuid } from './binary-id.js';
import { listing, pageOf, readCursor } from './cursor.js';
import { reachOver } from './reach-condition.js';
import { allOf, type Fragment, raw, sql } from './sql.js';
import type { Transaction } from './transaction.js';
import { isGroup } from './unit-kinds.js';
import { visible } from './visible-groups.js';

interface Row {
  readonly group_no: number;
  readonly group_id: Buffer;
  readonly user_no: number;
  readonly id: Buffer;
  readonly ref: string | null;
  readonly total: number;
}

/** Who is what in a group: a table, or a join, with the columns `unit_no` and `user_no`. */
const belonging = {
  member: raw('SELECT unit_no, user_no FROM unit_members'),
  manager: raw(`SELECT DISTINCT m.unit_no, h.user_no FROM roles_held_units m
    JOIN roles_held h ON h.no = m.held_no AND h.role = 'group_manager'`),
};

/** Members and managers of several groups, in SQL. */
export async function listGroupPeople(
  db: Transaction,
  filter: PeopleFilter,
  reach: Reach,
  limit: number,
  cursor: string | undefined,
) {
  const { groupNos, as, perGroup } = filter;
  const list = listing('group people', filter);
  const after = readCursor(cursor, list, 2);
  const { joins, condition } = reachOver(reach);
  const conditions: Fragment[] = [
    isGroup('g'),
    raw('u.deleted_at IS NULL'),
    visible(db, reach),
    condition,
    ...(groupNos ? [db.dialect.inNumbers('g.no', groupNos)] : []),
  ];
  const [groupNo = 0, userNo = 0] = after ?? [];
  const rows = await db.all<Row>(sql`SELECT * FROM (
      SELECT g.no AS group_no, g.id AS group_id, u.no AS user_no, u.id, u.ref,
        ROW_NUMBER() OVER (PARTITION BY g.no ORDER BY u.no) AS place, COUNT(*) OVER (PARTITION BY g.no) AS total
      FROM units g JOIN (${belonging[as]}) b ON b.unit_no = g.no JOIN users u ON u.no = b.user_no${joins}
      WHERE ${allOf(conditions)}) placed
    WHERE ${perGroup === undefined ? raw('1 = 1') : sql`place <= ${perGroup}`}
      AND (group_no > ${groupNo} OR (group_no = ${groupNo} AND user_no > ${userNo}))
    ORDER BY group_no, user_no LIMIT ${limit + 1}`);
  const show = (row: Row): Belonging => ({
    groupId: toUuid(row.group_id),
    userId: toUuid(row.id),
    userRef: row.ref,
    as,
  });
  const page = pageOf(rows, limit, list, show, (row) => [row.group_no, row.user_no]);
  const totals = new Map(rows.slice(0, limit).map((row) => [toUuid(row.group_id), Number(row.total)]));
  return { ...page, totals };
}
