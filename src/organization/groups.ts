import type { GroupKind } from '../contract/group-kind.js';
import type { OutputOf } from '../contract/operations.js';
import type { CountedPage, Page, Paging } from '../contract/page.js';
import type { Rule } from '../contract/rule.js';
import type { Names } from '../contract/selection.js';
import type { Reach } from '../permission/reach.js';
import type { PublicName } from './public-name.js';

export type GroupView = OutputOf<'listGroups'>['items'][number];

export interface GroupFilter {
  readonly search: string | undefined;
  readonly smart: boolean | undefined;
  /** Omitted: of every kind. */
  readonly kind: GroupKind | undefined;
}

export interface PeopleFilter {
  readonly groupNos: readonly number[] | undefined;
  readonly as: 'member' | 'manager';
  /** At most so many of each group. */
  readonly perGroup: number | undefined;
}

export type Belonging = OutputOf<'listGroupPeople'>['items'][number];

/** A group, company, team or function. `rule` names departments and groups by id and profile fields by name; null where nobody wrote one. */
export interface GroupRecord {
  readonly no: number;
  readonly id: string;
  readonly ref: string | null;
  readonly name: string;
  readonly kind: GroupKind;
  readonly rule: Rule | null;
  readonly editable: boolean;
  readonly enableChat: boolean;
}

/** What can be said of a group; what is undefined stays. */
export interface GroupFields {
  readonly name: string | undefined;
  readonly ref: string | null | undefined;
  readonly rule: Rule | undefined;
  readonly editable?: boolean | undefined;
  readonly enableChat?: boolean | undefined;
}

/**
 * Groups of users, and the rules of those that are SMART. Whoever reaches departments, or everyone, sees all groups;
 * planners and group managers those that they were given. Of the members everybody sees those within reach.
 */
export interface Groups {
  list(filter: GroupFilter, reach: Reach, paging: Paging): Promise<CountedPage<GroupView>>;
  /** The groups named, in their order; undefined where the caller sees none of that name. */
  find(names: Names, reach: Reach): Promise<readonly (GroupRecord | undefined)[]>;
  /** Those of these numbers that the caller sees, deleted ones too. */
  named(nos: readonly number[], reach: Reach): Promise<ReadonlyMap<number, GroupRecord>>;
  /** The group as it is now; it stays so, and so do its members, until the transaction ends. */
  lock(no: number): Promise<GroupRecord | undefined>;
  /** How many members are within reach. */
  count(no: number, reach: Reach): Promise<number>;
  listMembers(no: number, reach: Reach, paging: Paging): Promise<CountedPage<PublicName>>;

  /**
   * Who belongs to groups, or manages them, by group and user; `totals`: how many each group of the page has within
   * reach, by its id. A page takes one statement whatever its size.
   */
  listPeople(
    filter: PeopleFilter,
    reach: Reach,
    limit: number,
    cursor: string | undefined,
  ): Promise<Page<Belonging> & { readonly totals: ReadonlyMap<string, number> }>;

  /** Whether another group than the one with this id has the ref. */
  isTaken(ref: string, exceptId: string): Promise<boolean>;
  /** Adds a group and answers its number; where one with this id is there already it stays. */
  add(group: Omit<GroupRecord, 'no'>): Promise<number>;
  change(no: number, fields: GroupFields): Promise<void>;
  /** Removes a group; members and roles lose it. */
  remove(no: number): Promise<void>;

  /** The numbers of the members within reach. */
  members(no: number, reach: Reach): Promise<readonly number[]>;
  /** Makes users members who are not; whoever was deleted meanwhile is left out. */
  addMembers(no: number, userNos: readonly number[]): Promise<void>;
  removeMembers(no: number, userNos: readonly number[]): Promise<void>;
  /** Takes a user out of some groups and into others. */
  regroup(userNo: number, left: readonly number[], joined: readonly number[]): Promise<void>;
  /** The groups of a user. */
  ofUser(userNo: number): Promise<readonly GroupRecord[]>;

  /** All SMART groups. */
  smart(): Promise<readonly GroupRecord[]>;
  /**
   * Brings the SMART groups up to date for these users, or for everyone. To be called after whatever their rules may
   * look at has been written: departments, groups, profile fields, and what every user has. Until the transaction
   * ends nobody else changes these users, or what rules say of anybody.
   */
  refreshSmart(userNos: readonly number[] | 'everyone'): Promise<void>;
}
