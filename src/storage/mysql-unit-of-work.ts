import { setTimeout as sleep } from 'node:timers/promises';
import type { PoolConnection } from 'mysql2';
import type { DataSource } from 'typeorm';
import { Failure } from '../contract/failure.js';
import type { RequestIdentity, UnitOfWork, Work } from '../unit-of-work.js';
import { readAccount } from './account.js';
import type { Recollection } from './activities.js';
import { readingOnly } from './base-transaction.js';
import { decisionNumbers } from './decision-numbers.js';
import { MysqlConnection } from './mysql-connection.js';
import { mysqlDialect } from './mysql-dialect.js';
import { isConflict, isLost } from './mysql-errors.js';
import { MysqlTransaction } from './mysql-transaction.js';
import { portsOn } from './ports.js';
import { type Fragment, raw, type Sql } from './sql.js';
import { sweepExpired } from './sweep.js';

/** How long a request keeps trying before it answers `unavailable`, in milliseconds, and how often at most. */
const patience = { milliseconds: 8_000, attempts: 12 };

/** What each connection is told once. */
const session = [
  raw('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED'),
  raw("SET SESSION innodb_lock_wait_timeout = 10, sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'"),
];

/** Units of work on MySQL or MariaDB. */
export class MysqlUnitOfWork implements UnitOfWork {
  readonly #source: DataSource;
  readonly #recollection: Recollection = new Map();
  readonly #prepared = new WeakSet<PoolConnection>();

  constructor(source: DataSource) {
    this.#source = source;
  }

  read<T>(work: Work<T>): Promise<T> {
    return this.#tryAgain(() =>
      this.#onConnection((connection) =>
        work(portsOn(readingOnly(reader(connection), decisionNumbers(0)), this.#recollection)),
      ),
    );
  }

  write<T>(request: RequestIdentity, work: Work<T>): Promise<T> {
    const numbers = decisionNumbers(request.at);
    return this.#tryAgain((repeated) =>
      this.#onConnection(async (connection) => {
        numbers.again();
        const transaction = new MysqlTransaction(request, numbers, connection, repeated);
        try {
          const result = await work(portsOn(transaction, this.#recollection));
          await transaction.finish();
          return result;
        } catch (error) {
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
    const runner = this.#source.createQueryRunner();
    try {
      const pooled: PoolConnection = await runner.connect();
      const connection = new MysqlConnection(pooled);
      if (!this.#prepared.has(pooled)) {
        await connection.several(session);
        this.#prepared.add(pooled);
      }
      return await work(connection);
    } finally {
      await runner.release();
    }
  }

  async #tryAgain<T>(attempt: (repeated: boolean) => Promise<T>): Promise<T> {
    const end = Date.now() + patience.milliseconds;
    for (let tries = 1; ; tries += 1) {
      try {
        return await attempt(tries > 1);
      } catch (error) {
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
