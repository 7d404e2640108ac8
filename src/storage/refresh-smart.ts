import type { Rule } from '../contract/rule.js';
import { inRuleOrder } from '../organization/rule-order.js';
import { toUuid } from './binary-id.js';
import { isLinkedDepartment, refreshDepartments } from './department-units.js';
import { readRuleTerms, ruleCondition } from './rule-condition.js';
import { allOf, type Fragment, raw, slices, sql } from './sql.js';
import type { Transaction } from './transaction.js';

interface SmartGroup {
  readonly no: number;
  readonly id: string;
  readonly rule: Rule;
}

/**
 * Brings the SMART groups up to date: for each of them who no longer fits leaves, and who does joins. Two requests that
 * each change something of the same person, or one of them a rule, must not both decide on what the other is about to
 * replace: whoever changes people shares a lock that whoever changes rules or the tree has alone, and locks the people.
 */
export async function refreshSmart(db: Transaction, userNos: readonly number[] | 'everyone'): Promise<void> {
  if (userNos.length === 0) return;
  await db.begin();
  const hold = userNos === 'everyone' ? db.dialect.lockRows : db.dialect.shareRows;
  await db.all(sql`SELECT no FROM locks WHERE no = 1${raw(hold)}`);
  const groups = await smartGroups(db);
  const linked = await db.all(sql`SELECT 1 FROM units WHERE ${isLinkedDepartment('units')} LIMIT 1`);
  if (groups.length + linked.length === 0) return;
  await db.beginChange();
  const concerned = userNos === 'everyone' ? [undefined] : await lockPeople(db, userNos);
  if (linked.length > 0)
    for (const people of concerned)
      await refreshDepartments(db, people && db.dialect.inNumbers('u.no', people));
  const terms = await readRuleTerms(
    db,
    groups.map((group) => group.rule),
  );
  for (const { no, rule } of inRuleOrder(groups)) {
    const fits = sql`(u.deleted_at IS NULL AND ${ruleCondition(rule, terms)})`;
    for (const people of concerned) {
      const who = people ? [db.dialect.inNumbers('u.no', people)] : [];
      await leave(db, no, allOf([...who, sql`NOT ${fits}`]));
      await join(db, no, allOf([...who, fits]));
      await db.breathe();
    }
  }
}

async function smartGroups(db: Transaction): Promise<readonly SmartGroup[]> {
  const rows = await db.all<{ no: number; id: Buffer; rule: string }>(
    sql`SELECT no, id, rule FROM units WHERE rule IS NOT NULL ORDER BY no`,
  );
  return rows.map(({ no, id, rule }) => ({ no, id: toUuid(id), rule: JSON.parse(rule) as Rule }));
}

async function lockPeople(db: Transaction, userNos: readonly number[]) {
  const inOrder = [...new Set(userNos)].sort((a, b) => a - b);
  const cut = [...slices(inOrder, db.dialect.slice)];
  for (const slice of cut) {
    await db.all(
      sql`SELECT no FROM users WHERE ${db.dialect.inNumbers('no', slice)} ORDER BY no${raw(db.dialect.lockRows)}`,
    );
  }
  return cut;
}

/** DISTINCT: a server that would merge the inner query could not delete from what it reads. */
async function leave(db: Transaction, no: number, condition: Fragment): Promise<void> {
  await db.run(sql`DELETE FROM unit_members WHERE unit_no = ${no} AND user_no IN (SELECT no FROM
    (SELECT DISTINCT u.no AS no FROM unit_members m JOIN users u ON u.no = m.user_no
      WHERE m.unit_no = ${no} AND ${condition}) gone)`);
}

async function join(db: Transaction, no: number, condition: Fragment): Promise<void> {
  await db.run(sql`INSERT INTO unit_members (unit_no, user_no, joined_at) SELECT ${no}, u.no, ${db.at} FROM users u
    WHERE ${condition} AND NOT EXISTS
      (SELECT 1 FROM unit_members had WHERE had.unit_no = ${no} AND had.user_no = u.no)`);
}
