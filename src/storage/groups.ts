import type { GroupRecord, Groups, GroupView } from '../organization/groups.js';
import type { PublicName } from '../organization/public-name.js';
import type { Reach } from '../permission/reach.js';
import { toUuid } from './binary-id.js';
import { containing } from './containing.js';
import { countedPageOf, listing, readCursor, window } from './cursor.js';
import { changedGroups } from './group-changes.js';
import { listGroupPeople } from './group-people.js';
import { findNumbers } from './names-lookup.js';
import { reachOver } from './reach-condition.js';
import { refreshSmart } from './refresh-smart.js';
import { allOf, type Fragment, raw, slices, sql } from './sql.js';
import type { Transaction } from './transaction.js';
import { groupKindOf, isGroup as inGroups, unitKinds, wasGroup } from './unit-kinds.js';
import { visible } from './visible-groups.js';

interface GroupRow {
  readonly no: number;
  readonly id: Buffer;
  readonly ref: string | null;
  readonly name: string;
  readonly kind: number;
  readonly rule: string | null;
  readonly editable: number;
  readonly enable_chat: number;
}

interface MemberRow {
  readonly no: number;
  readonly id: Buffer;
  readonly ref: string | null;
}

const columns = raw('g.no, g.id, g.ref, g.name, g.kind, g.rule, g.editable, g.enable_chat');
const isGroup = inGroups('g');

/** Groups of users, and the rules of those that are SMART, in SQL. */
export function sqlGroups(db: Transaction): Groups {
  const select = (condition: Fragment, end: Fragment) =>
    db.all<GroupRow>(sql`SELECT ${columns} FROM units g WHERE ${isGroup} AND ${condition}${end}`);
  const members = (no: number, reach: Reach) => {
    const { joins, condition } = reachOver(reach);
    return sql`FROM unit_members m JOIN users u ON u.no = m.user_no${joins}
      WHERE m.unit_no = ${no} AND u.deleted_at IS NULL AND ${condition}`;
  };
  const countMembers = async (no: number, reach: Reach) => {
    const [row] = await db.all<{ members: number }>(sql`SELECT COUNT(*) AS members ${members(no, reach)}`);
    return row?.members ?? 0;
  };
  return {
    async list(filter, reach, paging) {
      const list = listing('groups', filter);
      const [after = 0] = readCursor(paging.cursor, list, 1) ?? [];
      const conditions = [visible(db, reach)];
      if (filter.search !== undefined) conditions.push(containing(filter.search, ['g.name', 'g.ref']));
      if (filter.kind !== undefined) conditions.push(sql`g.kind = ${unitKinds[filter.kind]}`);
      if (filter.smart !== undefined) conditions.push(raw(`g.rule IS ${filter.smart ? 'NOT ' : ''}NULL`));
      const behind = allOf([sql`g.no > ${after}`, ...conditions]);
      const rows = await select(behind, sql` ORDER BY g.no${window(paging)}`);
      const count = async () => {
        const [row] = await db.all<{ total: number }>(
          sql`SELECT COUNT(*) AS total FROM units g WHERE ${isGroup} AND ${allOf(conditions)}`,
        );
        return row?.total ?? 0;
      };
      return await countedPageOf(rows, paging, list, show, (row) => [row.no], count);
    },
    async find(names, reach) {
      const nos = await findNumbers(
        db,
        names,
        'g',
        (named, key) =>
          sql`SELECT g.no, g.id, ${raw(key)} AS ${raw('`key`')} FROM units g
            WHERE ${isGroup} AND ${named} AND ${visible(db, reach)}`,
      );
      const found = new Map<number, GroupRecord>();
      for (const slice of slices([...new Set(nos)], db.dialect.slice)) {
        const rows = await select(db.dialect.inNumbers('g.no', slice), raw(''));
        for (const row of rows) found.set(row.no, recordOf(row));
      }
      return nos.map((no) => found.get(no));
    },
    async named(nos, reach) {
      const among = allOf([raw(wasGroup('g')), db.dialect.inNumbers('g.no', nos), visible(db, reach)]);
      const rows = await db.all<GroupRow>(sql`SELECT ${columns} FROM units g WHERE ${among}`);
      return new Map(rows.map((row) => [row.no, recordOf(row)]));
    },
    async lock(no) {
      await db.begin();
      const [row] = await select(sql`g.no = ${no}`, raw(db.dialect.lockRows));
      return row && recordOf(row);
    },
    count: countMembers,
    async listMembers(no, reach, paging) {
      const list = listing('members', no);
      const [after = 0] = readCursor(paging.cursor, list, 1) ?? [];
      const rows = await db.all<MemberRow>(sql`SELECT u.no, u.id, u.ref ${members(no, reach)}
        AND m.user_no > ${after} ORDER BY m.user_no${window(paging)}`);
      return await countedPageOf(
        rows,
        paging,
        list,
        nameOf,
        (row) => [row.no],
        async () => await countMembers(no, reach),
      );
    },
    async members(no, reach) {
      const rows = await db.all<{ no: number }>(sql`SELECT u.no ${members(no, reach)} ORDER BY u.no`);
      return rows.map((row) => row.no);
    },
    async ofUser(userNo) {
      const mine = sql`g.no IN (SELECT m.unit_no FROM unit_members m WHERE m.user_no = ${userNo})`;
      return (await select(mine, raw(' ORDER BY g.no'))).map(recordOf);
    },
    async smart() {
      return (await select(raw('g.rule IS NOT NULL'), raw(' ORDER BY g.no'))).map(recordOf);
    },
    listPeople: (filter, reach, limit, cursor) => listGroupPeople(db, filter, reach, limit, cursor),
    ...changedGroups(db),
    refreshSmart: (userNos) => refreshSmart(db, userNos),
  };
}

function recordOf({ no, id, ref, name, kind, rule, ...flags }: GroupRow): GroupRecord {
  const parsed = rule === null ? null : JSON.parse(rule);
  return { no, id: toUuid(id), ref, name, kind: groupKindOf(kind), rule: parsed, ...keptOf(flags) };
}

function show({ id, ref, name, kind, rule, ...flags }: GroupRow): GroupView {
  return { id: toUuid(id), ref, name, kind: groupKindOf(kind), smart: rule !== null, ...keptOf(flags) };
}

function keptOf({ editable, enable_chat }: Pick<GroupRow, 'editable' | 'enable_chat'>) {
  return { editable: editable === 1, enableChat: enable_chat === 1 };
}

function nameOf({ id, ref }: MemberRow): PublicName {
  return { id: toUuid(id), ref };
}
