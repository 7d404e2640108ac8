import type { CountedPage, Paging } from '../contract/page.js';
import type { Names } from '../contract/selection.js';

/** What can be set of an offer. */
export interface OfferFields {
  readonly ref: string | null;
  readonly title: string;
  readonly description: string | null;
}

/** An offer as it stands; instants are epoch milliseconds. */
export interface OfferState extends OfferFields {
  readonly no: number;
  readonly id: string;
  readonly archivedAt: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface OfferFilter {
  readonly search: string | undefined;
  readonly archived: boolean | undefined;
  /** Only what the user of this number, a learner, sees. */
  readonly ofLearner: number | undefined;
}

/**
 * Offers. A learner sees those that are not archived and have a published event, and those with an event that they are
 * enrolled in or wait for.
 */
export interface Offers {
  get(names: Names, ofLearner: number | undefined): Promise<OfferState | undefined>;
  /** In the order of the names, undefined where there is none. */
  find(names: Names): Promise<readonly (OfferState | undefined)[]>;
  list(filter: OfferFilter, paging: Paging): Promise<CountedPage<OfferState>>;
  /** Adds one. Fails `conflict` at `/ref` where another one has that ref, also one added meanwhile. */
  add(id: string, fields: OfferFields, at: number): Promise<void>;
  /** Archives them at this moment, or brings them back with null. */
  archive(nos: readonly number[], archivedAt: number | null, at: number): Promise<void>;
  /** Changes some fields; fails as `add` does. */
  change(
    no: number,
    fields: Partial<OfferFields & Pick<OfferState, 'archivedAt'>>,
    at: number,
  ): Promise<void>;
}
