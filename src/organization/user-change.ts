import type { UserRecord } from './organization.js';

/** What each field of a record is called in the contract. */
const names: Readonly<Record<keyof UserRecord, string>> = {
  no: 'id',
  id: 'id',
  ref: 'ref',
  login: 'login',
  email: 'email',
  firstName: 'firstName',
  lastName: 'lastName',
  mobile: 'mobile',
  preferredChannel: 'preferredChannel',
  userType: 'userType',
  language: 'language',
  timeZone: 'timeZone',
  active: 'status',
  terminated: 'status',
  addedDate: 'addedDate',
  departmentNo: 'department',
  managerNo: 'manager',
  passwordHash: 'password',
};

/** Names of the fields in which two records differ, for the audit: never what they hold. */
export function fieldsChanged(before: UserRecord, after: UserRecord): readonly string[] {
  const changed = (Object.keys(names) as (keyof UserRecord)[]).filter(
    (field) => before[field] !== after[field],
  );
  return [...new Set(changed.map((field) => names[field]))];
}

/** Names of the fields that a new record has something in. */
export function fieldsFilled(record: UserRecord): readonly string[] {
  const filled = (Object.keys(names) as (keyof UserRecord)[]).filter(
    (field) => field !== 'no' && record[field] !== null && record[field] !== false,
  );
  return [...new Set(filled.map((field) => names[field]))];
}
