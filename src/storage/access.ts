import type { AssignablePermission } from '../contract/permission.js';
import type { Scope } from '../contract/scope.js';
import type { Access, ApiClient } from '../permission/access.js';
import type { RoleHeld, UserCaller } from '../permission/caller.js';
import { toUuid } from './binary-id.js';
import { listedAccess, ofClient } from './listed-access.js';
import { foldCase } from './names-lookup.js';
import { type Fragment, raw, sql } from './sql.js';
import type { Transaction } from './transaction.js';

interface UserRow {
  readonly no: number;
  readonly id: Buffer;
  readonly ref: string | null;
  readonly password_hash: string | null;
}

interface HeldRow {
  readonly no: number;
  readonly role: string;
  readonly permissions: string | null;
  readonly path: string | null;
  readonly unit_no: number | null;
}

/** What callers are recognised by, in SQL. */
export function sqlAccess(db: Transaction): Access {
  const callerOf = async (user: UserRow, clientId: string | null): Promise<UserCaller> => {
    const held = await db.all<HeldRow>(sql`SELECT h.no, h.role, c.permissions, d.path, hu.unit_no
      FROM roles_held h LEFT JOIN custom_roles c ON c.no = h.custom_role_no
      LEFT JOIN roles_held_departments hd ON hd.held_no = h.no LEFT JOIN departments d ON d.no = hd.department_no
      LEFT JOIN roles_held_units hu ON hu.held_no = h.no
      WHERE h.user_no = ${user.no} ORDER BY h.no`);
    const [account] = await db.all<{ managers_may_enroll: number; manages: number }>(
      sql`SELECT managers_may_enroll, EXISTS (SELECT 1 FROM users WHERE manager_no = ${user.no}) AS manages FROM account`,
    );
    return {
      kind: 'user',
      userNo: user.no,
      userId: toUuid(user.id),
      userRef: user.ref,
      roles: rolesOf(held),
      managesPeople: account?.manages === 1,
      managersMayEnroll: account?.managers_may_enroll === 1,
      clientId,
    };
  };
  const client = async (clientId: string): Promise<ApiClient | undefined> => {
    const [row] = await db.all<UserRow & { secret_hash: string; created_at: number; active: number }>(
      sql`SELECT u.no, u.id, u.ref, u.password_hash, u.active, c.secret_hash, c.created_at
        FROM api_clients c JOIN users u ON u.no = c.user_no WHERE c.client_id = ${clientId}`,
    );
    if (!row) return undefined;
    const caller = row.active === 1 ? await callerOf(row, clientId) : undefined;
    return { caller, userId: toUuid(row.id), secretHash: row.secret_hash, createdAt: row.created_at };
  };
  return {
    async callerByToken(tokenHash, now) {
      const [row] = await db.all<
        UserRow & { client_id: string | null; expires_at: number; scopes: string | null }
      >(
        sql`SELECT u.no, u.id, u.ref, u.password_hash, t.client_id, t.expires_at, t.scopes
          FROM tokens t JOIN users u ON u.no = t.user_no
          WHERE t.hash = ${tokenHash} AND t.expires_at > ${now} AND t.revoked_at IS NULL AND u.active = 1
            AND ${ofClient}`,
      );
      if (!row) return undefined;
      const caller = await callerOf(row, row.client_id);
      const limited = row.scopes === null ? {} : { scopes: row.scopes.split(' ') as Scope[] };
      return { caller: { ...caller, ...limited }, expiresAt: row.expires_at };
    },
    async callerByName(name) {
      const key = foldCase(name);
      const rows = await db.all<UserRow & { login_key: string | null }>(
        sql`SELECT u.no, u.id, u.ref, u.password_hash, u.login_key FROM users u
          WHERE (u.login_key = ${key} OR u.email_key = ${key}) AND u.active = 1`,
      );
      const row = rows.find((user) => user.login_key === key) ?? rows[0];
      return row && { caller: await callerOf(row, null), passwordHash: row.password_hash };
    },
    client,
    async addToken({ hash, userNo, clientId, issuedAt, expiresAt, scopes }) {
      await db.beginChange();
      await db.run(sql`INSERT INTO tokens (hash, user_no, client_id, issued_at, expires_at, scopes)
        VALUES (${hash}, ${userNo}, ${clientId}, ${issuedAt}, ${expiresAt}, ${scopes?.join(' ') ?? null})${raw(db.dialect.keepExisting('tokens', 'hash'))}`);
    },
    async revoke(which, now) {
      const meant = meantTokens(which);
      if (db.happened) {
        const done = sql`SELECT COUNT(*) AS revoked FROM tokens WHERE ${meant} AND revoked_at = ${now}`;
        return (await db.all<{ revoked: number }>(done))[0]?.revoked ?? 0;
      }
      const inForce = sql`${meant} AND revoked_at IS NULL AND expires_at > ${now}`;
      const [one] = await db.all(sql`SELECT user_no FROM tokens WHERE ${inForce} LIMIT 1`);
      if (!one) return 0;
      const changedBefore = db.changing;
      await db.beginChange();
      const revoked = await db.run(sql`UPDATE tokens SET revoked_at = ${now} WHERE ${inForce}`);
      if (revoked === 0 && !changedBefore) await db.takeBack();
      return revoked;
    },
    async addClient({ clientId, secretHash, userNo, createdAt }) {
      await db.beginChange();
      await db.run(sql`INSERT INTO api_clients (client_id, secret_hash, user_no, created_at)
        VALUES (${clientId}, ${secretHash}, ${userNo}, ${createdAt})${raw(db.dialect.keepExisting('api_clients', 'client_id'))}`);
    },
    async removeClient(clientId) {
      await db.beginChange();
      await db.run(sql`DELETE FROM api_clients WHERE client_id = ${clientId}`);
    },
    ...listedAccess(db),
    async changeSecret(clientId, secretHash) {
      if (!(await client(clientId))) return false;
      await db.beginChange();
      await db.run(sql`UPDATE api_clients SET secret_hash = ${secretHash} WHERE client_id = ${clientId}`);
      return true;
    },
    async clientOfToken(tokenHash) {
      const [row] = await db.all<{ client_id: string | null }>(
        sql`SELECT client_id FROM tokens WHERE hash = ${tokenHash}`,
      );
      return row?.client_id;
    },
  };
}

function meantTokens(which: Parameters<Access['revoke']>[0]): Fragment {
  if ('tokenHash' in which) return sql`hash = ${which.tokenHash}`;
  if ('userNo' in which) return sql`user_no = ${which.userNo}`;
  return sql`client_id = ${which.clientId}`;
}

function rolesOf(rows: readonly HeldRow[]): readonly RoleHeld[] {
  const held = new Map<number, { row: HeldRow; departments: string[]; groups: number[] }>();
  for (const row of rows) {
    const known = held.get(row.no) ?? { row, departments: [], groups: [] };
    if (row.path !== null) known.departments.push(row.path);
    if (row.unit_no !== null) known.groups.push(row.unit_no);
    held.set(row.no, known);
  }
  return [...held.values()].flatMap(({ row, departments, groups }): RoleHeld[] => {
    switch (row.role) {
      case 'owner':
      case 'administrator':
        return [{ role: row.role }];
      case 'department_administrator':
        return [{ role: row.role, departments }];
      case 'custom':
        return [
          {
            role: row.role,
            permissions: JSON.parse(row.permissions ?? '[]') as AssignablePermission[],
            departments,
          },
        ];
      case 'planner':
      case 'group_manager':
        return [{ role: row.role, groups }];
      default:
        return [];
    }
  });
}
