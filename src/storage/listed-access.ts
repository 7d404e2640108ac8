import type { Scope } from '../contract/scope.js';
import type { Access, ListedClient, ListedToken } from '../permission/access.js';
import { toUuid } from './binary-id.js';
import { listing, pageOf, readCursor } from './cursor.js';
import { allOf, raw, sql } from './sql.js';
import type { Transaction } from './transaction.js';

/** Holds for tokens `t` that belong to no API client, or to one that is there. */
export const ofClient = raw(
  `(t.client_id IS NULL OR EXISTS (SELECT 1 FROM api_clients c WHERE c.client_id = t.client_id))`,
);

interface UserColumns {
  readonly id: Buffer;
  readonly ref: string | null;
}

type ClientRow = UserColumns & Pick<ListedClient, 'createdAt'> & { no: number; client_id: string };

interface TokenRow extends UserColumns {
  readonly scopes: string | null;
  readonly start: Buffer;
  readonly client_id: string | null;
  readonly issued_at: number;
  readonly expires_at: number;
}

/** Bytes of a token's hash that tell it from others that end in the same millisecond: enough, and of no use to anybody. */
const bytes = 6;

/** API clients and tokens as lists, in SQL. */
export function listedAccess(db: Transaction): Pick<Access, 'clients' | 'tokens'> {
  return {
    async clients(limit, cursor) {
      const list = listing('clients', undefined);
      const [after = 0] = readCursor(cursor, list, 1) ?? [];
      const rows = await db.all<ClientRow>(
        sql`SELECT c.no, c.client_id, c.created_at AS ${raw('`createdAt`')}, u.id, u.ref
          FROM api_clients c JOIN users u ON u.no = c.user_no WHERE c.no > ${after}
          ORDER BY c.no LIMIT ${limit + 1}`,
      );
      return pageOf(rows, limit, list, showClient, (row) => [row.no]);
    },
    async tokens(filter, now, limit, cursor) {
      const list = listing('tokens', [filter.userNo, filter.clientId]);
      const [expiresAt, start] = readCursor(cursor, list, 2) ?? [];
      const conditions = [
        sql`t.expires_at > ${now}`,
        raw('t.revoked_at IS NULL AND u.active = 1 AND u.deleted_at IS NULL'),
        ofClient,
      ];
      if (filter.userNo !== undefined) conditions.push(sql`t.user_no = ${filter.userNo}`);
      if (filter.clientId !== undefined) conditions.push(sql`t.client_id = ${filter.clientId}`);
      if (expiresAt !== undefined && start !== undefined)
        conditions.push(sql`(t.expires_at > ${expiresAt}
          OR (t.expires_at = ${expiresAt} AND t.hash > ${lastOf(start)}))`);
      const rows = await db.all<TokenRow>(
        sql`SELECT SUBSTR(t.hash, 1, ${bytes}) AS start, t.client_id, t.issued_at, t.expires_at, t.scopes, u.id, u.ref
          FROM tokens t JOIN users u ON u.no = t.user_no WHERE ${allOf(conditions)}
          ORDER BY t.expires_at, t.hash LIMIT ${limit + 1}`,
      );
      return pageOf(rows, limit, list, showToken, (row) => [row.expires_at, row.start.readUIntBE(0, bytes)]);
    },
  };
}

/** The last hash that begins so. */
function lastOf(start: number): Buffer {
  const hash = Buffer.alloc(32, 0xff);
  hash.writeUIntBE(Math.min(Math.max(0, start), 2 ** (8 * bytes) - 1), 0, bytes);
  return hash;
}

function showClient({ client_id, id, ref, createdAt }: ClientRow): ListedClient {
  return { clientId: client_id, userId: toUuid(id), userRef: ref, createdAt };
}

function showToken({ client_id, issued_at, expires_at, scopes, id, ref }: TokenRow): ListedToken {
  return {
    userId: toUuid(id),
    userRef: ref,
    clientId: client_id,
    issuedAt: issued_at,
    expiresAt: expires_at,
    scopes: scopes === null ? null : (scopes.split(' ') as Scope[]),
  };
}
