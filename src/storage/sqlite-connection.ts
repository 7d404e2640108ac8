import type { Fragment } from './sql.js';

/** As much of better-sqlite3 as is used here. */
export interface SqliteDatabase {
  prepare(text: string): SqliteStatement;
}

interface SqliteStatement {
  readonly reader: boolean;
  all(values: readonly unknown[]): unknown[];
  run(values: readonly unknown[]): { readonly changes: number };
}

const statementsKept = 500;

/** One connection; statements block the event loop while they run. */
export class SqliteConnection {
  readonly #database: SqliteDatabase;
  readonly #statements = new Map<string, SqliteStatement>();

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  rows<T extends object>(statement: Fragment): readonly T[] {
    return this.#prepared(statement.text).all(statement.values) as T[];
  }

  change(statement: Fragment): number {
    return this.#prepared(statement.text).run(statement.values).changes;
  }

  #prepared(text: string): SqliteStatement {
    const known = this.#statements.get(text);
    if (known) return known;
    if (this.#statements.size >= statementsKept) this.#statements.clear();
    const statement = this.#database.prepare(text);
    this.#statements.set(text, statement);
    return statement;
  }
}
