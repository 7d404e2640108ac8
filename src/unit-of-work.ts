import type { Receipts } from './receipts.js';
import type { Ports } from './work.js';

/** Who asks for what: the facts of the audit event, and what ties several attempts together. */
export interface RequestIdentity {
  /** Id of the audit event, a version 7 UUID. */
  readonly eventId: string;
  /** When it came in, epoch milliseconds. */
  readonly at: number;
  readonly operation: string;
  readonly protocol: string;
  readonly requestId: string | null;
  readonly userNo: number | null;
  readonly clientId: string | null;
  /** Undo everything at the end. */
  readonly dryRun: boolean;
}

export interface Account {
  readonly name: string | null;
  /** IANA name; null where no organisation file has given one. */
  readonly timeZone: string | null;
  /** Whether anybody has been loaded. */
  readonly empty: boolean;
}

/** The ports, speaking inside one transaction or, for reads, outside of any. */
export type Work<T> = (ports: Ports & { readonly receipts: Receipts }) => Promise<T>;

/**
 * The database, for the gateway. Whatever `write` is handed happens as a whole or not at all; conflicts between
 * writers and lost connections are tried again as a whole, so the work may run several times and must depend on
 * nothing but its ports. Fails `unavailable` where the database cannot be reached or is too busy in bounded time.
 */
export interface UnitOfWork {
  read<T>(work: Work<T>): Promise<T>;
  write<T>(request: RequestIdentity, work: Work<T>): Promise<T>;
  account(): Promise<Account>;
  /** Fails where the database does not answer. */
  ping(): Promise<void>;
  /** Removes what has expired: tokens, idempotency keys. */
  sweep(now: number): Promise<void>;
  close(): Promise<void>;
}
