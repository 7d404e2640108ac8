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

/** All ports on one way to the database. */
export function portsOn(
  db: Transaction,
  recollection: Recollection,
): Ports & { readonly receipts: Receipts } {
  return {
    users: sqlUsers(db),
    departments: sqlDepartments(db),
    activities: sqlActivities(db, recollection),
    enrollments: sqlEnrollments(db, db.numbers),
    grants: sqlGrants(db),
    events: sqlEvents(db),
    access: sqlAccess(db),
    organization: sqlOrganization(db),
    receipts: sqlReceipts(db),
  };
}
