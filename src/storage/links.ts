import { isUuid } from '../contract/identifier.js';
import { countingFrom, leavingWays } from '../contract/link-terms.js';
import type { LinkState, LinkTermsState } from '../enrollment/link.js';
import type { LinkKey, Links } from '../enrollment/links.js';
import type { Reach } from '../permission/reach.js';
import { kinds } from './activity-row.js';
import { toBinary, toUuid } from './binary-id.js';
import { listing, pageOf, readCursor } from './cursor.js';
import { sqlDepartmentUnits } from './department-units.js';
import { policies, roleNumber, roleOf } from './grant-row.js';
import { below } from './reach-condition.js';
import { allOf, anyOf, type Fragment, join, raw, sql } from './sql.js';
import type { Transaction } from './transaction.js';
import { groupKindOf, isGroup, unitKinds } from './unit-kinds.js';
import { visible } from './visible-groups.js';

interface LinkRow {
  readonly link_id: Buffer;
  readonly unit_no: number;
  readonly unit_kind: number;
  readonly unit_id: Buffer;
  readonly unit_ref: string | null;
  readonly unit_name: string;
  readonly department_id: Buffer | null;
  readonly department_ref: string | null;
  readonly department_name: string | null;
  readonly below: number;
  readonly activity_no: number;
  readonly activity_kind: number;
  readonly activity_id: Buffer;
  readonly activity_ref: string | null;
  readonly title: string;
  readonly role: number;
  readonly policy: number;
  readonly asked_due_date: string | null;
  readonly asked_due_period: number | null;
  readonly asked_lock: number | null;
  readonly counts_from: number;
  readonly counts_from_field: number | null;
  readonly field_name: string | null;
  readonly leaving: number;
  readonly grace_hours: number | null;
}

const selection =
  raw(`SELECT l.id AS link_id, l.unit_no, g.kind AS unit_kind, g.id AS unit_id, g.ref AS unit_ref,
    g.name AS unit_name, dep.id AS department_id, dep.ref AS department_ref, dep.name AS department_name, g.below,
    l.activity_no, a.kind AS activity_kind, a.id AS activity_id, a.ref AS activity_ref, a.title, l.role, l.policy,
    l.asked_due_date, l.asked_due_period, l.asked_lock, l.counts_from, l.counts_from_field, f.name AS field_name,
    l.leaving, l.grace_hours
  FROM unit_activities l JOIN units g ON g.no = l.unit_no JOIN activities a ON a.no = l.activity_no
  LEFT JOIN departments dep ON dep.no = g.department_no LEFT JOIN profile_fields f ON f.no = l.counts_from_field`);

/** Links and their terms, in SQL. */
export function sqlLinks(db: Transaction): Links {
  const select = (conditions: readonly Fragment[], end = raw('')) =>
    db.all<LinkRow>(sql`${selection} WHERE ${allOf(conditions)}${end}`);
  const of = ({ unitNo, activityNo, role }: LinkKey) =>
    sql`unit_no = ${unitNo} AND activity_no = ${activityNo} AND role = ${roleNumber(role)}`;
  return {
    async get(linkId, reach) {
      if (!isUuid(linkId)) return undefined;
      const [row] = await select([sql`l.id = ${toBinary(linkId.toLowerCase())}`, seen(db, reach)]);
      return row && stateOf(row);
    },
    async list(filter, reach, limit, cursor) {
      const list = listing('links', filter);
      const after = readCursor(cursor, list, 3);
      const { unitNos, activityNo } = filter;
      const conditions = [
        seen(db, reach),
        ...(unitNos ? [db.dialect.inNumbers('l.unit_no', unitNos)] : []),
        ...(activityNo === undefined ? [] : [sql`l.activity_no = ${activityNo}`]),
      ];
      if (after) {
        const [unit = 0, activity = 0, role = 0] = after;
        conditions.push(sql`(l.unit_no > ${unit} OR (l.unit_no = ${unit} AND
          (l.activity_no > ${activity} OR (l.activity_no = ${activity} AND l.role > ${role}))))`);
      }
      const order = sql` ORDER BY l.unit_no, l.activity_no, l.role LIMIT ${limit + 1}`;
      const rows = await select(conditions, order);
      return pageOf(rows, limit, list, stateOf, (row) => [row.unit_no, row.activity_no, row.role]);
    },
    async find(key) {
      const [row] = await db.all<{ id: Buffer }>(sql`SELECT id FROM unit_activities WHERE ${of(key)}`);
      return row && toUuid(row.id);
    },
    async add(id, { unitNo, activityNo, role }, terms) {
      const values = [sql`${toBinary(id)}`, ...valuesOf(terms).map(([, value]) => sql`${value}`)];
      const columns = ['id', ...valuesOf(terms).map(([column]) => column)].join(', ');
      await db.beginChange();
      await db.run(sql`INSERT INTO unit_activities (unit_no, activity_no, role, ${raw(columns)})
        VALUES (${unitNo}, ${activityNo}, ${roleNumber(role)}, ${join(values, ', ')})${raw(
          db.dialect.keepExisting('unit_activities', 'role'),
        )}`);
    },
    async change(key, terms) {
      const set = valuesOf(terms).map(([column, value]) => sql`${raw(column)} = ${value}`);
      await db.beginChange();
      await db.run(sql`UPDATE unit_activities SET ${join(set, ', ')} WHERE ${of(key)}`);
    },
    async remove(key) {
      await db.beginChange();
      await db.run(sql`DELETE FROM unit_activities WHERE ${of(key)}`);
    },
    async countsFrom(fieldNo) {
      const rows = await db.all(
        sql`SELECT 1 FROM unit_activities WHERE counts_from_field = ${fieldNo} LIMIT 1`,
      );
      return rows.length > 0;
    },
    ...sqlDepartmentUnits(db),
  };
}

