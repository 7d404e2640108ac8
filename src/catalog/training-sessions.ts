import type { Page } from '../contract/page.js';
import type { Names } from '../contract/selection.js';

/** One day of a session; instants are epoch milliseconds, in whole seconds. */
export interface DayState {
  /** 0 where it is to be added. */
  readonly no: number;
  readonly id: string;
  readonly startAt: number;
  /** Seconds. */
  readonly duration: number;
  readonly place: string | null;
  readonly url: string | null;
}

/** What can be set of a session. */
export interface SessionFields {
  readonly ref: string | null;
  /** Null: that of the training. */
  readonly title: string | null;
  readonly place: string | null;
  readonly instructorNo: number | null;
  /** Of an instructor who is no user. */
  readonly instructorName: string | null;
  readonly capacity: number | null;
  /** Whether who comes too late can wait. */
  readonly waitingList: boolean;
  readonly archived: boolean;
}

/** A session as it stands. */
export interface SessionState extends SessionFields {
  readonly no: number;
  readonly id: string;
  readonly trainingNo: number;
  readonly trainingId: string;
  readonly trainingRef: string | null;
  readonly trainingTitle: string;
  /** The user who teaches it. */
  readonly instructor: { readonly id: string; readonly name: string | null } | null;
  /** By the time at which they begin; never none. */
  readonly days: readonly DayState[];
}

/**
 * The times at which trainings are given. `ofLearner`: only of trainings inside courses that this user is enrolled in.
 */
export interface TrainingSessions {
  get(names: Names, ofLearner: number | undefined): Promise<SessionState | undefined>;
  /** The session that has this day. */
  ofDay(dayId: string, ofLearner: number | undefined): Promise<SessionState | undefined>;
  /** By the time at which they begin. */
  list(
    trainingNo: number,
    archived: boolean | undefined,
    limit: number,
    cursor: string | undefined,
  ): Promise<Page<SessionState>>;
  /** Keeps a session and its days as they are until the transaction ends. */
  lock(no: number): Promise<void>;
  /** Adds one. Fails `conflict` at `/ref` where another session has that ref, also one added meanwhile. */
  add(trainingNo: number, id: string, fields: SessionFields, days: readonly DayState[]): Promise<void>;
  /** Changes some fields; fails as `add` does. */
  change(no: number, fields: Partial<SessionFields>): Promise<void>;
  /** Gives a session these days instead of those that it has; of one that stays, what differs is changed. */
  replaceDays(session: SessionState, days: readonly DayState[]): Promise<void>;
}
