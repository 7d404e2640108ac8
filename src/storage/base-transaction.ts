import type { RequestIdentity } from '../unit-of-work.js';
import { toBinary } from './binary-id.js';
import type { DecisionNumbers } from './decision-numbers.js';
import { type Dialect, type Fragment, raw, type Sql, sql } from './sql.js';
import { AlreadyHappened, type Block, type Transaction } from './transaction.js';

/** What both engines share of a transaction: when it begins and how its audit event is written. */
export abstract class BaseTransaction implements Transaction {
  abstract readonly dialect: Dialect;
  readonly eventId: Buffer;
  readonly at: number;
  readonly dryRun: boolean;
  protected begun = false;
  #changing = false;

  constructor(
    readonly request: RequestIdentity,
    readonly numbers: DecisionNumbers,
    readonly happened: boolean,
  ) {
    this.eventId = toBinary(request.eventId);
    this.at = request.at;
    this.dryRun = request.dryRun;
  }

  abstract all<T extends object>(statement: Fragment): Promise<readonly T[]>;
  abstract run(statement: Fragment): Promise<number>;
  abstract begin(): Promise<void>;
  abstract breathe(): Promise<void>;
  abstract readonly block: Block | undefined;

  get changing(): boolean {
    return this.#changing;
  }

  async beginChange(): Promise<void> {
    if (this.#changing) return;
    await this.begin();
    this.#changing = true;
    const statement = sql`${this.eventInsert(null)}${raw(this.dialect.keepExisting('events', 'id'))}`;
    if ((await this.run(statement)) === 0 && !this.happened) throw new AlreadyHappened();
  }

  async takeBack(): Promise<void> {
    await this.run(sql`DELETE FROM events WHERE id = ${this.eventId}`);
    this.#changing = false;
  }

  eventInsert(detail: string | null): Fragment {
    const { operation, protocol, requestId, userNo, clientId } = this.request;
    return sql`INSERT INTO events (id, at, operation, protocol, request_id, user_no, client_id, detail) VALUES
      (${this.eventId}, ${this.at}, ${operation}, ${protocol}, ${requestId}, ${userNo}, ${clientId}, ${detail})`;
  }
}

/** A way to the database on which nothing can be changed: for reads. */
export function readingOnly(db: Sql, numbers: DecisionNumbers): Transaction {
  const never = () => Promise.reject(new Error('a read tried to change something'));
  return {
    dialect: db.dialect,
    all: (statement) => db.all(statement),
    run: never,
    begin: never,
    beginChange: never,
    takeBack: never,
    numbers,
    eventId: Buffer.alloc(16),
    at: 0,
    happened: false,
    changing: false,
    block: undefined,
    dryRun: false,
    eventInsert: () => raw(''),
    breathe: () => Promise.resolve(),
  };
}
