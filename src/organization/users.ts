import type { OutputOf } from '../contract/operations.js';
import type { Page } from '../contract/page.js';
import type { Names } from '../contract/selection.js';
import type { Reach } from '../permission/reach.js';

export type UserView = OutputOf<'listUsers'>['items'][number];

/** A person as needed to speak for them. */
export interface UserKey {
  readonly no: number;
  readonly id: string;
  readonly ref: string | null;
  readonly active: boolean;
}

/** What a thing is called outside. */
export interface PublicName {
  readonly id: string;
  readonly ref: string | null;
}

export interface UserFilter {
  /** Path of a department: only its people and those below. */
  readonly departmentPath: string | undefined;
  readonly active: boolean | undefined;
  readonly search: string | undefined;
}

/** The people of the account. Numbers (`no`) are small, private and never leave the core. */
export interface Users {
  /**
   * The numbers of the people named, in the order of the names; 0 where nobody of that name is within reach. What is
   * unknown and what is out of reach run the same statements. Statements grow with batches of names only.
   */
  find(names: Names, reach: Reach): Promise<readonly number[]>;
  get(names: Names, reach: Reach): Promise<UserView | undefined>;
  /** Ordered by number: stable while others insert. */
  list(filter: UserFilter, reach: Reach, limit: number, cursor: string | undefined): Promise<Page<UserView>>;
  /** Id and ref of the people with these numbers. */
  names(nos: readonly number[]): Promise<ReadonlyMap<number, PublicName>>;
  /** The one person named, whatever their state. */
  key(names: Names): Promise<UserKey | undefined>;
}
