import type { Account } from '../unit-of-work.js';
import { type Sql, sql } from './sql.js';

export async function readAccount(db: Sql): Promise<Account> {
  const [row] = await db.all<{ name: string | null; time_zone: string | null; users: number }>(
    sql`SELECT name, time_zone, (SELECT COUNT(*) FROM (SELECT no FROM users LIMIT 1) one) AS users FROM account`,
  );
  return { name: row?.name ?? null, timeZone: row?.time_zone ?? null, empty: row?.users !== 1 };
}