/** Links of groups that the caller sees, and of departments within reach. */
function seen(db: Transaction, reach: Reach): Fragment {
  const departments = reach.everyone
    ? [raw('1 = 1')]
    : reach.departments.map((path) => below('dep.path', path));
  return anyOf([
    allOf([isGroup('g'), visible(db, reach)]),
    allOf([sql`g.kind = ${unitKinds.department} AND dep.no IS NOT NULL`, anyOf(departments)]),
  ]);
}

/** The columns of terms. */
function valuesOf({ asked, countsFrom, field, onLeaving, graceHours }: LinkTermsState) {
  return [
    ['policy', policies.indexOf(asked.dueDateType)],
    ['asked_due_date', asked.dueDate],
    ['asked_due_period', asked.duePeriod],
    ['asked_lock', asked.lockAfterDueDate === null ? null : Number(asked.lockAfterDueDate)],
    ['counts_from', countingFrom.indexOf(countsFrom)],
    ['counts_from_field', field?.no ?? null],
    ['leaving', leavingWays.indexOf(onLeaving)],
    ['grace_hours', graceHours],
  ] as const;
}

function linkTermsOf(row: Omit<LinkRow, 'unit_no'>): LinkTermsState {
  return {
    asked: {
      dueDateType: policies[row.policy] ?? 'default',
      dueDate: row.asked_due_date,
      duePeriod: row.asked_due_period,
      lockAfterDueDate: row.asked_lock === null ? null : row.asked_lock === 1,
    },
    countsFrom: countingFrom[row.counts_from] ?? 'beginning',
    field:
      row.counts_from_field === null || row.field_name === null
        ? null
        : { no: row.counts_from_field, name: row.field_name },
    onLeaving: leavingWays[row.leaving] ?? 'end',
    graceHours: row.grace_hours,
  };
}

function stateOf(row: LinkRow): LinkState {
  const isDepartment = row.unit_kind === unitKinds.department;
  return {
    id: toUuid(row.link_id),
    unitNo: row.unit_no,
    unitKind: isDepartment ? 'department' : groupKindOf(row.unit_kind),
    unitId: toUuid(row.department_id ?? row.unit_id),
    unitRef: isDepartment ? row.department_ref : row.unit_ref,
    unitName: row.department_name ?? row.unit_name,
    below: isDepartment ? row.below === 1 : null,
    activityNo: row.activity_no,
    activityKind: row.activity_kind === kinds.course ? 'course' : 'training',
    activityId: toUuid(row.activity_id),
    activityRef: row.activity_ref,
    title: row.title,
    role: roleOf(row.role),
    ...linkTermsOf(row),
  };
}
