import type { Receipts } from '../receipts.js';
import type { Ports } from '../work.js';
import { sqlAccess } from './access.js';
import { type Recollection, sqlActivities } from './activities.js';
import { sqlDepartments } from './departments.js';
import { sqlEnrollments } from './enrollments.js';
import { sqlEvents } from './events.js';
import { sqlGrants } from './grants.js';
import { sqlOrganization } from './organization.js';
import { sqlReceipts } from './receipts.js';
import type { Transaction } from './transaction.js';
import { sqlUsers } from './users.js';

/** All ports on one way to the database, each made when it is first asked for: most requests need two or three. */
export function portsOn(
  db: Transaction,
  recollection: Recollection,
): Ports & { readonly receipts: Receipts } {
  return {
    get users() {
      return kept(this, 'users', sqlUsers(db));
    },
    get departments() {
      return kept(this, 'departments', sqlDepartments(db));
    },
    get activities() {
      return kept(this, 'activities', sqlActivities(db, recollection));
    },
    get enrollments() {
      return kept(this, 'enrollments', sqlEnrollments(db, db.numbers));
    },
    get grants() {
      return kept(this, 'grants', sqlGrants(db));
    },
    get events() {
      return kept(this, 'events', sqlEvents(db));
    },
    get access() {
      return kept(this, 'access', sqlAccess(db));
    },
    get organization() {
      return kept(this, 'organization', sqlOrganization(db));
    },
    get receipts() {
      return kept(this, 'receipts', sqlReceipts(db));
    },
  };
}

/** Replaces a getter by what it made. */
function kept<T>(ports: object, name: string, port: T): T {
  Object.defineProperty(ports, name, { value: port });
  return port;
}
