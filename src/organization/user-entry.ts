import type { InputOf } from '../contract/operations.js';
import { isSecretHash } from '../permission/secret-hash.js';
import type { ComplaintList } from './complaint-list.js';
import type { Member } from './directory.js';
import { given } from './file-record.js';
import type { UserRecord } from './organization.js';
import { judgeUser } from './user-judgement.js';
import type { UserStatus } from './users.js';

export type UserEntry = NonNullable<InputOf<'loadOrganization'>['users']>[number];

/** Judges the fields of an entry that need nothing but themselves. */
export function complainAboutUser(
  entry: UserEntry,
  path: string,
  zone: string,
  complaints: ComplaintList,
): void {
  const { password, passwordHash } = entry;
  for (const wrong of judgeUser(entry, zone)) complaints.add(path + wrong.path, wrong.rule, wrong.message);
  if (passwordHash === undefined) return;
  if (password !== undefined) {
    complaints.add(`${path}/passwordHash`, 'not_allowed', 'Give a password or its hash, not both.');
  }
  if (!isSecretHash(passwordHash)) {
    complaints.add(`${path}/passwordHash`, 'secret_hash', 'It must be of the form scrypt:N:r:p:salt:hash.');
  }
}

/** What an entry, or a request, can say of a user. */
type Said = Partial<Omit<UserEntry, 'roles' | 'password' | 'departmentRef' | 'managerRef'>>;

export interface UserPlace {
  readonly departmentNo: number;
  /** Undefined keeps whom they report to; null: nobody. */
  readonly managerNo: number | null | undefined;
}

/** The user as they will be; an omitted field keeps what it held. `today` is when new ones are added. */
export function userAfter(
  entry: { readonly [K in keyof Said]?: Said[K] | null | undefined },
  member: Pick<Member, 'no' | 'id' | 'ref'>,
  before: UserRecord | undefined,
  { departmentNo, managerNo }: UserPlace,
  today: string,
): UserRecord {
  return {
    no: member.no,
    id: member.id,
    ref: member.ref,
    login: given(entry.login, before?.login),
    email: given(entry.email, before?.email),
    firstName: given(entry.firstName, before?.firstName),
    lastName: given(entry.lastName, before?.lastName),
    mobile: given(entry.mobile, before?.mobile),
    preferredChannel: given(entry.preferredChannel, before?.preferredChannel),
    userType: given(entry.userType, before?.userType),
    language: given(entry.language, before?.language),
    timeZone: given(entry.timeZone, before?.timeZone),
    active: entry.status === undefined ? (before?.active ?? true) : entry.status === 'active',
    terminated: entry.status === undefined ? (before?.terminated ?? false) : entry.status === 'terminated',
    addedDate: entry.addedDate ?? (before ? before.addedDate : today),
    departmentNo,
    managerNo: given(managerNo, before?.managerNo),
    passwordHash: given(entry.passwordHash, before?.passwordHash),
  };
}

/** What state a user is in. */
export function statusOf({ active, terminated }: Pick<UserRecord, 'active' | 'terminated'>): UserStatus {
  if (active) return 'active';
  return terminated ? 'terminated' : 'inactive';
}
