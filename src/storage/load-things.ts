import type { Catalogue, Inside, Thing, Things } from '../organization/organization.js';
import { toBinary, toUuid } from './binary-id.js';
import { allOf, type Fragment, raw, slices, sql, type Value } from './sql.js';
import type { Transaction } from './transaction.js';

/** Rows in one INSERT: however long their texts, they fit into a packet of the server. */
export const rowsAtOnce = 500;

/** How a record of one kind stands in its table. */
export interface Mapping<R extends Thing, Row extends object> {
  readonly table: string;
  /** What tells its rows from others in the same table. */
  readonly condition?: Fragment;
  /** All columns but `no`, in any order. */
  readonly columns: readonly Column<R>[];
  /** Unique columns that may change, all of which may be NULL. */
  readonly freed: readonly string[];
  readonly read: (row: Row) => R;
}

export type Column<R> = readonly [name: string, value: (record: R) => Value];

/** What the tables of all kinds of things have in common, written in batches. */
export function sqlThings<R extends Thing, Row extends object>(
  db: Transaction,
  { table, columns, freed }: Mapping<R, Row>,
): Things<R> {
  const target = raw(table);
  const numbered: readonly Column<R>[] = [['no', (record) => record.no], ...columns];
  return {
    async add(records) {
      const nos: number[] = [];
      for (const slice of slices(records, rowsAtOnce)) {
        await db.beginChange();
        await db.run(sql`INSERT INTO ${target} ${listed(columns)} VALUES ${rows(slice, columns)}`);
        nos.push(...(await numbersOf(db, table, slice)));
        await db.breathe();
      }
      return nos;
    },
    async change(records) {
      const overwrite = raw(db.dialect.overwrite(columns.map(([name]) => name)));
      for (const slice of slices(records, rowsAtOnce)) {
        await db.beginChange();
        await db.run(
          sql`INSERT INTO ${target} ${listed(numbered)} VALUES ${rows(slice, numbered)}${overwrite}`,
        );
        await db.breathe();
      }
    },
    async free(nos) {
      const nothing = raw(freed.map((column) => `${column} = NULL`).join(', '));
      for (const slice of slices(nos, db.dialect.slice)) {
        await db.beginChange();
        await db.run(sql`UPDATE ${target} SET ${nothing} WHERE ${db.dialect.inNumbers('no', slice)}`);
        await db.breathe();
      }
    },
  };
}

/** The same for kinds that are read as a whole. */
export function sqlCatalogue<R extends Thing, Row extends object>(
  db: Transaction,
  mapping: Mapping<R, Row>,
): Catalogue<R> {
  const { table, columns, condition, read } = mapping;
  const names = raw(['no', ...columns.map(([name]) => name)].join(', '));
  return {
    ...sqlThings(db, mapping),
    async all() {
      const found = await db.all<Row>(
        sql`SELECT ${names} FROM ${raw(table)} WHERE ${allOf(condition ? [condition] : [])} ORDER BY no`,
      );
      return found.map(read);
    },
  };
}

export function listed(columns: readonly Column<never>[]): Fragment {
  return raw(`(${columns.map(([name]) => name).join(', ')})`);
}

/** Rows for VALUES; built at once, since there may be 100,000 of them. */
export function rows<R>(records: readonly R[], columns: readonly Column<R>[]): Fragment {
  const row = `(${columns.map(() => '?').join(', ')})`;
  const values: Value[] = [];
  for (const record of records) for (const [, value] of columns) values.push(value(record));
  return { text: new Array(records.length).fill(row).join(', '), values };
}

async function numbersOf(db: Transaction, table: string, things: readonly Thing[]): Promise<number[]> {
  const ids = db.dialect.inIds(
    'id',
    things.map((thing) => toBinary(thing.id)),
  );
  const found = await db.all<{ no: number; id: Buffer }>(sql`SELECT no, id FROM ${raw(table)} WHERE ${ids}`);
  const numbers = new Map(found.map((row) => [toUuid(row.id), row.no]));
  return things.map((thing) => {
    const no = numbers.get(thing.id);
    if (no === undefined) throw new Error(`what was added to ${table} is not there`);
    return no;
  });
}

/** Gathers rows by the number of what they are inside of. */
export function gathered<R, T>(
  found: readonly R[],
  no: (row: R) => number,
  show: (row: R) => T,
): readonly Inside<T>[] {
  const all = new Map<number, T[]>();
  for (const row of found) {
    const known = all.get(no(row));
    if (known) known.push(show(row));
    else all.set(no(row), [show(row)]);
  }
  return [...all].map(([key, inside]) => ({ no: key, inside }));
}
