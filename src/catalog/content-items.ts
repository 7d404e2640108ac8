import type { OutputOf } from '../contract/operations.js';
import type { Page } from '../contract/page.js';

type ItemView = OutputOf<'listContentItems'>['items'][number];

/** A course, or a material inside one, as it stands; instants are epoch milliseconds. */
export interface ItemState extends Omit<ItemView, 'addedAt'> {
  readonly addedAt: number | null;
}

export interface ItemFilter {
  /** Any of these kinds; undefined: all, those of which nobody has said what they are too. */
  readonly contentTypes: readonly NonNullable<ItemView['contentType']>[] | undefined;
  /** Only courses in which the user of this number is enrolled, and what is inside. */
  readonly ofLearner: number | undefined;
}

/** Courses and the materials inside them, as one list. */
export interface ContentItems {
  /** Of courses that are not archived: first the courses, then the materials, each by number, so that others may insert. */
  list(filter: ItemFilter, limit: number, cursor: string | undefined): Promise<Page<ItemState>>;
  /** A material, also one inside an archived course. */
  material(id: string, ofLearner: number | undefined): Promise<ItemState | undefined>;
}
