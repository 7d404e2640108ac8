import type { RequestIdentity } from '../unit-of-work.js';
import { BaseTransaction } from './base-transaction.js';
import type { DecisionNumbers } from './decision-numbers.js';
import type { MysqlConnection } from './mysql-connection.js';
import { mysqlDialect } from './mysql-dialect.js';
import { type Fragment, raw, sql } from './sql.js';
import type { Block } from './transaction.js';

/** A request's work on one connection; the transaction begins with the first change or lock, READ COMMITTED. */
export class MysqlTransaction extends BaseTransaction {
  readonly dialect = mysqlDialect;
  /** Whether all was sent in one block: then a commit was under way with it. */
  sentBlock = false;

  constructor(
    request: RequestIdentity,
    numbers: DecisionNumbers,
    readonly connection: MysqlConnection,
    /** Whether there was an attempt before: then nothing is done in one block. */
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

  get block(): Block | undefined {
    if (this.begun || this.repeated || !this.connection.takesBlocks) return undefined;
    return (declarations, statements) => this.#block(declarations, statements);
  }

  async #block<T extends object>(declarations: Fragment, statements: Fragment): Promise<readonly T[]> {
    this.begun = true;
    this.sentBlock = true;
    const rows = await this.connection.block<T>(sql`BEGIN NOT ATOMIC
      ${declarations};
      DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
      START TRANSACTION;
      ${statements};
      ${raw(this.dryRun ? 'ROLLBACK' : 'COMMIT')};
      END`);
    this.begun = false;
    return rows;
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
