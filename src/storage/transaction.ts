import type { DecisionNumbers } from './decision-numbers.js';
import type { Fragment, Sql } from './sql.js';

/** Variables to declare, and statements that may use them, one of them a SELECT; answers the rows of that. */
export type Block = <T extends object>(declarations: Fragment, statements: Fragment) => Promise<readonly T[]>;

/** One request's way to the database: statements, and a transaction that begins with the first change. */
export interface Transaction extends Sql {
  readonly numbers: DecisionNumbers;
  readonly eventId: Buffer;
  /** When the request came in, epoch milliseconds. */
  readonly at: number;
  /**
   * To be called before anything is changed or locked. Begins the transaction and writes the audit event of the
   * request, the same in every attempt, so that one which follows a commit of unknown outcome waits for it and finds
   * out that it happened: then it fails as a conflict, to be tried again on what there is now. Later calls do nothing.
   */
  beginChange(): Promise<void>;
  /** Removes the event again, where nothing was changed after all: others had been faster. */
  takeBack(): Promise<void>;
  /** Begins the transaction without an event: for what is not a change of its own (idempotency keys). */
  begin(): Promise<void>;
  /** Whether an earlier attempt of this request was committed, so that there is nothing left to do but to tell. */
  readonly happened: boolean;
  /** Whether anything was changed so far. */
  readonly changing: boolean;
  /** The event of this request as one INSERT, for a block that does everything at once. */
  eventInsert(detail: string): Fragment;
  /**
   * Sends a compound statement that is a transaction of its own, whole or not at all, in one exchange; undefined where
   * the engine knows none or gains nothing by it, inside a transaction that has begun, and in later attempts.
   */
  readonly block: Block | undefined;
  /** Whether the request undoes itself. */
  readonly dryRun: boolean;
  /** Lets others have the event loop between two long statements, where statements block it. */
  breathe(): Promise<void>;
}

/** An earlier attempt was committed after this one had begun to read: what it has read is too old to decide on. */
export class AlreadyHappened extends Error {}
