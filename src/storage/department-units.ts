import { randomUUID } from 'node:crypto';
import type { Rule } from '../contract/rule.js';
import type { Links } from '../enrollment/links.js';
import { toBinary, toUuid } from './binary-id.js';
import { below } from './reach-condition.js';
import { anyOf, raw, sql } from './sql.js';
import type { Transaction } from './transaction.js';
import { unitKinds } from './unit-kinds.js';

type DepartmentUnits = Pick<
  Links,
  'departmentsNamed' | 'departmentUnit' | 'unitsOfDepartment' | 'retire' | 'forgetDepartment'
>;

/**
 * Departments as units: what is linked to one is linked to a unit whose rule catches its people, so that they follow
 * as those of every other unit do. There is one with everybody below and one without, made when first needed.
 */
export function sqlDepartmentUnits(db: Transaction): DepartmentUnits {
  const unitsOfDepartment = async (departmentNo: number) => {
    const rows = await db.all<{ no: number; rule: string }>(sql`SELECT no, rule FROM units
      WHERE kind = ${unitKinds.department} AND department_no = ${departmentNo} AND deleted_at IS NULL ORDER BY no`);
    return rows;
  };
  return {
    async departmentUnit({ no, id }, below) {
      const rule: Rule = { criterion: 'department', departmentId: id, below };
      const text = JSON.stringify(rule);
      const known = (await unitsOfDepartment(no)).find((unit) => unit.rule === text);
      if (known) {
        await db.beginChange();
        await db.run(sql`UPDATE units SET active = 1 WHERE no = ${known.no}`);
        return known.no;
      }
      const unitId = toBinary(randomUUID());
      await db.beginChange();
      await db.run(sql`INSERT INTO units (id, ref, kind, name, rule, department_no)
        VALUES (${unitId}, NULL, ${unitKinds.department}, '', ${text}, ${no})`);
      const [row] = await db.all<{ no: number }>(sql`SELECT no FROM units WHERE id = ${unitId}`);
      return row?.no ?? 0;
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
      await db.run(sql`UPDATE units SET deleted_at = ${db.at}, rule = NULL, department_no = NULL
        WHERE ${db.dialect.inNumbers('no', unitNos)}`);
      return { unitNos, activityNos: linked.map((row) => row.activity_no) };
    },
  };
}
