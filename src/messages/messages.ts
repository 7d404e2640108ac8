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

/** Who is told something about what. */
export interface Addressed {
  readonly userNo: number;
  readonly aboutNo: number;
}

/** The outbox: what people are to be told, written in the transaction of the change that it tells. */
export interface Messages {
  /**
   * Leaves a message to each of these users about a training or event of an offer (its number), as the kind says. Of
   * one kind, about one thing, a request leaves one message to a person, however often this is called.
   */
  leave(kind: MessageKind, userNos: readonly number[], aboutNo: number): Promise<void>;
  /** The same to people about a thing each. */
  leaveEach(kind: MessageKind, told: readonly Addressed[]): Promise<void>;
  /** Newest first. */
  list(filter: MessageFilter, limit: number, cursor: string | undefined): Promise<Page<MessageState>>;
  /** Takes back what has not been delivered to somebody who leaves. */
  drop(userNo: number): Promise<void>;
}
