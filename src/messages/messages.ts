import type { MessageKind } from '../contract/messages.js';
import type { Page } from '../contract/page.js';

/** A message as it lies in the outbox; instants are epoch milliseconds. */
export interface MessageState {
  readonly id: string;
  readonly kind: MessageKind;
  readonly userId: string;
  readonly userRef: string | null;
  readonly aboutId: string;
  readonly eventId: string;
  readonly createdAt: number;
  readonly deliveredAt: number | null;
}

export interface MessageFilter {
  readonly userNo: number | undefined;
  readonly kind: MessageKind | undefined;
}

/** The outbox: what people are to be told, written in the transaction of the change that it tells. */
export interface Messages {
  /**
   * Leaves one message to each of these users about a training or offer event (its id). Of one kind, about one thing,
   * a request leaves one message to a person, however often this is called.
   */
  leave(kind: MessageKind, userNos: readonly number[], aboutId: string): Promise<void>;
  /** Newest first. */
  list(filter: MessageFilter, limit: number, cursor: string | undefined): Promise<Page<MessageState>>;
  /** Takes back what has not been delivered to somebody who leaves. */
  drop(userNo: number): Promise<void>;
}
