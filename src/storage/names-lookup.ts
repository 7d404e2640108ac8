import { foldCase } from '../contract/fold-case.js';
import { isUuid } from '../contract/identifier.js';
import type { Names } from '../contract/selection.js';
import { toBinary, toUuid } from './binary-id.js';
import { type Fragment, type Sql, slices } from './sql.js';

export { foldCase };

interface Found {
  readonly no: number;
  readonly id: Buffer;
  readonly key: string | null;
}

/** One query for names in one column: `condition` holds the names, `key` is the column that tells which was found. */
export type LookUp = (condition: Fragment, keyColumn: string) => Fragment;

/**
 * The numbers of the things named, in the order of the names, 0 where there is none. Ids: a UUID is looked up as id
 * and, where that finds nothing, as ref; any other text as ref. `table` is the alias that the look-up selects from.
 */
export async function findNumbers(sql: Sql, names: Names, table: string, lookUp: LookUp): Promise<number[]> {
  const found = new Array<number>(names.values.length).fill(0);
  if (names.by === 'id') {
    await fill(
      sql,
      found,
      names.values,
      (name) => (isUuid(name) ? name.toLowerCase() : undefined),
      async (slice) => {
        const rows = await sql.all<Found>(
          lookUp(sql.dialect.inIds(`${table}.id`, slice.map(toBinary)), `${table}.ref`),
        );
        return rows.map((row) => [toUuid(row.id), row.no]);
      },
    );
  }
  const column = { id: 'ref', ref: 'ref', email: 'email_key', login: 'login_key' }[names.by];
  const form = names.by === 'email' || names.by === 'login' ? foldCase : (name: string) => name;
  await fill(sql, found, names.values, form, async (slice) => {
    const rows = await sql.all<Found>(
      lookUp(sql.dialect.inTexts(`${table}.${column}`, slice), `${table}.${column}`),
    );
    return rows.map((row) => [row.key ?? '', row.no]);
  });
  return found;
}

/** Looks up what is not found yet and writes the numbers to the places of their names. */
async function fill(
  sql: Sql,
  found: number[],
  names: readonly string[],
  form: (name: string) => string | undefined,
  ask: (slice: readonly string[]) => Promise<readonly (readonly [string, number])[]>,
): Promise<void> {
  const places = new Map<string, number[]>();
  for (const [place, name] of names.entries()) {
    const key = found[place] === 0 ? form(name) : undefined;
    if (key === undefined) continue;
    const known = places.get(key);
    if (known) known.push(place);
    else places.set(key, [place]);
  }
  for (const slice of slices([...places.keys()], sql.dialect.slice)) {
    for (const [key, no] of await ask(slice)) for (const place of places.get(key) ?? []) found[place] = no;
  }
}
