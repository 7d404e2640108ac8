import type { UserView } from '../organization/users.js';
import { toUuid, toUuidOrNull } from './binary-id.js';
import { raw } from './sql.js';

/** What the table of users itself says of one, but whom they belong and report to. */
export interface PersonRow {
  readonly no: number;
  readonly id: Buffer;
  readonly ref: string | null;
  readonly login: string | null;
  readonly email: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly mobile: string | null;
  readonly preferred_channel: 'email' | 'sms' | null;
  readonly user_type: string | null;
  readonly language: string | null;
  readonly time_zone: string | null;
  readonly active: number;
  readonly employment_ended: number;
  readonly added_date: string | null;
}

export interface UserRow extends PersonRow {
  readonly department_id: Buffer;
  readonly department_ref: string | null;
  readonly manager_id: Buffer | null;
  readonly manager_ref: string | null;
}

/** Columns of users `u`, of their departments `dep` and of their managers `m`. */
export const userColumns =
  raw(`u.no, u.id, u.ref, u.login, u.email, u.first_name, u.last_name, u.mobile, u.preferred_channel, u.user_type,
  u.language, u.time_zone, u.active, u.employment_ended,
  u.added_date, dep.id AS department_id, dep.ref AS department_ref, m.id AS manager_id, m.ref AS manager_ref`);

export const userTables = (join: string) =>
  raw(`users u ${join} departments dep ON dep.no = u.department_no LEFT JOIN users m ON m.no = u.manager_no`);

/** What belongs to a user and stands in other tables. */
export type UserParts = Pick<UserView, 'profileFields' | 'roles' | 'groups'>;

export function showUser(row: UserRow, parts: UserParts): UserView {
  return {
    id: toUuid(row.id),
    ref: row.ref,
    login: row.login,
    email: row.email,
    firstName: row.first_name,
    lastName: row.last_name,
    mobile: row.mobile,
    preferredChannel: row.preferred_channel,
    userType: row.user_type,
    language: row.language,
    timeZone: row.time_zone,
    status: row.active === 1 ? 'active' : row.employment_ended === 1 ? 'terminated' : 'inactive',
    departmentId: toUuid(row.department_id),
    departmentRef: row.department_ref,
    managerId: toUuidOrNull(row.manager_id),
    managerRef: row.manager_ref,
    addedDate: row.added_date,
    ...parts,
  };
}
