import { type Dialect, raw, sql } from './sql.js';

/** Lists travel as one JSON array: the statement stays the same whatever their length. */
export const sqliteDialect: Dialect = {
  engine: 'sqlite',
  inNumbers: (column, numbers) =>
    sql`${raw(column)} IN (SELECT value FROM json_each(${JSON.stringify(numbers)}))`,
  inIds: (column, ids) =>
    sql`${raw(column)} IN (SELECT unhex(value) FROM json_each(${JSON.stringify(ids.map((id) => id.toString('hex')))}))`,
  inTexts: (column, texts) => sql`${raw(column)} IN (SELECT value FROM json_each(${JSON.stringify(texts)}))`,
  keepExisting: () => ' ON CONFLICT DO NOTHING',
  updateListed(table, set, columns, rows, condition) {
    const same = columns.map(
      (column, place) => `${table}.${column} = json_extract(listed.value, '$[${place}]')`,
    );
    return sql`UPDATE ${raw(table)} SET ${set} FROM json_each(${JSON.stringify(rows)}) AS listed
      WHERE ${raw(same.join(' AND '))} AND ${condition}`;
  },
  overwrite: (columns, key = 'no') =>
    ` ON CONFLICT (${key}) DO UPDATE SET ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`,
  setNumbers(table, column, values) {
    const list = JSON.stringify(values.map(({ no, value }) => [no, value]));
    return sql`UPDATE ${raw(table)} SET ${raw(column)} = json_extract(listed.value, '$[1]')
      FROM json_each(${list}) AS listed WHERE ${raw(table)}.no = json_extract(listed.value, '$[0]')`;
  },
  placeDepartments(places) {
    const list = JSON.stringify(places.map(({ no, parentNo, path }) => [no, parentNo, path]));
    return sql`UPDATE departments SET parent_no = json_extract(listed.value, '$[1]'),
        path = json_extract(listed.value, '$[2]')
      FROM json_each(${list}) AS listed WHERE departments.no = json_extract(listed.value, '$[0]')`;
  },
  insertPairs: (table, [first, second], pairs, beside) =>
    sql`INSERT INTO ${raw(table)} (${raw(first)}, ${raw(second)}${raw(beside ? `, ${beside[0]}` : '')})
      SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]')${raw(beside ? `, ${beside[1]}` : '')} FROM json_each(${JSON.stringify(pairs)}) WHERE 1 = 1
      ON CONFLICT DO NOTHING`,
  deletePairs: (table, [first, second], pairs) =>
    sql`DELETE FROM ${raw(table)} WHERE (${raw(first)}, ${raw(second)}) IN
      (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(${JSON.stringify(pairs)}))`,
  numberTable(columns, rows) {
    const list = columns.map((column, place) => `json_extract(value, '$[${place}]') AS ${column}`).join(', ');
    return sql`(SELECT ${raw(list)} FROM json_each(${JSON.stringify(rows)}))`;
  },
  // Numbers beyond 2^53 are whole in JSON text as in SQLite; only JavaScript would round them.
  decisionTable: (decisions) =>
    sql`(SELECT json_extract(value, '$[0]') AS no, json_extract(value, '$[1]') AS decision_no
      FROM json_each(${`[${decisions.map(([no, number]) => `[${no},${number}]`).join(',')}]`}))`,
  joinInOrder: 'CROSS JOIN',
  // There is one writer at a time.
  lockRows: '',
  shareRows: '',
  slice: 5_000,
  pairsAtOnce: 4_000,
};
