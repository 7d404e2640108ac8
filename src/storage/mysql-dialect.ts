import { type Dialect, type Fragment, type NumberRows, raw, sql } from './sql.js';

const none = raw('1 = 0');

/** Numbers and ids are written out (they are ours or 16 bytes in hex); texts go through the driver's escaping. */
export const mysqlDialect: Dialect = {
  engine: 'mysql',
  inNumbers: (column, numbers) => (numbers.length === 0 ? none : raw(`${column} IN (${numbers.join(',')})`)),
  inIds: (column, ids) =>
    ids.length === 0 ? none : raw(`${column} IN (${ids.map((id) => `x'${id.toString('hex')}'`).join(',')})`),
  inTexts: (column, texts): Fragment =>
    texts.length === 0 ? none : { text: `${column} IN (${texts.map(() => '?').join(',')})`, values: texts },
  keepExisting: (table, column) => ` ON DUPLICATE KEY UPDATE ${column} = ${table}.${column}`,
  updateListed(table, set, columns, rows, condition) {
    const same = columns.map((column) => `${table}.${column} = listed.${column}`).join(' AND ');
    return sql`UPDATE ${numberTable(columns, rows)} listed STRAIGHT_JOIN ${raw(table)} ON ${raw(same)}
      SET ${set} WHERE ${condition}`;
  },
  overwrite: (columns) =>
    ` ON DUPLICATE KEY UPDATE ${columns.map((column) => `${column} = VALUES(${column})`).join(', ')}`,
  setNumbers(table, column, values) {
    const list = values.map(({ no, value }) => `SELECT ${no} AS no, ${value} AS value`);
    return raw(`UPDATE (${list.join(' UNION ALL ')}) listed STRAIGHT_JOIN ${table} ON ${table}.no = listed.no
      SET ${table}.${column} = listed.value`);
  },
  placeDepartments(places) {
    // Paths are numbers and slashes.
    const list = places.map(
      ({ no, parentNo, path }) => `SELECT ${no} AS no, ${parentNo} AS parent_no, '${path}' AS path`,
    );
    return raw(`UPDATE (${list.join(' UNION ALL ')}) listed STRAIGHT_JOIN departments d ON d.no = listed.no
      SET d.parent_no = listed.parent_no, d.path = listed.path`);
  },
  insertPairs(table, [first, second], pairs, beside) {
    const rows = pairs.map(([a, b]) => (beside ? `(${a},${b},${beside[1]})` : `(${a},${b})`)).join(',');
    const third = beside ? `, ${beside[0]}` : '';
    return raw(
      `INSERT INTO ${table} (${first}, ${second}${third}) VALUES ${rows} ON DUPLICATE KEY UPDATE ${first} = ${table}.${first}`,
    );
  },
  deletePairs(table, [first, second], pairs) {
    const list = pairs.map(([a, b]) => `SELECT ${a} AS a, ${b} AS b`).join(' UNION ALL ');
    return raw(`DELETE ${table} FROM (${list}) listed STRAIGHT_JOIN ${table}
      ON ${table}.${first} = listed.a AND ${table}.${second} = listed.b`);
  },
  numberTable,
  decisionTable: (decisions) =>
    raw(
      `(${decisions.map(([no, number]) => `SELECT ${no} AS no, ${number} AS decision_no`).join(' UNION ALL ')})`,
    ),
  joinInOrder: 'STRAIGHT_JOIN',
  lockRows: ' FOR UPDATE',
  shareRows: ' LOCK IN SHARE MODE',
  slice: 1_000,
  pairsAtOnce: 10_000,
};

function numberTable(columns: readonly string[], rows: NumberRows): Fragment {
  const list = rows.map(
    (row) => `SELECT ${row.map((number, place) => `${number} AS ${columns[place]}`).join(', ')}`,
  );
  return raw(`(${list.join(' UNION ALL ')})`);
}
