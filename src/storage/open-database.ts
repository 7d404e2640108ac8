import { mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DataSource, type DataSourceOptions } from 'typeorm';
import type { UnitOfWork } from '../unit-of-work.js';
import { type Bounds, usualBounds } from './bounds.js';
import { migrate, pendingMigrations } from './migrate.js';
import { Start1763800000001 } from './migrations/0001-start.js';
import { PairsWithoutForeignKeys1764100000002 } from './migrations/0002-pairs-without-foreign-keys.js';
import { WholeOrganization1764200000003 } from './migrations/0003-whole-organization.js';
import { TrainingsAndOffers1764400000004 } from './migrations/0004-trainings-and-offers.js';
import { AutomaticEnrollment1764900000005 } from './migrations/0005-automatic-enrollment.js';
import { MysqlUnitOfWork } from './mysql-unit-of-work.js';
import { SqliteUnitOfWork } from './sqlite-unit-of-work.js';

/** Newest last; a migration that has landed is never edited. */
export const migrations = [
  Start1763800000001,
  PairsWithoutForeignKeys1764100000002,
  WholeOrganization1764200000003,
  TrainingsAndOffers1764400000004,
  AutomaticEnrollment1764900000005,
];

export interface Database {
  readonly engine: 'sqlite' | 'mysql';
  readonly unitOfWork: UnitOfWork;
  /** Names of the migrations that the schema still lacks. */
  pendingMigrations(): Promise<readonly string[]>;
  /** Brings the schema up to date and answers what was run. */
  migrate(): Promise<readonly string[]>;
  /** Sentences about settings of the server that would break a promise; empty where all is well. */
  warnings(): Promise<readonly string[]>;
  /** Copies the embedded database into a file while others go on. */
  backup(file: string): Promise<void>;
}

/**
 * Opens `sqlite:<file>`, `sqlite::memory:` or `mysql://user:password@host:port/name`. `connections` is how many are
 * kept to a server at most.
 */
export async function openDatabase(url: string, connections = 16, bounds = usualBounds): Promise<Database> {
  if (url.startsWith('sqlite:')) return await openSqlite(url.slice('sqlite:'.length), bounds);
  return await openMysql(url, connections, bounds);
}

async function openSqlite(file: string, bounds: Bounds): Promise<Database> {
  const inMemory = file === ':memory:';
  if (!inMemory) mkdirSync(dirname(file), { recursive: true });
  const options: DataSourceOptions = {
    type: 'better-sqlite3',
    database: file,
    migrations,
    migrationsTableName: 'migrations',
    prepareDatabase: (database: Pragmatic) => {
      database.pragma('journal_mode = WAL');
      // What was acknowledged survives the loss of power.
      database.pragma('synchronous = FULL');
      database.pragma('foreign_keys = ON');
      // Whoever waits in SQLite keeps the event loop waiting: units of work wait for themselves.
      database.pragma('busy_timeout = 2');
      database.function('lower', { deterministic: true }, lower);
    },
  };
  const writer = await new DataSource(options).initialize();
  const reader = inMemory ? undefined : await new DataSource(options).initialize();
  return {
    engine: 'sqlite',
    unitOfWork: new SqliteUnitOfWork(writer, reader, bounds.turn),
    pendingMigrations: () => pendingMigrations(writer),
    migrate: () => migrate(writer),
    warnings: () => Promise.resolve([]),
    async backup(target) {
      if (!inMemory && isSameFile(file, target))
        throw new Error('That is the database itself: name another file.');
      // An earlier copy of this name is replaced only once the new one is whole.
      const draft = `${target}.part`;
      const { databaseConnection } = writer.driver as unknown as { databaseConnection: Pragmatic };
      // In one go: between two steps another process may write, and all would begin again.
      await databaseConnection.backup(draft, { progress: () => everyPage });
      try {
        renameSync(draft, target);
      } catch (error) {
        rmSync(draft);
        throw error;
      }
    },
  };
}

interface Pragmatic {
  pragma(text: string): unknown;
  function(name: string, options: object, body: (text: unknown) => unknown): void;
  backup(file: string, options: { progress(): number }): Promise<unknown>;
}

const everyPage = 0x7fffffff;

function isSameFile(one: string, other: string): boolean {
  const [a, b] = [one, other].map((path) => statSync(path, { throwIfNoEntry: false }));
  return a !== undefined && b !== undefined && a.dev === b.dev && a.ino === b.ino;
}

function lower(text: unknown): unknown {
  return typeof text === 'string' ? text.toLowerCase() : text;
}

async function openMysql(url: string, connections: number, bounds: Bounds): Promise<Database> {
  const source = await new DataSource({
    type: 'mysql',
    ...serverOf(url),
    migrations,
    migrationsTableName: 'migrations',
    timezone: 'Z',
    charset: 'utf8mb4',
    poolSize: connections,
    connectTimeout: bounds.entry,
    // Counts and instants are numbers; texts are only those beyond 2^53.
    bigNumberStrings: false,
    extra: {
      // Counts rows that changed, not rows that matched.
      flags: '-FOUND_ROWS',
      queueLimit: 2_000,
      // Of each connection; the server has room for some ten thousand.
      maxPreparedStatements: 100,
      enableKeepAlive: true,
    },
  }).initialize();
  return {
    engine: 'mysql',
    unitOfWork: new MysqlUnitOfWork(source, bounds),
    pendingMigrations: () => pendingMigrations(source),
    migrate: () => migrate(source),
    warnings: () => durabilityWarnings(source),
    backup: () => Promise.reject(new Error('Back up a MySQL database with mariadb-dump or mysqldump.')),
  };
}

/** typeorm's own reading of addresses takes no IPv6, and leaves percent-encoding in the name. */
function serverOf(url: string) {
  const { hostname, port, username, password, pathname } = new URL(url);
  return {
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(port || 3306),
    username: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
  };
}

async function durabilityWarnings(source: DataSource): Promise<readonly string[]> {
  const rows: { Variable_name: string; Value: string }[] = await source.query(
    `SHOW GLOBAL VARIABLES WHERE Variable_name IN ('innodb_flush_log_at_trx_commit', 'sync_binlog', 'log_bin', 'innodb_doublewrite')`,
  );
  const value = new Map(rows.map((row) => [row.Variable_name, row.Value]));
  const warnings: string[] = [];
  const flush = value.get('innodb_flush_log_at_trx_commit');
  // 3 is a name that MariaDB has for another way to flush at every commit.
  if (flush !== '1' && flush !== '3') {
    warnings.push(
      `innodb_flush_log_at_trx_commit is ${flush}, not 1: acknowledged enrollments may be lost in a crash.`,
    );
  }
  if (value.get('log_bin') === 'ON' && value.get('sync_binlog') !== '1') {
    warnings.push(
      `sync_binlog is ${value.get('sync_binlog')}, not 1: replicas may miss acknowledged enrollments.`,
    );
  }
  if (value.get('innodb_doublewrite') === 'OFF') {
    warnings.push('innodb_doublewrite is OFF: a crash may leave half-written pages.');
  }
  return warnings;
}
