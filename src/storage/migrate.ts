import { type DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';

/** How long one waits for another process that migrates the same database, in seconds. */
const patience = 60;

/** Names of the migrations that the schema still lacks. */
export async function pendingMigrations(source: DataSource): Promise<readonly string[]> {
  const runner = source.createQueryRunner();
  try {
    const done = (await runner.hasTable('migrations'))
      ? ((await runner.query('SELECT name FROM migrations')) as { name: string }[]).map((row) => row.name)
      : [];
    return source.migrations.map((migration) => migration.name ?? '').filter((name) => !done.includes(name));
  } finally {
    await runner.release();
  }
}

/** Brings the schema up to date and answers what was run. Of several processes that try, one does it. */
export async function migrate(source: DataSource): Promise<readonly string[]> {
  if ((await pendingMigrations(source)).length === 0) return [];
  const runner = source.createQueryRunner();
  const inTurn = source.options.type === 'mysql' ? holdingLock : inTransaction;
  try {
    return await inTurn(runner, async () => {
      const executor = new MigrationExecutor(source, runner);
      executor.transaction = 'none';
      return (await executor.executePendingMigrations()).map((migration) => migration.name);
    });
  } finally {
    await runner.release();
  }
}

type Run = () => Promise<readonly string[]>;

/** MySQL commits with every change of the schema: a lock by name is all that keeps others out. */
async function holdingLock(runner: QueryRunner, run: Run): Promise<readonly string[]> {
  const name = `CONCAT('matricula ', MD5(DATABASE()))`;
  const [lock]: { held: number | null }[] = await runner.query(
    `SELECT GET_LOCK(${name}, ${patience}) AS held`,
  );
  if (lock?.held !== 1) throw new Error('Another process has been migrating this database for a minute.');
  try {
    return await run();
  } finally {
    await runner.query(`SELECT RELEASE_LOCK(${name})`);
  }
}

async function inTransaction(runner: QueryRunner, run: Run): Promise<readonly string[]> {
  const [{ timeout } = { timeout: 0 }]: { timeout: number }[] = await runner.query('PRAGMA busy_timeout');
  await runner.query(`PRAGMA busy_timeout = ${patience * 1_000}`);
  await runner.beforeMigration();
  try {
    await runner.query('BEGIN IMMEDIATE');
    const ran = await run();
    await runner.query('COMMIT');
    return ran;
  } catch (error) {
    await runner.query('ROLLBACK').catch(() => {});
    throw error;
  } finally {
    await runner.afterMigration();
    await runner.query(`PRAGMA busy_timeout = ${timeout}`);
  }
}
