import type { TrainingFields } from '../catalog/activities.js';
import type { MaterialFields } from '../catalog/course-modules.js';
import type { DayState, SessionFields } from '../catalog/training-sessions.js';
import type { GroupKind } from '../contract/group-kind.js';
import type { AssignablePermission } from '../contract/permission.js';
import type { Rule } from '../contract/rule.js';
import type { TrainingRole } from '../contract/training-role.js';
import type { assignableRoles } from '../contract/user.js';
import type { Decision, Pair } from '../enrollment/grants.js';
import type { OwnPolicy } from '../enrollment/terms.js';
import type { FieldRecord, FieldValue, ValueToWrite } from './profile-fields.js';

/** What every kind of thing has. `no` is its private number; 0 where it has none yet. */
export interface Thing {
  readonly no: number;
  /** A UUID in lower case; never changes. */
  readonly id: string;
  readonly ref: string | null;
}

export interface AccountRecord {
  readonly name: string | null;
  readonly timeZone: string | null;
  readonly managersMayEnroll: boolean;
}

export interface DepartmentRecord extends Thing {
  readonly name: string;
  readonly code: string | null;
  readonly parentNo: number | null;
  /** The numbers from the root down, `/1/5/`; unique. */
  readonly path: string;
}

/** A field that the account has added to profiles. */
export interface ProfileFieldRecord extends FieldRecord {
  /** The same as its name. */
  readonly ref: string;
}

/** What somebody has in a profile field. */
export interface ProfileValue extends ValueToWrite {
  readonly userNo: number;
}

export interface GroupRecord extends Thing {
  readonly name: string;
  readonly kind: GroupKind;
  /** Of a SMART group, naming departments and groups by id. */
  readonly rule: Rule | null;
}

/** That somebody belongs to a group. */
export interface Membership {
  readonly groupNo: number;
  readonly userNo: number;
}

export interface CustomRoleRecord extends Thing {
  readonly title: string;
  readonly description: string | null;
  readonly permissions: readonly AssignablePermission[];
}

export interface UserRecord extends Thing {
  readonly login: string | null;
  readonly email: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly mobile: string | null;
  readonly preferredChannel: 'email' | 'sms' | null;
  readonly userType: string | null;
  readonly language: string | null;
  readonly timeZone: string | null;
  readonly active: boolean;
  /** Inactive since the employment ended. */
  readonly terminated: boolean;
  readonly addedDate: string | null;
  readonly departmentNo: number;
  readonly managerNo: number | null;
  readonly passwordHash: string | null;
}

/** What trainings alone have is empty in courses. */
export interface ActivityRecord extends Thing, TrainingFields {
  readonly title: string;
  readonly description: string | null;
  /** Of trainings only. */
  readonly trainingType: string | null;
  /** Who added a course; who organises a training. */
  readonly authorNo: number | null;
  /** Of courses only. */
  readonly viewUrl: string | null;
  readonly addedAt: number | null;
  readonly archived: boolean;
  readonly ownPolicy: OwnPolicy | undefined;
  readonly revision: number;
}

/** A session with its days, by the time at which they begin. */
export interface SessionRecord extends Thing, SessionFields {
  readonly ref: string | null;
  readonly trainingNo: number;
  readonly startAt: number;
  readonly days: readonly DayState[];
}

/** A material inside a course. */
export interface MaterialRecord extends MaterialFields {
  /** 0 where it is to be added. */
  readonly no: number;
  readonly id: string;
}

export interface ApiClientRecord {
  readonly clientId: string;
  readonly secretHash: string;
  readonly userNo: number;
}

export interface ApiClientChange {
  readonly clientId: string;
  readonly secretHash: string | undefined;
  readonly userNo: number | undefined;
}

/** One role that somebody holds; a user holds each at most once. */
export interface HeldRole {
  readonly role: (typeof assignableRoles)[number];
  readonly customRoleNo: number | null;
  readonly departmentNos: readonly number[];
  readonly groupNos: readonly number[];
}

/** That members of a group take part in a training. */
export interface GroupLink {
  readonly groupNo: number;
  readonly trainingNo: number;
}

/** Which direct grant a pair is to have. */
export interface GrantToGive extends Pair {
  /** For an enrollment that is new. */
  readonly enrollmentId: string;
  /** Whether it has to be this id. */
  readonly idAsked: boolean;
  /** Shared by all who get the same terms in the same activity. */
  readonly decision: Decision;
}

/** How a pair stands. */
export interface PairState extends Pair {
  readonly enrollmentId: string;
  readonly heldDirectly: boolean;
}

/** Things of one kind, written in sets. Refs, logins and addresses that change are freed before others take them. */
export interface Things<R extends Thing> {
  /** Adds things, whatever their `no`, and answers their numbers in the same order. */
  add(records: readonly R[]): Promise<readonly number[]>;
  /** Gives things the values of these records. */
  change(records: readonly R[]): Promise<void>;
  /** Takes away what is unique, until `change` gives it anew: refs, and of users logins and addresses too. */
  free(nos: readonly number[]): Promise<void>;
}

