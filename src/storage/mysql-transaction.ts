import type { RequestIdentity } from '../unit-of-work.js';
import { BaseTransaction } from './base-transaction.js';
import type { DecisionNumbers } from './decision-numbers.js';
import type { MysqlConnection } from './mysql-connection.js';
import { mysqlDialect } from './mysql-dialect.js';
import { type Fragment, raw } from './sql.js';
import type { Exchange } from './transaction.js';

/** A request's work on one connection; the transaction begins with the first change or lock, READ COMMITTED. */
export class MysqlTransaction extends BaseTransaction {
  readonly dialect = mysqlDialect;

  constructor(
    request: RequestIdentity,
    numbers: DecisionNumbers,
    readonly connection: MysqlConnection,
    /** Whether there was an attempt before: then nothing is done in one exchange. */
    readonly repeated: boolean,
    happened: boolean,
  ) {
    super(request, numbers, happened);
  }

  all<T extends object>(statement: Fragment): Promise<readonly T[]> {
    return this.connection.rows<T>(statement);
  }

  run(statement: Fragment): Promise<number> {
    return this.connection.change(statement);
  }

  async begin(): Promise<void> {
    if (this.begun) return;
    await this.connection.change(raw('START TRANSACTION'));
    this.begun = true;
  }

  get exchange(): Exchange | undefined {
    return this.begun || this.repeated ? undefined : (statements) => this.#exchange(statements);
  }

  async #exchange(statements: readonly Fragment[]): Promise<readonly (number | readonly object[])[]> {
    this.begun = true;
    const answers = await this.connection.several(statements);
    this.begun = false;
    return answers;
  }

  async finish(): Promise<void> {
    if (this.begun) await this.connection.change(raw(this.dryRun ? 'ROLLBACK' : 'COMMIT'));
  }

  /** Undoes what is open, so that the connection can go back to the pool. */
  async undo(): Promise<void> {
    if (this.begun) await this.connection.change(raw('ROLLBACK'));
  }

  breathe(): Promise<void> {
    return Promise.resolve();
  }
}
