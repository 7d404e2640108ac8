import { randomBytes } from 'node:crypto';
import { createConnection } from 'mysql2/promise';

/** Where `global-setup.mjs` tells the address of the server that the test run has started. */
export const addressVariable = 'MATRICULA_TEST_MYSQL';

export function hasMySql(): boolean {
  return Boolean(process.env[addressVariable]);
}

/** The address of a new, empty database on the server of the test run. */
export async function freshMySqlDatabase(): Promise<string> {
  const server = process.env[addressVariable];
  if (!server) throw new Error('no MariaDB was started for the tests');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const connection = await createConnection({ uri: server });
  try {
    await connection.query(`CREATE DATABASE ${name}`);
  } finally {
    await connection.end();
  }
  return new URL(name, server).href;
}
