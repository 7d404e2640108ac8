import { type Dialect, type Fragment, type NumberPair, raw, sql } from './sql.js';

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
  updatePairs(table, set, pairs, condition) {
    const t = raw(table);
    return sql`UPDATE ${pairTable(pairs)} pair STRAIGHT_JOIN ${t}
      ON ${t}.user_no = pair.user_no AND ${t}.activity_no = pair.activity_no SET ${set} WHERE ${condition}`;
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
  insertPairs(table, [first, second], pairs) {
    const rows = pairs.map(([a, b]) => `(${a},${b})`).join(',');
    return raw(
      `INSERT INTO ${table} (${first}, ${second}) VALUES ${rows} ON DUPLICATE KEY UPDATE ${first} = ${table}.${first}`,
    );
  },
  deletePairs(table, [first, second], pairs) {
    const list = pairs.map(([a, b]) => `SELECT ${a} AS a, ${b} AS b`).join(' UNION ALL ');
    return raw(`DELETE ${table} FROM (${list}) listed STRAIGHT_JOIN ${table}
      ON ${table}.${first} = listed.a AND ${table}.${second} = listed.b`);
  },
  pairTable,
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

function pairTable(pairs: readonly NumberPair[]): Fragment {
  const list = pairs.map(
    ({ userNo, activityNo }) => `SELECT ${userNo} AS user_no, ${activityNo} AS activity_no`,
  );
  return raw(`(${list.join(' UNION ALL ')})`);
}
