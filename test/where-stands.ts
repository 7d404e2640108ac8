import type { RawDatabase } from './raw-database.js';

/** Every table of a database. */
export async function tablesOf(raw: RawDatabase): Promise<readonly string[]> {
  const rows = raw.url.startsWith('sqlite:')
    ? await raw.all("SELECT name FROM sqlite_master WHERE type = 'table'")
    : await raw.all(
        'SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()',
      );
  return rows.map(({ name }) => name);
}

/** Where any text of the database is one of these, or an event tells one of these, case aside. */
export async function whereStands(raw: RawDatabase, texts: readonly string[]): Promise<string[]> {
  const wanted = texts.map(folded);
  const found = new Set<string>();
  for (const table of await tablesOf(raw)) {
    for (const row of await raw.all(`SELECT * FROM ${table}`)) {
      for (const [column, value] of Object.entries(row as Record<string, unknown>)) {
        if (typeof value !== 'string') continue;
        const held = (table === 'events' && column === 'detail' ? deepTexts(JSON.parse(value)) : [value]).map(
          folded,
        );
        if (wanted.some((text) => held.includes(text))) found.add(`${table}.${column}`);
      }
    }
  }
  return [...found].sort();
}

const folded = (text: string) => text.normalize('NFC').toLowerCase();

function deepTexts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(deepTexts) : [];
}
