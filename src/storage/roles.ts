import type { AssignablePermission } from '../contract/permission.js';
import type { Names } from '../contract/selection.js';
import type { CustomRole, RoleOfUser, Roles } from '../permission/roles.js';
import { toBinary, toUuid } from './binary-id.js';
import { heldRoles } from './held-roles.js';
import { sqlLoadedRoles } from './load-roles-held.js';
import { findNumbers } from './names-lookup.js';
import { raw, slices, sql } from './sql.js';
import type { Transaction } from './transaction.js';
import { claiming } from './unique-key.js';
import { unitKinds } from './unit-kinds.js';

interface CustomRow {
  readonly no: number;
  readonly id: Buffer;
  readonly ref: string | null;
  readonly title: string;
  readonly description: string | null;
  readonly permissions: string;
}

/** Roles: custom ones, and who holds which, in SQL. */
export function sqlRoles(db: Transaction): Roles {
  const numbers = (table: string, names: Names, more = raw('')) =>
    findNumbers(
      db,
      names,
      't',
      (named, key) =>
        sql`SELECT t.no, t.id, ${raw(key)} AS ${raw('`key`')} FROM ${raw(table)} t WHERE ${named}${more}`,
    );
  const customRoles = async (nos: readonly number[], end = ''): Promise<ReadonlyMap<number, CustomRole>> => {
    const found = new Map<number, CustomRole>();
    for (const slice of slices([...new Set(nos)], db.dialect.slice)) {
      const rows = await db.all<CustomRow>(sql`SELECT no, id, ref, title, description, permissions
        FROM custom_roles WHERE ${db.dialect.inNumbers('no', slice)} ORDER BY no${raw(end)}`);
      for (const row of rows) found.set(row.no, show(row));
    }
    return found;
  };
  /** Locks rows in the order of their numbers, and leaves out those that are gone by then. */
  const locked = async (table: string, nos: readonly number[]): Promise<readonly number[]> => {
    await db.begin();
    const there = new Set<number>();
    for (const slice of slices(
      [...new Set(nos)].sort((a, b) => a - b),
      db.dialect.slice,
    )) {
      const rows = await db.all<{ no: number }>(sql`SELECT no FROM ${raw(table)}
        WHERE ${db.dialect.inNumbers('no', slice)} ORDER BY no${raw(db.dialect.shareRows)}`);
      for (const { no } of rows) there.add(no);
    }
    return nos.map((no) => (there.has(no) ? no : 0));
  };
  return {
    async list() {
      const rows = await db.all<CustomRow>(
        sql`SELECT no, id, ref, title, description, permissions FROM custom_roles ORDER BY no`,
      );
      return rows.map(show);
    },
    async find(names) {
      const nos = await numbers('custom_roles', names);
      const roles = await customRoles(nos);
      return nos.map((no) => roles.get(no));
    },
    async lock(names) {
      const [no = 0] = await numbers('custom_roles', names);
      if (no === 0) return undefined;
      await db.begin();
      return (await customRoles([no], db.dialect.lockRows)).get(no);
    },
    async lockUser(userNo) {
      await db.begin();
      await db.all(sql`SELECT no FROM users WHERE no = ${userNo}${raw(db.dialect.lockRows)}`);
    },
    lockDepartments: async (names) => locked('departments', await numbers('departments', names)),
    lockGroups: async (names) =>
      locked('units', await numbers('units', names, sql` AND t.kind = ${unitKinds.group}`)),
    async lockOwners() {
      await db.begin();
      await db.all(sql`SELECT no FROM account${raw(db.dialect.lockRows)}`);
      const rows = await db.all<{ no: number }>(sql`SELECT DISTINCT u.no FROM roles_held h
        JOIN users u ON u.no = h.user_no WHERE h.role = 'owner' AND u.active = 1 AND u.deleted_at IS NULL`);
      return rows.map((row) => row.no);
    },
    heldBy: (userNos): Promise<readonly RoleOfUser[]> => heldRoles(db, userNos),
    async replace(userNo, roles) {
      await sqlLoadedRoles(db).replaceRoles([{ no: userNo, inside: roles }]);
    },
    async holders(no) {
      const [row] = await db.all<{ holders: number }>(
        sql`SELECT COUNT(DISTINCT user_no) AS holders FROM roles_held WHERE custom_role_no = ${no}`,
      );
      return row?.holders ?? 0;
    },
    async add(role) {
      await db.beginChange();
      if (db.happened) return;
      await claiming(refPlace, () =>
        db.run(sql`INSERT INTO custom_roles (id, ref, title, description, permissions)
          VALUES (${toBinary(role.id)}, ${role.ref}, ${role.title}, ${role.description},
          ${JSON.stringify(role.permissions)})`),
      );
    },
    async change(role) {
      await db.beginChange();
      await claiming(refPlace, () =>
        db.run(sql`UPDATE custom_roles SET ref = ${role.ref}, title = ${role.title},
          description = ${role.description}, permissions = ${JSON.stringify(role.permissions)}
          WHERE no = ${role.no}`),
      );
    },
    async remove(no) {
      await db.beginChange();
      await db.run(sql`DELETE FROM custom_roles WHERE no = ${no}`);
    },
  };
}

const refPlace = { ref: { path: '/ref', message: 'Another role has this ref.' } };

function show({ id, permissions, ...row }: CustomRow): CustomRole {
  return { ...row, id: toUuid(id), permissions: JSON.parse(permissions) as AssignablePermission[] };
}
