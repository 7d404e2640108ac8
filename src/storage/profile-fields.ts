import type { ProfileFields } from '../organization/profile-fields.js';
import type { Transaction } from './transaction.js';

/** The fields that the account has added to the profile of its users, and their values, in SQL. */
export function sqlProfileFields(_db: Transaction): ProfileFields {
  return {};
}
