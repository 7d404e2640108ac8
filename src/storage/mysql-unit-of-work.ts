import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool, PoolConnection } from 'mysql2';
import type { DataSource } from 'typeorm';
import { Failure } from '../contract/failure.js';
import type { RequestIdentity, UnitOfWork, Work } from '../unit-of-work.js';
import { readAccount } from './account.js';
import type { Recollection } from './activities.js';
import { readingOnly } from './base-transaction.js';
import { toBinary } from './binary-id.js';
import type { Bounds } from './bounds.js';
import { decisionNumbers } from './decision-numbers.js';
import { MysqlConnection } from './mysql-connection.js';
import { mysqlDialect } from './mysql-dialect.js';
import { isConflict, isLost } from './mysql-errors.js';
import { MysqlTransaction } from './mysql-transaction.js';
import { SqlPorts } from './ports.js';
import { type Fragment, raw, type Sql, sql } from './sql.js';
import { sweepExpired } from './sweep.js';

/** How long a request keeps trying before it answers `unavailable`, in milliseconds, and how often at most. */
const patience = { milliseconds: 8_000, attempts: 12 };

/** What each connection is told once. */
const session = ({ lock }: Bounds) => [
  raw('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED'),
  // MariaDB alone turns lists of 1,000 and more into a derived table, which a plan then may begin with.
  sql`SET SESSION innodb_lock_wait_timeout = ${Math.ceil(lock / 1_000)}, sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'
    /*M!100300 , in_predicate_conversion_threshold = 0 */`,
];

/** Units of work on MySQL or MariaDB. */
export class MysqlUnitOfWork implements UnitOfWork {
  readonly #source: DataSource;
  readonly #pool: Pool;
  readonly #recollection: Recollection = new Map();
  /** Connections that were told what each is told once, and whether their server takes blocks. */
  readonly #prepared = new WeakMap<PoolConnection, boolean>();

  constructor(
    source: DataSource,
    readonly bounds: Bounds,
  ) {
    this.#source = source;
    this.#pool = (source.driver as unknown as { pool: Pool }).pool;
  }

  read<T>(work: Work<T>): Promise<T> {
    return this.#tryAgain(() =>
      this.#onConnection((connection) =>
        work(new SqlPorts(readingOnly(reader(connection), decisionNumbers(0)), this.#recollection)),
      ),
    );
  }

  write<T>(request: RequestIdentity, work: Work<T>): Promise<T> {
    let numbers = decisionNumbers(request.at);
    const unknown: Unknown<T>[] = [];
    return this.#tryAgain(({ repeated, lost }) =>
      this.#onConnection(async (connection) => {
        if (lost) numbers.again();
        else if (repeated) numbers = decisionNumbers(request.at);
        const happened = lost && (await hasHappened(connection, request));
        const [only, ...others] = unknown;
        if (happened && only?.done && others.length === 0) return only.done.result;
        const transaction = new MysqlTransaction(request, numbers, connection, repeated, happened);
        let done: { readonly result: T } | undefined;
        try {
          done = { result: await work(new SqlPorts(transaction, this.#recollection)) };
          await transaction.finish();
          return done.result;
        } catch (error) {
          if (isLost(error) && (done || transaction.sentBlock)) unknown.push({ done });
          await undo(transaction);
          throw error;
        }
      }),
    );
  }

  account() {
    return this.#tryAgain(() => this.#onConnection((connection) => readAccount(reader(connection))));
  }

  async ping(): Promise<void> {
    await this.#onConnection((connection) => connection.rows({ text: 'SELECT 1', values: [] }));
  }

  async sweep(now: number): Promise<void> {
    await this.#onConnection((connection) => sweepExpired(connection.change.bind(connection), now));
  }

  close(): Promise<void> {
    return this.#source.destroy();
  }

