import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { migrations, openDatabase } from '../../src/storage/open-database.js';
import { describeOnEngines, type EngineName } from '../application.js';
import { describeOnMySql } from '../describe-on-mysql.js';
import { type MariaDb, startMariaDb } from '../mariadb.js';
import { freshDatabase, openRaw } from '../raw-database.js';
import { runCommand, serve } from './gateway-process.js';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function fresh(engine: EngineName): Promise<string> {
  const { url, remove } = await freshDatabase(engine);
  ends.push(remove);
  return url;
}

describeOnEngines('the schema', describe, (engine) => {
  const options = (url: string): DataSourceOptions => {
    const common = { migrations, migrationsTableName: 'migrations' };
    return engine === 'mysql'
      ? { ...common, type: 'mysql', url, migrationsTransactionMode: 'none' }
      : { ...common, type: 'better-sqlite3', database: url.slice('sqlite:'.length) };
  };
  const tables = async (url: string) => {
    const raw = await openRaw(url);
    const text =
      engine === 'mysql'
        ? 'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()'
        : `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`;
    const names = (await raw.all<{ name: string }>(text)).map(({ name }) => name);
    await raw.close();
    return names.filter((name) => name !== 'migrations').sort();
  };

  test('goes up, down to nothing, and up again', async () => {
    const url = await fresh(engine);
    const source = await new DataSource(options(url)).initialize();
    await source.runMigrations();
    const up = await tables(url);
    expect(up).toEqual(expect.arrayContaining(['enrollments', 'grants', 'decisions', 'events']));
    for (const _ of migrations) await source.undoLastMigration();
    expect(await tables(url)).toEqual([]);
    await source.runMigrations();
    expect(await tables(url)).toEqual(up);
    await source.destroy();
  });

  test('is pending until it was migrated, and migrating again does nothing', async () => {
    const url = await fresh(engine);
    const database = await openDatabase(url);
    const names = migrations.map(({ name }) => name);
    expect(await database.pendingMigrations()).toEqual(names);
    expect(await database.migrate()).toEqual(names);
    expect(await database.pendingMigrations()).toEqual([]);
    expect(await database.migrate()).toEqual([]);
    await database.unitOfWork.close();
  });

  test('two processes that bring it up to date at the same time both succeed', async () => {
    const url = await fresh(engine);
    const runs = await Promise.all([runCommand(['migrate'], url), runCommand(['migrate'], url)]);
    expect(runs.map(({ code, output }) => [code, output])).toEqual([
      [0, expect.stringContaining('up to date')],
      [0, expect.stringContaining('up to date')],
    ]);
    expect(await tables(url)).toContain('grants');
  }, 60_000);
});

test('on an empty file, serving migrates by itself and says what comes next', async () => {
  const gateway = await serve(await fresh('sqlite'));
  ends.push(() => gateway.kill('SIGKILL'));
  expect(await (await fetch(`${gateway.url}/health/ready`)).json()).toEqual({ status: 'ready' });
  expect(gateway.output()).toMatch(/matricula load .*matricula token/s);
});

describeOnMySql('on a server that is set to be quick', () => {
  let mariadb: MariaDb;
  beforeAll(async () => {
    mariadb = (await startMariaDb({ durable: false })) as MariaDb;
  });
  afterAll(() => mariadb?.stop());

  test('serving refuses an old schema and names the command; after it, it serves and warns of the settings', async () => {
    const url = await mariadb.createDatabase();
    const refused = await runCommand(['serve'], url);
    expect(refused).toMatchObject({ code: 1, output: expect.stringContaining('npx matricula migrate') });
    expect(await runCommand(['migrate'], url)).toMatchObject({ code: 0 });
    const gateway = await serve(url);
    ends.push(() => gateway.kill('SIGKILL'));
    expect(gateway.output()).toMatch(/innodb_flush_log_at_trx_commit is 0/);
  }, 60_000);

  test('warnings name each setting that breaks the promise, and no other', async () => {
    const url = await mariadb.createDatabase();
    const raw = await openRaw(url);
    const database = await openDatabase(url);
    ends.push(
      () => raw.close(),
      () => database.unitOfWork.close(),
    );
    for (const [flush, warned] of [
      [0, true],
      [2, true],
      [1, false],
      [3, false],
    ]) {
      await raw.run(`SET GLOBAL innodb_flush_log_at_trx_commit = ${flush}`);
      const warnings = await database.warnings();
      expect([flush, warnings.length]).toEqual([flush, warned ? 1 : 0]);
    }
  });
});
