import type { profileFieldTypes } from '../contract/profile-fields.js';

/** A field that the account has added to the profile of its users. */
export interface FieldRecord {
  readonly no: number;
  /** A UUID in lower case; never changes. */
  readonly id: string;
  /** In lower case; unique. */
  readonly name: string;
  readonly label: string;
  readonly type: (typeof profileFieldTypes)[number];
  readonly required: boolean;
  readonly unique: boolean;
  /** Of a field of the type choice, in order; of others none. */
  readonly choices: readonly string[];
  readonly position: number;
}

/** What a user has, or is to have, in one field. */
export interface FieldValue {
  readonly fieldNo: number;
  readonly value: string;
}

/** A value as it is looked for and as it is held apart from others. */
export interface ValueToWrite {
  readonly fieldNo: number;
  /** Null takes it away. */
  readonly value: string | null;
  /** Folded, its first 255 characters. */
  readonly valueKey: string | null;
  /** The whole of it folded, where the field is unique. */
  readonly uniqueKey: string | null;
}

/** The fields that the account has added to the profile of its users, and their values. */
export interface ProfileFields {
  /** In the order in which they are shown. `held`: none of them changes until the transaction ends. */
  all(held?: 'held'): Promise<readonly FieldRecord[]>;
  /** Keeps others from defining fields until the transaction ends, waits for those who write values, and reads. */
  lock(): Promise<readonly FieldRecord[]>;
  add(field: FieldRecord): Promise<void>;
  change(field: FieldRecord): Promise<void>;
  /** Removes a field with its values, and answers how many users had one. */
  remove(no: number): Promise<number>;
  /** Makes the values of a field unique, or no longer. To be called only where they are, see `hasTwins`. */
  holdApart(no: number, unique: boolean): Promise<void>;
  /** Whether two users have the same value, case aside; the deleted do not count. */
  hasTwins(no: number): Promise<boolean>;
  /** Whether some user has a value longer than what can be held apart: 255 characters. */
  hasLongValues(no: number): Promise<boolean>;
  /** Which of the values of a field some user has, however they are written. */
  used(no: number, values: readonly string[]): Promise<readonly string[]>;
  /** Whether the rule of a SMART group names the field. */
  namedByRule(name: string): Promise<boolean>;

  /** The values of these users, by name of the field, in the order of the fields; nothing for those who have none. */
  valuesOf(userNos: readonly number[]): Promise<ReadonlyMap<number, Readonly<Record<string, string>>>>;
  /** The values of one user, read for a decision: the user's row has to be locked. */
  valuesFor(userNo: number): Promise<readonly FieldValue[]>;
  /**
   * Writes, or answers the numbers of the fields in which somebody else has the same unique value, whoever was faster;
   * then the request is to be refused.
   */
  write(userNo: number, values: readonly ValueToWrite[]): Promise<readonly number[]>;
  /** Lets others have the unique values of these users: for those who are deleted. */
  release(userNos: readonly number[]): Promise<void>;
  /** Removes all values of these users: for those who are erased. */
  forget(userNos: readonly number[]): Promise<void>;
}
