import type { Page } from '../contract/page.js';
import type { Identifiers } from './erasure.js';

/** Something that was changed, and who did it. */
export interface PastEvent {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly operation: string;
  readonly protocol: string;
  readonly requestId: string | null;
  /** Null for the operator's command line. */
  readonly userId: string | null;
  readonly userRef: string | null;
  readonly clientId: string | null;
  readonly detail: unknown;
}

export interface EventFilter {
  /** Epoch milliseconds. */
  readonly since: number | undefined;
  readonly until: number | undefined;
  readonly operation: string | undefined;
  readonly userNo: number | undefined;
}

/**
 * The audit. Storage writes the event of a request together with the first thing that the request changes and in the
 * same transaction: no change without its event, no event without a change, but for what is recorded for its own sake.
 */
export interface Events {
  /**
   * Whether an earlier attempt of this very request was committed, though nobody was told: what it was to change has
   * been changed, and versions that the caller saw before are no longer to be asked for.
   */
  readonly happened: boolean;
  /** Says what changed, in the event of this request; does nothing where nothing was changed. */
  note(detail: Readonly<Record<string, unknown>>): Promise<void>;
  /** The same where that it was done is worth telling, whether it changed anything or not: a check of everything. */
  record(detail: Readonly<Record<string, unknown>>): Promise<void>;
  /** What the earlier attempt that was committed had said; undefined where there was none. */
  noted(): Promise<Readonly<Record<string, unknown>> | undefined>;
  /** Replaces these texts wherever an event tells one, and answers how many events that changed. */
  erase(identifiers: Identifiers): Promise<number>;
  /** Newest first. */
  list(filter: EventFilter, limit: number, cursor: string | undefined): Promise<Page<PastEvent>>;
}
