import type { PoolConnection, QueryError, ResultSetHeader } from 'mysql2';
import type { Fragment } from './sql.js';

/**
 * One connection taken from the pool. Sends text statements: values are escaped by the driver. A server that does not
 * answer within `bound` milliseconds counts as lost, and the connection with it.
 */
export class MysqlConnection {
  constructor(
    readonly connection: PoolConnection,
    readonly bound: number,
  ) {}

  rows<T extends object>(statement: Fragment): Promise<readonly T[]> {
    return this.#send(statement.text, statement.values) as Promise<readonly T[]>;
  }

  async change(statement: Fragment): Promise<number> {
    return ((await this.#send(statement.text, statement.values)) as ResultSetHeader).affectedRows;
  }

  /** Several statements in one exchange. */
  async several(statements: readonly Fragment[]): Promise<readonly (number | readonly object[])[]> {
    const text = statements.map((statement) => statement.text).join(';');
    const values = statements.flatMap((statement) => statement.values);
    const results = (await this.#send(text, values)) as readonly (ResultSetHeader | readonly object[])[];
    return results.map((result) => ('affectedRows' in result ? result.affectedRows : result));
  }

  #send(text: string, values: readonly unknown[]): Promise<unknown> {
    const query = { sql: text, values: [...values], timeout: this.bound };
    return new Promise((resolve, reject) => {
      this.connection.query(query, (error: QueryError | null, results: unknown) => {
        if (!error) return resolve(results);
        if (error.code === 'PROTOCOL_SEQUENCE_TIMEOUT') this.connection.destroy();
        return reject(error);
      });
    });
  }
}
