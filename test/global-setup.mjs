import { tsImport } from 'tsx/esm/api';

/** Starts one private MariaDB for the whole run; workers find its address in the environment. */
export default async function setUp() {
  // Jest itself cannot resolve the `.js` of TypeScript's imports here.
  const { startMariaDb } = await tsImport('./mariadb.ts', import.meta.url);
  const { addressVariable } = await tsImport('./mysql-for-tests.ts', import.meta.url);
  const server = await startMariaDb();
  globalThis.matriculaMariaDb = server;
  if (server) process.env[addressVariable] = server.url('');
  else {
    console.warn(
      '\n*** No mariadbd is installed: every suite that runs on MariaDB is SKIPPED. Install mariadb-server to run them. ***\n',
    );
  }
}