  async #onConnection<T>(work: (connection: MysqlConnection) => Promise<T>): Promise<T> {
    const pooled = await this.#connect();
    try {
      const takesBlocks = this.#prepared.get(pooled) ?? (await this.#prepare(pooled));
      return await work(new MysqlConnection(pooled, this.bounds.statement, takesBlocks));
    } finally {
      pooled.release();
    }
  }

  async #prepare(pooled: PoolConnection): Promise<boolean> {
    const connection = new MysqlConnection(pooled, this.bounds.statement, false);
    for (const statement of session(this.bounds)) await connection.change(statement);
    const [server] = await connection.rows<{ version: string }>(raw('SELECT VERSION() AS version'));
    const takesBlocks = server !== undefined && preparesBlocks(server.version);
    this.#prepared.set(pooled, takesBlocks);
    return takesBlocks;
  }

  /** A connection of the pool, which has no bound of its own to how long one waits. */
  #connect(): Promise<PoolConnection> {
    return new Promise((resolve, reject) => {
      let late = false;
      const timer = setTimeout(() => {
        late = true;
        reject(tooMany());
      }, this.bounds.connection);
      this.#pool.getConnection((error, connection) => {
        clearTimeout(timer);
        if (error) reject(error.message === 'Queue limit reached.' ? tooMany() : error);
        else if (late) connection.release();
        else resolve(connection);
      });
    });
  }

  async #tryAgain<T>(attempt: (past: Past) => Promise<T>): Promise<T> {
    const end = Date.now() + patience.milliseconds;
    let lost = false;
    for (let tries = 1; ; tries += 1) {
      try {
        return await attempt({ repeated: tries > 1, lost });
      } catch (error) {
        lost ||= isLost(error);
        if (!isConflict(error) && !isLost(error)) throw error;
        if (tries >= patience.attempts || Date.now() > end) {
          throw new Failure('unavailable', 'The database cannot be reached or is too busy.', {
            retryAfter: 5,
            cause: error,
          });
        }
        // Grows to about half a second, with jitter, so that rivals do not meet again.
        await sleep(Math.random() * Math.min(500, 10 * 2 ** tries));
      }
    }
  }
}

/** MariaDB prepares compound statements from 10.6 on; MySQL has none outside of procedures. */
function preparesBlocks(version: string): boolean {
  const [, major, minor] = /^(\d+)\.(\d+)\..*MariaDB/i.exec(version) ?? [];
  return Number(major) > 10 || (Number(major) === 10 && Number(minor) >= 6);
}

/** What became of the attempts before. */
interface Past {
  /** Whether there were any. */
  readonly repeated: boolean;
  /** Whether the connection of one was lost, so that nobody knows if it was committed. */
  readonly lost: boolean;
}

/**
 * An attempt whose connection broke at its commit. If there is but one and its event is there, it is the one that was
 * committed, and the caller is told what it would have told: nothing is decided, nor done, again. Of several nobody
 * knows which it was, nor what a block would have answered: then the work tells from what it finds.
 */
interface Unknown<T> {
  readonly done: { readonly result: T } | undefined;
}

/** Whether an earlier attempt was committed: waits for one that the server still works on and has written its event. */
async function hasHappened(connection: MysqlConnection, { eventId }: RequestIdentity): Promise<boolean> {
  const event = await connection.rows(sql`SELECT id FROM events WHERE id = ${toBinary(eventId)} FOR UPDATE`);
  return event.length > 0;
}

function tooMany(): Failure {
  return new Failure('unavailable', 'Too many are waiting for the database.', { retryAfter: 5 });
}

function reader(connection: MysqlConnection): Sql {
  return {
    dialect: mysqlDialect,
    all: (statement) => connection.rows(statement),
    run: (statement: Fragment) => connection.change(statement),
  };
}

/** A connection that cannot even undo is broken: it is closed, and the server undoes for itself. */
async function undo(transaction: MysqlTransaction): Promise<void> {
  try {
    await transaction.undo();
  } catch {
    transaction.connection.connection.destroy();
  }
}
