import type { OutputOf } from '../contract/operations.js';
import type { CountedPage, Paging } from '../contract/page.js';
import type { Names } from '../contract/selection.js';
import type { userStatuses } from '../contract/user.js';
import type { Reach } from '../permission/reach.js';
import type { Sight } from '../permission/sight.js';
import type { UserRecord } from './organization.js';
import type { PublicName } from './public-name.js';

export type UserView = OutputOf<'listUsers'>['items'][number];
export type UserStatus = (typeof userStatuses)[number];

/** A person as needed to speak for them. */
export interface UserKey {
  readonly no: number;
  readonly id: string;
  readonly ref: string | null;
  readonly active: boolean;
}

/** What identifies a person, now and before. */
export interface Identity {
  readonly fields: Pick<
    UserRecord,
    | 'ref'
    | 'login'
    | 'email'
    | 'firstName'
    | 'lastName'
    | 'mobile'
    | 'preferredChannel'
    | 'userType'
    | 'language'
    | 'timeZone'
  >;
  /** Refs, logins and addresses that were taken from them, or that they have had. */
  readonly formerNames: readonly string[];
}

/** What a list of users is narrowed down to; all of it has to fit. */
export interface UserFilter {
  /** People of any of these departments and, if so asked, of what lies below. */
  readonly departments?: { readonly names: Names; readonly below: boolean } | undefined;
  /** Members of any of these groups, as far as the caller sees them. */
  readonly groups?: Names | undefined;
  /** Of each list, anybody on it. */
  readonly people?: readonly Names[] | undefined;
  readonly status?: UserStatus | undefined;
  /** Only active ones, or only the others. */
  readonly active?: boolean | undefined;
  /** By name of the field, in lower case: any of the values, case aside. */
  readonly profileFields?: ReadonlyMap<string, readonly string[]> | undefined;
  readonly search?: string | undefined;
}

/**
 * The people of the account. Numbers (`no`) are small, private and never leave the core. Nobody finds who has been
 * deleted, by any name; numbers of theirs stay good for what refers to them.
 */
export interface Users {
  /**
   * The numbers of the people named, in the order of the names; 0 where nobody of that name is within reach. What is
   * unknown and what is out of reach run the same statements. Statements grow with batches of names only.
   */
  find(names: Names, reach: Reach): Promise<readonly number[]>;
  /** The one person named, with what the caller sees of what belongs to them. */
  get(names: Names, reach: Reach, sight: Sight): Promise<UserView | undefined>;
  /** The person with this number, whoever reaches them. */
  view(no: number, sight: Sight): Promise<UserView | undefined>;
  /** Ordered by number: stable while others insert. A page takes the same few statements whatever its size. */
  list(filter: UserFilter, reach: Reach, sight: Sight, paging: Paging): Promise<CountedPage<UserView>>;
  /** Id and ref of the people with these numbers, deleted or not. */
  names(nos: readonly number[]): Promise<ReadonlyMap<number, PublicName>>;
  /** The one person named, whatever their state. */
  key(names: Names): Promise<UserKey | undefined>;

  /**
   * Locks the rows of people until the transaction ends, in order of their numbers, and answers them as they are then;
   * who has been deleted meanwhile, or is no longer within reach, is missing.
   */
  lock(nos: readonly number[], reach: Reach): Promise<readonly UserRecord[]>;
  /** Keeps somebody from being deleted until the transaction ends; `false`: they have been. */
  keep(no: number): Promise<boolean>;
  /** Whether the one person named is the one with this number. */
  isCalled(no: number, names: Names): Promise<boolean>;
  /** Adds a person and answers the number. Fails `conflict` over a ref, login or address that somebody has. */
  add(user: UserRecord): Promise<number>;
  /** Gives one person the values of this record; the row has to be locked. Fails `conflict` in the same way. */
  change(after: UserRecord, before: UserRecord): Promise<void>;
  /** Gives people one status; their rows have to be locked. */
  setStatus(nos: readonly number[], status: UserStatus): Promise<void>;
  /** Gives people one department; their rows have to be locked. */
  move(nos: readonly number[], departmentNo: number): Promise<void>;

  /**
   * Deletes somebody whose row is locked: roles, groups, API clients and reports are gone, and ref, login and e-mail
   * address free for others. What the person was called is remembered until they are erased.
   */
  remove(no: number, at: number): Promise<void>;
  /** Somebody who was deleted, by id; who was deleted at that very moment, by any name that they had. */
  departed(names: Names, at?: number): Promise<{ readonly no: number; readonly id: string } | undefined>;
  /** What identifies somebody, deleted or not. */
  identity(no: number): Promise<Identity>;
  /** Takes from somebody who has been deleted all that identifies them. */
  blank(no: number): Promise<void>;
}
