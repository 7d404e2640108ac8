import { createRequire } from 'node:module';
import { createPool, type Pool } from 'mysql2/promise';
import { binary } from './rows.js';

const { DATABASE_URL = '' } = process.env;

export const isSqlite = (url = DATABASE_URL): boolean => url.startsWith('sqlite:');

/** As much of better-sqlite3 as is used here; the package brings no types. */
export interface Sqlite {
  pragma(text: string): unknown;
  exec(sql: string): unknown;
  prepare(sql: string): { run(...values: unknown[]): { changes: number } };
  transaction<Arguments extends unknown[], Result>(
    work: (...given: Arguments) => Result,
  ): (...given: Arguments) => Result;
  close(): unknown;
}

export function openSqlite(url = DATABASE_URL): Sqlite {
  const Database = createRequire(import.meta.url)('better-sqlite3') as new (path: string) => Sqlite;
  const database = new Database(url.slice('sqlite:'.length));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.pragma('temp_store = MEMORY');
  return database;
}

/** `onConnection`: statements that every new connection begins with. */
export function openMysql(url = DATABASE_URL, onConnection: string[] = []): Pool {
  const pool = createPool({
    uri: url,
    connectionLimit: 16,
    multipleStatements: true,
    flags: ['-FOUND_ROWS'],
    timezone: 'Z',
  });
  const statements = ['SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED', ...onConnection];
  pool.pool.on('connection', (connection) => {
    for (const statement of statements) connection.query(statement);
  });
  return pool;
}

// The least that may be called an enrollment: it has an id, its pair is unique, its learner and course exist.
const MYSQL = `
CREATE TABLE learner (id BINARY(16) PRIMARY KEY, ref VARCHAR(100) NOT NULL);
CREATE TABLE course (id BINARY(16) PRIMARY KEY, ref VARCHAR(100) NOT NULL);
CREATE TABLE enrollment (
  id BINARY(16) PRIMARY KEY, learner_id BINARY(16) NOT NULL, course_id BINARY(16) NOT NULL,
  access_at DATETIME(3) NOT NULL, due_at DATETIME(3) NULL,
  UNIQUE (learner_id, course_id), KEY (course_id),
  FOREIGN KEY (learner_id) REFERENCES learner (id), FOREIGN KEY (course_id) REFERENCES course (id))`;
const SQLITE = `
CREATE TABLE learner (id BLOB PRIMARY KEY, ref TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE course (id BLOB PRIMARY KEY, ref TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE enrollment (
  id BLOB PRIMARY KEY, learner_id BLOB NOT NULL REFERENCES learner (id),
  course_id BLOB NOT NULL REFERENCES course (id), access_at TEXT NOT NULL, due_at TEXT,
  UNIQUE (learner_id, course_id)) WITHOUT ROWID`;

/** Called by the bench before it starts a bare server: its tables, with the same people and courses as ours. */
export async function fill(url: string, learners: string[], courses: string[]): Promise<void> {
  const rows: [string, [Buffer, string][]][] = [
    ['learner', learners.map((id, index) => [binary(id), `L-${index}`])],
    ['course', courses.map((id, index) => [binary(id), `C-${index}`])],
  ];
  if (isSqlite(url)) {
    const database = openSqlite(url);
    database.exec(SQLITE);
    for (const [table, values] of rows) {
      const insert = database.prepare(`INSERT INTO ${table} (id, ref) VALUES (?, ?)`);
      database.transaction(() => {
        for (const row of values) insert.run(row);
      })();
    }
    database.close();
    return;
  }
  const pool = openMysql(url);
  await pool.query(MYSQL);
  for (const [table, values] of rows) {
    for (let start = 0; start < values.length; start += 1000) {
      await pool.query(`INSERT INTO ${table} (id, ref) VALUES ?`, [values.slice(start, start + 1000)]);
    }
  }
  await pool.end();
}
