import type { DepartmentNode, Departments, DepartmentView } from '../organization/departments.js';
import { everyone, type Reach, topmost } from '../permission/reach.js';
import { toUuid, toUuidOrNull } from './binary-id.js';
import { containing } from './containing.js';
import { listing, pageOf, readCursor } from './cursor.js';
import { changedDepartments } from './department-changes.js';
import { findNumbers } from './names-lookup.js';
import { below } from './reach-condition.js';
import { allOf, anyOf, type Fragment, raw, slices, sql } from './sql.js';
import type { Transaction } from './transaction.js';

interface DepartmentRow {
  readonly no: number;
  readonly id: Buffer;
  readonly ref: string | null;
  readonly name: string;
  readonly code: string | null;
  readonly parent_id: Buffer | null;
  readonly parent_ref: string | null;
}

interface NodeRow {
  readonly no: number;
  readonly id: Buffer;
  readonly parent_no: number | null;
  readonly path: string;
}

const nodeColumns = raw('SELECT no, id, parent_no, path FROM departments');

/** Ranges of paths in one statement. */
const rangesAtOnce = 100;

/** The tree of departments, in SQL; what lies below is a range over the index of paths. */
export function sqlDepartments(db: Transaction): Departments {
  const find = (names: Parameters<Departments['get']>[0], reach = everyone) =>
    findNumbers(
      db,
      names,
      'd',
      (named, key) =>
        sql`SELECT d.no, d.id, ${raw(key)} AS ${raw('`key`')} FROM departments d
          WHERE ${named} AND ${visible(reach, 'd')}`,
    );
  const select = (reach: Reach, condition: Fragment, end: Fragment) =>
    db.all<DepartmentRow>(sql`SELECT d.no, d.id, d.ref, d.name, d.code, p.id AS parent_id, p.ref AS parent_ref
      FROM departments d LEFT JOIN departments p ON p.no = d.parent_no AND ${visible(reach, 'p')}
      WHERE ${condition} AND ${visible(reach, 'd')}${end}`);
  return {
    async get(names, reach) {
      const [no = 0] = await find(names);
      const [row] = no === 0 ? [] : await select(reach, sql`d.no = ${no}`, raw(''));
      return row && show(row);
    },
    async list(filter, reach, limit, cursor) {
      const list = listing('departments', filter);
      const [after = 0] = readCursor(cursor, list, 1) ?? [];
      const conditions = [sql`d.no > ${after}`];
      if (filter.search !== undefined)
        conditions.push(containing(filter.search, ['d.name', 'd.code', 'd.ref']));
      if (filter.code !== undefined) conditions.push(sql`d.code = ${filter.code}`);
      if (filter.parent !== undefined) {
        const [parent = 0] = await find(filter.parent);
        conditions.push(sql`d.parent_no = ${parent}`);
      }
      const rows = await select(reach, allOf(conditions), sql` ORDER BY d.no LIMIT ${limit + 1}`);
      return pageOf(rows, limit, list, show, (row) => [row.no]);
    },
    async path(names) {
      const [no = 0] = await find(names);
      const [row] = await db.all<{ path: string }>(sql`SELECT path FROM departments WHERE no = ${no}`);
      return row?.path;
    },
    async find(names, reach) {
      const nos = await find(names, reach);
      const nodes = new Map<number, DepartmentNode>();
      for (const slice of slices([...new Set(nos)], db.dialect.slice)) {
        const rows = await db.all<NodeRow>(sql`${nodeColumns} WHERE ${db.dialect.inNumbers('no', slice)}`);
        for (const row of rows) nodes.set(row.no, nodeOf(row));
      }
      return nos.map((no) => nodes.get(no));
    },
    async below(paths) {
      const nodes: DepartmentNode[] = [];
      for (const slice of slices(topmost(paths), rangesAtOnce)) {
        const ranges = anyOf(slice.map((path) => below('path', path)));
        nodes.push(...(await db.all<NodeRow>(sql`${nodeColumns} WHERE ${ranges}`)).map(nodeOf));
      }
      return nodes;
    },
    ...changedDepartments(db),
  };
}

/** Departments managed and everything below; for oneself, the own one. */
function visible(reach: Reach, table: string): Fragment {
  if (reach.everyone) return raw('1 = 1');
  const ways = reach.departments.map((path) => below(`${table}.path`, path));
  if (reach.self !== null) {
    ways.push(sql`${raw(`${table}.no`)} = (SELECT department_no FROM users WHERE no = ${reach.self})`);
  }
  return anyOf(ways);
}

function show(row: DepartmentRow): DepartmentView {
  return {
    id: toUuid(row.id),
    ref: row.ref,
    name: row.name,
    code: row.code,
    parentId: toUuidOrNull(row.parent_id),
    parentRef: row.parent_ref,
  };
}

function nodeOf({ no, id, parent_no, path }: NodeRow): DepartmentNode {
  return { no, id: toUuid(id), parentNo: parent_no, path };
}
