import type { Organization } from '../organization/organization.js';
import { sqlLoadedClients } from './load-api-clients.js';
import { sqlCatalogueOf } from './load-catalogue.js';
import { sqlLoadedEnrollments } from './load-enrollments.js';
import { sqlLoadedGroups } from './load-groups.js';
import { sqlLoadedLinks } from './load-links.js';
import { sqlLoadedMaterials } from './load-materials.js';
import { sqlLoadedFields } from './load-profile-fields.js';
import { sqlLoadedRoles } from './load-roles-held.js';
import { sqlLoadedSessions } from './load-sessions.js';
import { sqlFileUsers } from './load-users.js';
import { raw, sql } from './sql.js';
import type { Transaction } from './transaction.js';

/** The organisation as a file brings it in, in SQL. */
export function sqlOrganization(db: Transaction): Organization {
  return {
    async lock() {
      await db.begin();
      await db.all(sql`SELECT no FROM account${raw(db.dialect.lockRows)}`);
    },
    async account() {
      const [row] = await db.all<{
        name: string | null;
        time_zone: string | null;
        managers_may_enroll: number;
      }>(sql`SELECT name, time_zone, managers_may_enroll FROM account`);
      return {
        name: row?.name ?? null,
        timeZone: row?.time_zone ?? null,
        managersMayEnroll: row?.managers_may_enroll === 1,
      };
    },
    async changeAccount({ name, timeZone, managersMayEnroll }) {
      await db.beginChange();
      await db.run(
        sql`UPDATE account SET name = ${name}, time_zone = ${timeZone}, managers_may_enroll = ${Number(managersMayEnroll)}`,
      );
    },
    ...sqlCatalogueOf(db),
    ...sqlLoadedMaterials(db),
    ...sqlLoadedSessions(db),
    ...sqlLoadedFields(db),
    ...sqlLoadedGroups(db),
    ...sqlLoadedLinks(db),
    users: sqlFileUsers(db),
    ...sqlLoadedRoles(db),
    ...sqlLoadedClients(db),
    ...sqlLoadedEnrollments(db),
  };
}
