import { randomUUID } from 'node:crypto';
import type { Links } from '../enrollment/links.js';
import { toBinary, toUuid } from './binary-id.js';
import { below } from './reach-condition.js';
import { anyOf, type Fragment, raw, sql } from './sql.js';
import type { Transaction } from './transaction.js';
import { unitKinds } from './unit-kinds.js';

/** Rows deleted with one statement. */
const rowsAtOnce = 1_000;

type DepartmentUnits = Pick<
  Links,
  'departmentsNamed' | 'departmentUnit' | 'unitsOfDepartment' | 'retire' | 'forgetDepartment'
>;

/**
 * Departments as units: what is linked to one is linked to a unit that has its people, so that they follow as those of
 * every other unit do. There is one with everybody below and one without, made when first needed.
 */
export function sqlDepartmentUnits(db: Transaction): DepartmentUnits {
  const unitsOfDepartment = (departmentNo: number) =>
    db.all<{ no: number; below: number }>(sql`SELECT no, below FROM units
      WHERE kind = ${unitKinds.department} AND department_no = ${departmentNo} AND deleted_at IS NULL ORDER BY no`);
  return {
    async departmentUnit(departmentNo, below) {
      const flag = below ? 1 : 0;
      await db.beginChange();
      let [unit] = (await unitsOfDepartment(departmentNo)).filter((one) => one.below === flag);
      if (unit) await db.run(sql`UPDATE units SET active = 1 WHERE no = ${unit.no}`);
      else {
        await db.run(sql`INSERT INTO units (id, ref, kind, name, department_no, below)
          VALUES (${toBinary(randomUUID())}, NULL, ${unitKinds.department}, '', ${departmentNo}, ${flag})`);
        [unit] = (await unitsOfDepartment(departmentNo)).filter((one) => one.below === flag);
      }
      if (!unit) throw new Error('a unit that was made is not there');
      await refreshDepartments(db, sql`g.no = ${unit.no}`);
      return unit.no;
    },
    async unitsOfDepartment(departmentNo) {
      return (await unitsOfDepartment(departmentNo)).map(({ no }) => no);
    },
    async departmentsNamed(unitNos, reach) {
      const ways = reach.everyone ? [raw('1 = 1')] : reach.departments.map((path) => below('dep.path', path));
      const rows = await db.all<{ no: number; id: Buffer; ref: string | null; name: string }>(
        sql`SELECT g.no, dep.id, dep.ref, dep.name FROM units g JOIN departments dep ON dep.no = g.department_no
          WHERE g.kind = ${unitKinds.department} AND ${db.dialect.inNumbers('g.no', unitNos)} AND ${anyOf(ways)}`,
      );
      return new Map(rows.map(({ no, id, ref, name }) => [no, { id: toUuid(id), ref, name }]));
    },
    async retire(unitNos) {
      const idle = await db.all<{
        no: number;
      }>(sql`SELECT n.no FROM units n WHERE ${db.dialect.inNumbers('n.no', unitNos)}
        AND n.kind = ${unitKinds.department} AND NOT EXISTS (SELECT 1 FROM unit_activities l WHERE l.unit_no = n.no)`);
      if (idle.length === 0) return;
      const nos = idle.map(({ no }) => no);
      await db.beginChange();
      await db.run(sql`UPDATE units SET active = 0 WHERE ${db.dialect.inNumbers('no', nos)}`);
      await db.run(sql`DELETE FROM unit_members WHERE ${db.dialect.inNumbers('unit_no', nos)}`);
    },
    async forgetDepartment(departmentNo) {
      const unitNos = (await unitsOfDepartment(departmentNo)).map(({ no }) => no);
      if (unitNos.length === 0) return { unitNos, activityNos: [] };
      const among = db.dialect.inNumbers('unit_no', unitNos);
      const linked = await db.all<{ activity_no: number }>(
        sql`SELECT DISTINCT activity_no FROM unit_activities WHERE ${among}`,
      );
      await db.beginChange();
      for (const table of ['unit_activities', 'unit_members'])
        await db.run(sql`DELETE FROM ${raw(table)} WHERE ${among}`);
      await db.run(sql`UPDATE units SET deleted_at = ${db.at}, department_no = NULL
        WHERE ${db.dialect.inNumbers('no', unitNos)}`);
      return { unitNos, activityNos: linked.map((row) => row.activity_no) };
    },
  };
}

/** Units of departments to which something is linked. */
export const isLinkedDepartment = (table: string) =>
  raw(`${table}.kind = ${unitKinds.department} AND ${table}.active = 1 AND ${table}.deleted_at IS NULL`);

/** Whoever works in the department of unit `g`, or in one below it that counts; `dep`: where a user works. */
const works = raw(`(dep.no = top.no OR (g.below = 1 AND SUBSTR(dep.path, 1, LENGTH(top.path)) = top.path))`);

/**
 * Brings the people of all units that stand for departments up to date, with a few statements however many there are;
 * `among`: only of these users `u` or units `g`.
 */
export async function refreshDepartments(db: Transaction, among: Fragment = raw('1 = 1')): Promise<void> {
  for (;;) {
    const gone = await db.all<{ unit_no: number; user_no: number }>(sql`SELECT m.unit_no, m.user_no
      FROM users u JOIN unit_members m ON m.user_no = u.no JOIN units g ON g.no = m.unit_no
      JOIN departments dep ON dep.no = u.department_no JOIN departments top ON top.no = g.department_no
      WHERE ${isLinkedDepartment('g')} AND ${among} AND (u.deleted_at IS NOT NULL OR NOT ${works})
      LIMIT ${rowsAtOnce}`);
    if (gone.length === 0) break;
    const pairs = gone.map(({ unit_no, user_no }) => [unit_no, user_no] as const);
    await db.run(db.dialect.deletePairs('unit_members', ['unit_no', 'user_no'], pairs));
    await db.breathe();
  }
  await db.run(sql`INSERT INTO unit_members (unit_no, user_no, joined_at) SELECT g.no, u.no, ${db.at} FROM units g
    JOIN departments top ON top.no = g.department_no JOIN departments dep ON ${works}
    JOIN users u ON u.department_no = dep.no
    WHERE ${isLinkedDepartment('g')} AND u.deleted_at IS NULL AND ${among} AND NOT EXISTS
      (SELECT 1 FROM unit_members had WHERE had.unit_no = g.no AND had.user_no = u.no)`);
}
