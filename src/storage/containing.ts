import { anyOf, type Fragment, raw, sql } from './sql.js';

/** Any of the columns contains the text, without regard to case (SQLite gets a `LOWER` that knows Unicode). */
export function containing(text: string, columns: readonly string[]): Fragment {
  const pattern = `%${text.toLowerCase().replaceAll(/[!%_]/g, (character) => `!${character}`)}%`;
  return anyOf(columns.map((column) => sql`LOWER(${raw(column)}) LIKE ${pattern} ESCAPE '!'`));
}
