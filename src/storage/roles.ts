import type { Roles } from '../permission/roles.js';
import type { Transaction } from './transaction.js';

/** Roles: those that are built in, custom ones, and who holds which, in SQL. */
export function sqlRoles(_db: Transaction): Roles {
  return {};
}
