import type { OutputOf } from '../contract/operations.js';
import type { CountedPage, Paging } from '../contract/page.js';
import type { Names } from '../contract/selection.js';

type EventType = OutputOf<'getOfferEvent'>['type'];

/** One date of an event; instants are epoch milliseconds. */
export interface EventDate {
  readonly id: string;
  readonly startAt: number;
  readonly endAt: number;
}

/** What can be set of an event of an offer. */
export interface EventFields {
  readonly ref: string | null;
  /** Null: that of the offer. */
  readonly title: string | null;
  readonly type: EventType;
  readonly minRegistrations: number | null;
  readonly maxRegistrations: number | null;
  readonly waitingList: boolean;
  readonly closingAt: number | null;
  readonly price: string | null;
  readonly cancelled: boolean;
  readonly published: boolean;
  readonly archived: boolean;
}

/** A training or course that an event gives access to. */
export interface LinkedActivity {
  readonly no: number;
  readonly id: string;
  readonly ref: string | null;
  readonly title: string;
  readonly kind: 'course' | 'training';
}

/** An event as it stands. */
export interface EventState extends EventFields {
  readonly no: number;
  readonly id: string;
  readonly offerNo: number;
  readonly offerId: string;
  readonly offerRef: string | null;
  readonly offerTitle: string;
  readonly offerArchived: boolean;
  /** By time. */
  readonly dates: readonly EventDate[];
  readonly linked: readonly LinkedActivity[];
  readonly trainerIds: readonly string[];
  readonly enrolled: number;
  readonly waiting: number;
}

export interface EventFilter {
  readonly offerNos: readonly number[] | undefined;
  readonly eventNos: readonly number[] | undefined;
  readonly archived: boolean | undefined;
  /** Only what the user of this number, a learner, sees. */
  readonly ofLearner: number | undefined;
}

/**
 * Events of offers, but for deleted ones. A learner sees published ones that are not archived, of offers that are not,
 * and those that they are enrolled in or wait for.
 */
export interface OfferEvents {
  get(names: Names, ofLearner: number | undefined): Promise<EventState | undefined>;
  /** The numbers of the events named, in the order of the names, 0 where there is none. */
  numbers(names: Names): Promise<readonly number[]>;
  /** Id, ref and title of those with these numbers, deleted ones too. */
  named(
    nos: readonly number[],
  ): Promise<
    ReadonlyMap<number, { readonly id: string; readonly ref: string | null; readonly name: string }>
  >;
  /** In the order in which they were created. A page takes the same few statements whatever its size. */
  list(filter: EventFilter, paging: Paging): Promise<CountedPage<EventState>>;
  /** The numbers of the events of these offers, or of all, for which somebody waits, in ascending order. */
  waitedFor(offerNos?: readonly number[]): Promise<readonly number[]>;
  /** Keeps events, and who is enrolled in them, as they are until the transaction ends. */
  hold(nos: readonly number[]): Promise<void>;
  /** Adds one and answers its number. Fails `conflict` at `/ref` where another one has that ref. */
  add(offerNo: number, id: string, fields: EventFields): Promise<number>;
  /** Changes some fields; fails as `add` does. */
  change(no: number, fields: Partial<EventFields>): Promise<void>;
  replaceDates(no: number, dates: readonly EventDate[]): Promise<void>;
  addDate(no: number, date: EventDate): Promise<void>;
  /** Gives access to these activities instead of those before. Grants follow by `Grants.follow`. */
  replaceLinks(no: number, activityNos: readonly number[]): Promise<void>;
  replaceTrainers(no: number, userNos: readonly number[]): Promise<void>;
  archive(nos: readonly number[], archived: boolean): Promise<void>;
  /** Nobody finds it any more; its ref is free. */
  remove(no: number, at: number): Promise<void>;
}