export interface Catalogue<R extends Thing> extends Things<R> {
  all(): Promise<readonly R[]>;
}

/** Things inside others, in order: what is replaced as a whole. */
export interface Inside<T> {
  readonly no: number;
  readonly inside: readonly T[];
}

/**
 * The organisation as a file brings it in: read and written in sets, in slices, so that neither statements nor
 * memory grow with each entry. All of it happens in the unit of work; the first change writes the audit event.
 */
export interface Organization {
  /**
   * Keeps out other loads, and whoever changes what loads read without locks, until the transaction ends: everything
   * but users, whom nobody deletes meanwhile. To be called first.
   */
  lock(): Promise<void>;
  account(): Promise<AccountRecord>;
  changeAccount(account: AccountRecord): Promise<void>;

  readonly departments: Catalogue<DepartmentRecord>;
  readonly profileFields: Catalogue<ProfileFieldRecord>;
  /** The values of those of these users who have any. */
  profileValues(userNos: readonly number[]): Promise<readonly Inside<FieldValue>[]>;
  /** Who has these values of a field, of whatever users are not deleted, by the form in which they are looked for. */
  valueHolders(fieldNo: number, keys: readonly string[]): Promise<ReadonlyMap<string, number>>;
  clearValues(values: Iterable<Pick<ProfileValue, 'userNo' | 'fieldNo'>>): Promise<void>;
  /** For users who have no value in these fields. */
  addValues(values: Iterable<ProfileValue>): Promise<void>;
  readonly groups: Catalogue<GroupRecord>;
  /** The members of these groups, group after group, by number: so many at a time that they fit into memory. */
  members(groupNos: readonly number[]): AsyncIterable<readonly Membership[]>;
  /** What is so already stays so. */
  addMembers(memberships: Iterable<Membership>): Promise<void>;
  removeMembers(memberships: Iterable<Membership>): Promise<void>;
  readonly customRoles: Catalogue<CustomRoleRecord>;
  readonly courses: Catalogue<ActivityRecord>;
  readonly trainings: Catalogue<ActivityRecord>;
  /** The trainings inside of each course that has any. */
  trainingsInside(): Promise<readonly Inside<number>[]>;

  /** The groups linked to each training that has any, by number. */
  groupsLinked(): Promise<readonly Inside<number>[]>;
  /** What is so already stays so. Grants follow by `Grants.follow`. */
  linkGroups(links: readonly GroupLink[]): Promise<void>;
  unlinkGroups(links: readonly GroupLink[]): Promise<void>;

  /** Written with their days: those that are not in a record any more are removed. */
  readonly sessions: Catalogue<SessionRecord>;
  /** The materials inside of each course that has any, in order. */
  materials(): Promise<readonly Inside<MaterialRecord>[]>;
  /** Gives courses other materials, before their trainings. */
  replaceMaterials(courses: readonly Inside<MaterialRecord>[]): Promise<void>;

  readonly users: Things<UserRecord> & {
    /**
     * Those that have one of these texts, each once, as id (a UUID, in any case) or as ref; deleted users too, of whom
     * nothing but the id is left.
     */
    named(names: Iterable<string>): Promise<readonly (Thing & { readonly deleted: boolean })[]>;
    records(nos: readonly number[]): Promise<readonly UserRecord[]>;
    /** The same, which stay so until the transaction ends. */
    hold(nos: readonly number[]): Promise<readonly UserRecord[]>;
    /** Who has these logins or e-mail addresses, given in the form of `foldCase`. */
    holders(of: 'login' | 'email', keys: readonly string[]): Promise<ReadonlyMap<string, number>>;
    /** Says whom people report to, for people who are there. */
    assignManagers(people: readonly { readonly no: number; readonly managerNo: number }[]): Promise<void>;
  };
  /** The roles of those of these users who hold any. */
  rolesHeld(userNos: readonly number[]): Promise<readonly Inside<HeldRole>[]>;
  replaceRoles(users: readonly Inside<HeldRole>[]): Promise<void>;

  apiClients(clientIds: readonly string[]): Promise<readonly ApiClientRecord[]>;
  addApiClients(clients: readonly ApiClientRecord[], createdAt: number): Promise<void>;
  /** What is undefined stays, even if somebody else has changed it meanwhile. */
  changeApiClients(changes: readonly ApiClientChange[]): Promise<void>;

  /** Those of the pairs that have an enrollment; in trainings, one in this role (participant if it is omitted). */
  pairs(pairs: readonly Pair[], role?: TrainingRole): Promise<readonly PairState[]>;
  /** The enrollments with these ids, whosesoever. */
  enrollments(ids: readonly string[]): Promise<readonly PairState[]>;
  /**
   * Gives direct grants to pairs that had none, in key order, and answers how many: somebody else may have been
   * faster, whose grant stays. Fails `conflict` where they gave an enrollment another id than the one asked for.
   */
  give(grants: readonly GrantToGive[], role?: TrainingRole): Promise<number>;
}
