import type { PoolConnection, QueryError, ResultSetHeader } from 'mysql2';
import type { Fragment } from './sql.js';

/** One connection taken from the pool. A server that does not answer within `bound` milliseconds counts as lost, and the connection with it. */
export class MysqlConnection {
  constructor(
    readonly connection: PoolConnection,
    readonly bound: number,
    /** Whether the server prepares compound statements outside of procedures. */
    readonly takesBlocks: boolean,
  ) {}

  rows<T extends object>(statement: Fragment): Promise<readonly T[]> {
    return this.#query(statement) as Promise<readonly T[]>;
  }

  async change(statement: Fragment): Promise<number> {
    return ((await this.#query(statement)) as ResultSetHeader).affectedRows;
  }

  /**
   * One compound statement, prepared once for all that have its text. Answers the rows of the SELECT in it, none where
   * it did not get so far.
   */
  async block<T extends object>({ text, values }: Fragment): Promise<readonly T[]> {
    const results = (await this.#answer((done) =>
      this.connection.execute({ sql: text, values: values.map(asParameter) }, done),
    )) as ResultSetHeader | [readonly T[]];
    return Array.isArray(results) ? results[0] : [];
  }

  /** A text statement: its values are escaped by the driver. */
  #query({ text, values }: Fragment): Promise<unknown> {
    return this.#answer((done) => this.connection.query({ sql: text, values: [...values] }, done));
  }

  #answer(send: (done: (error: QueryError | null, results: unknown) => void) => void): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.connection.destroy();
        reject(Object.assign(new Error('The database did not answer in time.'), { code: 'ETIMEDOUT' }));
      }, this.bound);
      send((error, results) => {
        clearTimeout(timer);
        if (error) reject(error);
        else resolve(results);
      });
    });
  }
}

/** Numbers would travel as floating point, which keeps those below 2^53 only. */
function asParameter(value: Fragment['values'][number]) {
  return typeof value === 'bigint' ? String(value) : value;
}
