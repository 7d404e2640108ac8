import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import type { EngineName } from './application.js';
import { freshMySqlDatabase } from './mysql-for-tests.js';

type Value = string | number | bigint | Buffer | null;

/** A way to the tables past everything that is tested: to look at rows, and to put there what no operation makes yet. */
export interface RawDatabase {
  readonly url: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests know what they select.
  all<T = any>(text: string, values?: readonly Value[]): Promise<T[]>;
  /** Answers how many rows changed. */
  run(text: string, values?: readonly Value[]): Promise<number>;
  /** The number that a SELECT of one row and column finds. */
  number(text: string, values?: readonly Value[]): Promise<number>;
  close(): Promise<void>;
}

export async function openRaw(url: string): Promise<RawDatabase> {
  const { all, run, close } = url.startsWith('sqlite:') ? rawSqlite(url) : await rawMysql(url);
  return {
    url,
    all: all as RawDatabase['all'],
    run,
    close,
    async number(text, values) {
      const [row] = (await all(text, values)) as Record<string, unknown>[];
      return Number(Object.values(row ?? {})[0]);
    },
  };
}

/** A new, empty database of this engine; on SQLite a file, so that others can open it too. */
export async function freshDatabase(engine: EngineName): Promise<{ url: string; remove(): Promise<void> }> {
  if (engine === 'mysql') return { url: await freshMySqlDatabase(), remove: async () => {} };
  const folder = await mkdtemp(join(tmpdir(), 'matricula-'));
  return {
    url: `sqlite:${join(folder, 'test.sqlite')}`,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

interface SqliteFile {
  pragma(text: string): unknown;
  prepare(text: string): { all(...values: Value[]): unknown[]; run(...values: Value[]): { changes: number } };
  close(): void;
}

function rawSqlite(url: string) {
  const Database = createRequire(import.meta.url)('better-sqlite3') as new (file: string) => SqliteFile;
  const file = new Database(url.slice('sqlite:'.length));
  file.pragma('foreign_keys = ON');
  file.pragma('busy_timeout = 5000');
  return {
    all: async (text: string, values: readonly Value[] = []) => file.prepare(text).all(...values),
    run: async (text: string, values: readonly Value[] = []) => file.prepare(text).run(...values).changes,
    close: async () => file.close(),
  };
}

async function rawMysql(url: string) {
  const connection = await createConnection({ uri: url, charset: 'utf8mb4' });
  return {
    all: async (text: string, values: readonly Value[] = []) =>
      (await connection.query(text, [...values]))[0] as unknown[],
    run: async (text: string, values: readonly Value[] = []) =>
      ((await connection.query(text, [...values]))[0] as { affectedRows: number }).affectedRows,
    close: () => connection.end(),
  };
}
