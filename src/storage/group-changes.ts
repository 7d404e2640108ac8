import type { Groups } from '../organization/groups.js';
import { toBinary } from './binary-id.js';
import { join, raw, slices, sql } from './sql.js';
import type { Transaction } from './transaction.js';
import { isGroup, unitKinds } from './unit-kinds.js';
import { flag } from './write-activities.js';

type Changes = Pick<
  Groups,
  'isTaken' | 'add' | 'change' | 'remove' | 'addMembers' | 'removeMembers' | 'regroup'
>;

/** How groups change, in SQL. */
export function changedGroups(db: Transaction): Changes {
  return {
    async isTaken(ref, exceptId) {
      const others = await db.all(
        sql`SELECT no FROM units WHERE ref = ${ref} AND ${isGroup('units')} AND id <> ${toBinary(exceptId)}`,
      );
      return others.length > 0;
    },
    async add({ id, ref, name, kind, rule, editable, enableChat }) {
      await db.beginChange();
      await db.run(sql`INSERT INTO units (id, ref, kind, name, rule, editable, enable_chat)
        VALUES (${toBinary(id)}, ${ref}, ${unitKinds[kind]}, ${name}, ${rule && JSON.stringify(rule)},
          ${Number(editable)}, ${Number(enableChat)})${raw(db.dialect.keepExisting('units', 'id'))}`);
      const [row] = await db.all<{ no: number }>(sql`SELECT no FROM units WHERE id = ${toBinary(id)}`);
      if (!row) throw new Error('a group that was added is not there');
      return row.no;
    },
    async change(no, { name, ref, rule, editable, enableChat }) {
      const columns = {
        name,
        ref,
        rule: rule && JSON.stringify(rule),
        editable: flag(editable),
        enable_chat: flag(enableChat),
      };
      const set = Object.entries(columns).flatMap(([column, value]) =>
        value === undefined ? [] : [sql`${raw(column)} = ${value}`],
      );
      if (set.length === 0) return;
      await db.beginChange();
      await db.run(sql`UPDATE units SET ${join(set, ', ')} WHERE no = ${no}`);
    },
    async remove(no) {
      await db.beginChange();
      await db.run(sql`DELETE FROM unit_members WHERE unit_no = ${no}`);
      await db.run(sql`DELETE FROM roles_held_units WHERE unit_no = ${no}`);
      await db.run(sql`UPDATE units SET deleted_at = ${db.at}, ref = NULL, rule = NULL WHERE no = ${no}`);
    },
    async addMembers(no, userNos) {
      for (const slice of slices(userNos, db.dialect.slice)) {
        await db.beginChange();
        // Whoever deletes one of them waits, or is waited for.
        const there = await db.all<{ no: number }>(sql`SELECT no FROM users
          WHERE ${db.dialect.inNumbers('no', slice)} AND deleted_at IS NULL ORDER BY no${raw(db.dialect.shareRows)}`);
        const found = there.map((row) => row.no);
        await db.run(sql`INSERT INTO unit_members (unit_no, user_no, joined_at) SELECT ${no}, u.no, ${db.at} FROM users u
          WHERE ${db.dialect.inNumbers('u.no', found)}${raw(db.dialect.keepExisting('unit_members', 'unit_no'))}`);
        await db.breathe();
      }
    },
    async regroup(userNo, left, joined) {
      await db.beginChange();
      await db.run(
        sql`DELETE FROM unit_members WHERE user_no = ${userNo} AND ${db.dialect.inNumbers('unit_no', left)}`,
      );
      await db.run(sql`INSERT INTO unit_members (unit_no, user_no, joined_at) SELECT g.no, ${userNo}, ${db.at} FROM units g
        WHERE ${db.dialect.inNumbers('g.no', joined)}${raw(db.dialect.keepExisting('unit_members', 'unit_no'))}`);
    },
    async removeMembers(no, userNos) {
      for (const slice of slices(userNos, db.dialect.slice)) {
        await db.beginChange();
        await db.run(
          sql`DELETE FROM unit_members WHERE unit_no = ${no} AND ${db.dialect.inNumbers('user_no', slice)}`,
        );
        await db.breathe();
      }
    },
  };
}
