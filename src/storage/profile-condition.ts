import { foldCase } from '../contract/fold-case.js';
import type { builtInFields } from '../contract/profile-fields.js';
import { valueKey } from '../organization/profile-value.js';
import { equalling } from './containing.js';
import { type Fragment, raw, sql } from './sql.js';

const columns: Readonly<Record<keyof typeof builtInFields, string>> = {
  login: 'u.login_key',
  email: 'u.email_key',
  first_name: 'u.first_name',
  last_name: 'u.last_name',
  mobile: 'u.mobile',
  language: 'u.language',
  time_zone: 'u.time_zone',
  user_type: 'u.user_type',
  preferred_channel: 'u.preferred_channel',
};

/** Keys that are shorter have surely not been cut. */
const surelyWhole = 200;

/**
 * Whether a user `u` has this value in a field that every user has, case aside; undefined where the field is one that
 * the account has added.
 */
export function hasBuiltIn(name: string, value: string): Fragment | undefined {
  const column = Object.hasOwn(columns, name) ? columns[name as keyof typeof columns] : undefined;
  if (column === undefined) return undefined;
  const fits = column.endsWith('_key') ? sql`${raw(column)} = ${foldCase(value)}` : equalling(value, column);
  return sql`(${raw(column)} IS NOT NULL AND ${fits})`;
}

/** Whether a row of `profile_values` has this value, case and blanks at the ends aside. */
export function holdsValue(table: string, value: string): Fragment {
  const key = valueKey(value);
  const whole = key.length < surelyWhole ? raw('') : sql` AND ${equalling(value.trim(), `${table}.value`)}`;
  return sql`(${raw(`${table}.value_key`)} = ${key}${whole})`;
}
