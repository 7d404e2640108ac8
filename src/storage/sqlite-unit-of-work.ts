import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { Failure } from '../contract/failure.js';
import type { RequestIdentity, UnitOfWork, Work } from '../unit-of-work.js';
import { readAccount } from './account.js';
import type { Recollection } from './activities.js';
import { BaseTransaction, readingOnly } from './base-transaction.js';
import { type DecisionNumbers, decisionNumbers } from './decision-numbers.js';
import { SqlPorts } from './ports.js';
import { type Fragment, raw, type Sql } from './sql.js';
import { SqliteConnection, type SqliteDatabase } from './sqlite-connection.js';
import { sqliteDialect } from './sqlite-dialect.js';
import { sweepExpired } from './sweep.js';
import { WriteQueue } from './write-queue.js';

/**
 * Units of work on SQLite. There is one writer at a time; reads go through a connection of their own, so that they
 * never see what is not committed, except in memory, where there is one connection and reads wait for writers.
 */
export class SqliteUnitOfWork implements UnitOfWork {
  readonly #sources: readonly DataSource[];
  readonly #writer: SqliteConnection;
  readonly #reader: SqliteConnection | undefined;
  readonly #queue: WriteQueue;
  readonly #recollection: Recollection = new Map();

  /** `turn` is how long one waits for it, and then for another process that writes the same file, in milliseconds. */
  constructor(
    writer: DataSource,
    reader: DataSource | undefined,
    readonly turn: number,
  ) {
    this.#queue = new WriteQueue(turn);
    this.#sources = reader ? [writer, reader] : [writer];
    this.#writer = new SqliteConnection(databaseOf(writer));
    this.#reader = reader && new SqliteConnection(databaseOf(reader));
  }

  read<T>(work: Work<T>): Promise<T> {
    const on = (connection: SqliteConnection) =>
      work(new SqlPorts(readingOnly(reading(connection), decisionNumbers(0)), this.#recollection));
    return this.#reader ? on(this.#reader) : this.#alone(() => on(this.#writer));
  }

  write<T>(request: RequestIdentity, work: Work<T>): Promise<T> {
    return this.#alone(async () => {
      for (let tries = 1; ; tries += 1) {
        try {
          return await this.#attempt(request, work);
        } catch (error) {
          // Another request has drawn the number of a decision that this one has drawn.
          if (tries === 3 || !/decisions\.no$/.test((error as Error).message)) throw error;
        }
      }
    });
  }

  async #attempt<T>(request: RequestIdentity, work: Work<T>): Promise<T> {
    await this.#beginImmediate();
    try {
      const transaction = new SqliteTransaction(request, decisionNumbers(request.at), this.#writer);
      const result = await work(new SqlPorts(transaction, this.#recollection));
      this.#writer.change(raw(request.dryRun ? 'ROLLBACK' : 'COMMIT'));
      return result;
    } catch (error) {
      this.#undo();
      throw error;
    }
  }

  account() {
    const on = (connection: SqliteConnection) => readAccount(reading(connection));
    return this.#reader ? on(this.#reader) : this.#alone(() => on(this.#writer));
  }

  async ping(): Promise<void> {
    (this.#reader ?? this.#writer).rows(raw('SELECT 1'));
  }

  sweep(now: number): Promise<void> {
    return this.#alone(async () => {
      await this.#beginImmediate();
      try {
        await sweepExpired(async (statement) => this.#writer.change(statement), now);
        this.#writer.change(raw('COMMIT'));
      } catch (error) {
        this.#undo();
        throw error;
      }
    });
  }

  async close(): Promise<void> {
    await this.#alone(() => Promise.all(this.#sources.map((source) => source.destroy())));
  }

  async #alone<T>(work: () => Promise<T>): Promise<T> {
    await this.#queue.enter();
    try {
      return await work();
    } finally {
      this.#queue.leave();
    }
  }

  /** SQLite has undone by itself what failed for want of space, and says so: the first error is the one to tell. */
  #undo(): void {
    try {
      this.#writer.change(raw('ROLLBACK'));
    } catch (error) {
      if (!/no transaction is active/.test((error as Error).message)) throw error;
    }
  }

  /** IMMEDIATE: a transaction that read first could not become a writer once another process has written. */
  async #beginImmediate(): Promise<void> {
    const end = Date.now() + this.turn;
    for (;;) {
      try {
        this.#writer.change(raw('BEGIN IMMEDIATE'));
        return;
      } catch (error) {
        if (!/^SQLITE_BUSY/.test(String((error as { code?: string }).code))) throw error;
        if (Date.now() > end) {
          throw new Failure('unavailable', 'Another process is writing to the database.', { retryAfter: 5 });
        }
        await sleep(20);
      }
    }
  }
}

class SqliteTransaction extends BaseTransaction {
  readonly dialect = sqliteDialect;
  readonly block = undefined;
  readonly #connection: SqliteConnection;

  constructor(request: RequestIdentity, numbers: DecisionNumbers, connection: SqliteConnection) {
    super(request, numbers, false);
    this.#connection = connection;
  }

  async all<T extends object>(statement: Fragment): Promise<readonly T[]> {
    return this.#connection.rows<T>(statement);
  }

  async run(statement: Fragment): Promise<number> {
    return this.#connection.change(statement);
  }

  begin(): Promise<void> {
    return Promise.resolve();
  }

  breathe(): Promise<void> {
    return nextTurn();
  }
}

function databaseOf(source: DataSource): SqliteDatabase {
  return (source.driver as unknown as { databaseConnection: SqliteDatabase }).databaseConnection;
}

function reading(connection: SqliteConnection): Sql {
  return {
    dialect: sqliteDialect,
    all: async (statement) => connection.rows(statement),
    run: async (statement: Fragment) => connection.change(statement),
  };
}
