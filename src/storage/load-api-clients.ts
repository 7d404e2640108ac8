import type { ApiClientRecord, Organization } from '../organization/organization.js';
import { type Column, listed, rows, rowsAtOnce } from './load-things.js';
import { raw, slices, sql } from './sql.js';
import type { Transaction } from './transaction.js';

interface ClientRow {
  readonly no: number;
  readonly client_id: string;
  readonly secret_hash: string;
  readonly user_no: number;
  readonly created_at: number;
}

const columns: readonly Column<Omit<ClientRow, 'no'>>[] = [
  ['client_id', (client) => client.client_id],
  ['secret_hash', (client) => client.secret_hash],
  ['user_no', (client) => client.user_no],
  ['created_at', (client) => client.created_at],
];

const numbered: readonly Column<ClientRow>[] = [['no', (client) => client.no], ...columns];

type ApiClients = Pick<Organization, 'apiClients' | 'addApiClients' | 'changeApiClients'>;

/** API clients as a file brings them in. */
export function sqlLoadedClients(db: Transaction): ApiClients {
  const read = async (clientIds: readonly string[], lock = '') => {
    const found: ClientRow[] = [];
    for (const slice of slices(clientIds, db.dialect.slice)) {
      const some = await db.all<ClientRow>(sql`SELECT no, client_id, secret_hash, user_no, created_at
        FROM api_clients WHERE ${db.dialect.inTexts('client_id', slice)}${raw(lock)}`);
      found.push(...some);
    }
    return found;
  };
  return {
    async apiClients(clientIds) {
      const found = await read(clientIds);
      return found.map((row) => ({
        clientId: row.client_id,
        secretHash: row.secret_hash,
        userNo: row.user_no,
      }));
    },
    async addApiClients(clients, createdAt) {
      for (const slice of slices(
        clients.map((client) => rowOf(client, createdAt)),
        rowsAtOnce,
      )) {
        await db.beginChange();
        await db.run(sql`INSERT INTO api_clients ${listed(columns)} VALUES ${rows(slice, columns)}`);
      }
    },
    async changeApiClients(changes) {
      if (changes.length === 0) return;
      await db.beginChange();
      const clientIds = changes.map((change) => change.clientId);
      const stored = await read(clientIds, db.dialect.lockRows);
      const asked = new Map(changes.map((change) => [change.clientId, change]));
      const changed = stored.map((row) => {
        const { secretHash = row.secret_hash, userNo = row.user_no } = asked.get(row.client_id) ?? {};
        return { ...row, secret_hash: secretHash, user_no: userNo };
      });
      const overwrite = raw(db.dialect.overwrite(['secret_hash', 'user_no']));
      for (const slice of slices(changed, rowsAtOnce)) {
        await db.run(
          sql`INSERT INTO api_clients ${listed(numbered)} VALUES ${rows(slice, numbered)}${overwrite}`,
        );
      }
    },
  };
}

function rowOf(client: ApiClientRecord, createdAt: number): Omit<ClientRow, 'no'> {
  return {
    client_id: client.clientId,
    secret_hash: client.secretHash,
    user_no: client.userNo,
    created_at: createdAt,
  };
}
