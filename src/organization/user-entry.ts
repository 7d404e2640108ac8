import type { InputOf } from '../contract/operations.js';
import { isTimeZone, readLocalDay } from '../enrollment/instant.js';
import { isSecretHash } from '../permission/secret-hash.js';
import type { ComplaintList } from './complaint-list.js';
import type { Member } from './directory.js';
import type { UserRecord } from './organization.js';
import { given } from './record.js';

export type UserEntry = NonNullable<InputOf<'loadOrganization'>['users']>[number];

/** Judges the fields of an entry that need nothing but themselves. */
export function complainAboutUser(
  entry: UserEntry,
  path: string,
  zone: string,
  complaints: ComplaintList,
): void {
  const { email, language, timeZone, addedDate, password, passwordHash } = entry;
  if (email && !isAddress(email))
    complaints.add(`${path}/email`, 'email', `'${email}' is no e-mail address.`);
  if (language && !isLanguage(language)) {
    complaints.add(`${path}/language`, 'language', `'${language}' is no language tag (BCP 47).`);
  }
  if (timeZone && !isZone(timeZone)) {
    complaints.add(`${path}/timeZone`, 'time_zone', `'${timeZone}' is no IANA time zone.`);
  }
  if (addedDate !== undefined && readLocalDay(addedDate, zone) === undefined) {
    complaints.add(`${path}/addedDate`, 'date', 'It is no day of the calendar between 1900 and 9999.');
  }
  if (passwordHash === undefined) return;
  if (password !== undefined) {
    complaints.add(`${path}/passwordHash`, 'not_allowed', 'Give a password or its hash, not both.');
  }
  if (!isSecretHash(passwordHash)) {
    complaints.add(`${path}/passwordHash`, 'secret_hash', 'It must be of the form scrypt:N:r:p:salt:hash.');
  }
}

export interface UserPlace {
  readonly departmentNo: number;
  /** Undefined keeps whom they report to; null: nobody. */
  readonly managerNo: number | null | undefined;
}

/** The user as they will be; an omitted field keeps what it held. `today` is when new ones are added. */
export function userAfter(
  entry: UserEntry,
  member: Member,
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

/** Something on both sides of the last `@`; whether anybody reads it is not ours to know. */
function isAddress(text: string): boolean {
  const at = text.lastIndexOf('@');
  return at > 0 && at < text.length - 1;
}

const languages = new Map<string, boolean>();
const zones = new Map<string, boolean>();

function isLanguage(tag: string): boolean {
  return remembered(languages, tag, () => {
    try {
      return Intl.getCanonicalLocales(tag).length === 1;
    } catch {
      return false;
    }
  });
}

function isZone(name: string): boolean {
  return remembered(zones, name, () => isTimeZone(name));
}

/** Asking the runtime is slow, and large files name the same few. */
function remembered(known: Map<string, boolean>, text: string, ask: () => boolean): boolean {
  const answer = known.get(text) ?? ask();
  if (known.size > 1_000) known.clear();
  known.set(text, answer);
  return answer;
}
