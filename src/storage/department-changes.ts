import type { Departments } from '../organization/departments.js';
import { toBinary } from './binary-id.js';
import { rowsAtOnce } from './load-things.js';
import { join, raw, slices, sql } from './sql.js';
import type { Transaction } from './transaction.js';

type Changes = Pick<Departments, 'isTaken' | 'add' | 'change' | 'place' | 'contents' | 'remove'>;

/** How the tree of departments changes, in SQL. */
export function changedDepartments(db: Transaction): Changes {
  return {
    async isTaken(ref, exceptId) {
      const others = await db.all(
        sql`SELECT no FROM departments WHERE ref = ${ref} AND id <> ${toBinary(exceptId)}`,
      );
      return others.length > 0;
    },
    async add(id, { name, ref = null, code = null }, parent) {
      await db.beginChange();
      // Its number comes first: it ends the path, for which the id stands in until then.
      await db.run(sql`INSERT INTO departments (id, ref, name, code, parent_no, path)
        VALUES (${toBinary(id)}, ${ref}, ${name}, ${code}, ${parent.no}, ${id})${raw(db.dialect.keepExisting('departments', 'id'))}`);
      const [row] = await db.all<{ no: number }>(sql`SELECT no FROM departments WHERE id = ${toBinary(id)}`);
      if (!row) throw new Error('a department that was added is not there');
      await db.run(sql`UPDATE departments SET path = ${`${parent.path}${row.no}/`} WHERE no = ${row.no}`);
    },
    async change(no, fields) {
      const { name, ref, code } = fields;
      const set = Object.entries({ name, ref, code }).flatMap(([column, value]) =>
        value === undefined ? [] : [sql`${raw(column)} = ${value}`],
      );
      if (set.length === 0) return;
      await db.beginChange();
      await db.run(sql`UPDATE departments SET ${join(set, ', ')} WHERE no = ${no}`);
    },
    async place(nodes) {
      for (const slice of slices(nodes, rowsAtOnce)) {
        await db.beginChange();
        await db.run(db.dialect.placeDepartments(slice));
        await db.breathe();
      }
    },
    async contents(no) {
      // Whoever is about to give it people, or has not finished, is waited for.
      await db.all(sql`SELECT no FROM departments WHERE no = ${no}${raw(db.dialect.lockRows)}`);
      const [counted] = await db.all<{ people: number; departments: number }>(sql`SELECT
        (SELECT COUNT(*) FROM users WHERE department_no = ${no} AND deleted_at IS NULL) AS people,
        (SELECT COUNT(*) FROM departments WHERE parent_no = ${no}) AS departments`);
      return { people: counted?.people ?? 0, departments: counted?.departments ?? 0 };
    },
    async remove({ no, parentNo }) {
      await db.beginChange();
      await db.run(
        sql`UPDATE users SET department_no = ${parentNo} WHERE department_no = ${no} AND deleted_at IS NOT NULL`,
      );
      await db.run(sql`DELETE FROM roles_held_departments WHERE department_no = ${no}`);
      await db.run(sql`DELETE FROM departments WHERE no = ${no}`);
    },
  };
}
