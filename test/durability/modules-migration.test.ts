import { afterEach, describe, expect, test } from '@jest/globals';
import { DataSource, type DataSourceOptions, type QueryRunner } from 'typeorm';
import { WholeOrganization1764200000003 } from '../../src/storage/migrations/0003-whole-organization.js';
import { migrations, openDatabase } from '../../src/storage/open-database.js';
import { describeOnEngines, type EngineName } from '../application.js';
import { freshDatabase, openRaw } from '../raw-database.js';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const hex = (no: number) => no.toString(16).padStart(32, '0');

describeOnEngines('a database from before courses had modules', describe, (engine: EngineName) => {
  /** As it was: courses 1 and 2, trainings 3 to 5, and which are inside which. */
  async function before(): Promise<string> {
    const { url, remove } = await freshDatabase(engine);
    ends.push(remove);
    const source = await sourceOf(url, migrations.slice(0, 2));
    await source.runMigrations();
    for (let no = 1; no <= 5; no += 1) {
      const id = Buffer.from(hex(no), 'hex');
      await source.query('INSERT INTO activities (no, id, kind, title) VALUES (?, ?, ?, ?)', [
        no,
        id,
        no > 2 ? 1 : 0,
        `activity ${no}`,
      ]);
    }
    const inside = [
      [1, 5, 0],
      [1, 3, 1],
      [1, 4, 2],
      [2, 4, 0],
    ];
    for (const row of inside)
      await source.query(
        'INSERT INTO course_trainings (course_no, training_no, position) VALUES (?, ?, ?)',
        row,
      );
    await source.destroy();
    return url;
  }

  async function sourceOf(url: string, some: typeof migrations): Promise<DataSource> {
    const common = { migrations: [...some], migrationsTableName: 'migrations' };
    const options: DataSourceOptions =
      engine === 'mysql'
        ? { ...common, type: 'mysql', url, migrationsTransactionMode: 'none' }
        : { ...common, type: 'better-sqlite3', database: url.slice('sqlite:'.length) };
    return await new DataSource(options).initialize();
  }

  async function modules(url: string) {
    const raw = await openRaw(url);
    ends.push(() => raw.close());
    const rows = await raw.all<{ id: Buffer; course_no: number; training_no: number; position: number }>(
      'SELECT id, course_no, training_no, position FROM course_modules ORDER BY course_no, position',
    );
    return rows.map(({ id, ...row }) => ({ ...row, id: id.toString('hex') }));
  }

  const kept = [
    { course_no: 1, training_no: 5, position: 0 },
    { course_no: 1, training_no: 3, position: 1 },
    { course_no: 1, training_no: 4, position: 2 },
    { course_no: 2, training_no: 4, position: 0 },
  ].map((row) => ({ ...row, id: expect.stringMatching(/^[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}$/) }));

  test('keeps the trainings of each course in order, each as a module with an id of its own', async () => {
    const url = await before();
    const database = await openDatabase(url);
    ends.push(() => database.unitOfWork.close());
    await database.migrate();
    const found = await modules(url);
    expect(found).toEqual(kept);
    expect(new Set(found.map(({ id }) => id)).size).toBe(4);
    await database.migrate();
    expect(await modules(url)).toEqual(found);
  });

  test('ends the same wherever the migration is interrupted, and taken up again', async () => {
    const url = await before();
    const source = await sourceOf(url, migrations);
    ends.push(() => source.destroy());
    const migration = new WholeOrganization1764200000003();
    let interruptions = 0;
    for (let statements = 1; ; statements += 1) {
      const runner = source.createQueryRunner();
      try {
        await migration.up(endingAfter(runner, statements));
        break;
      } catch (error) {
        expect((error as Error).message).toBe('the program ends');
        interruptions += 1;
      } finally {
        await runner.release();
      }
    }
    expect(interruptions).toBeGreaterThan(5);
    const found = await modules(url);
    expect(found).toEqual(kept);
    const again = source.createQueryRunner();
    await migration.up(again);
    await again.release();
    expect(await modules(url)).toEqual(found);
  }, 60_000);
});

/** The same runner, but the program ends before it sends one statement more than these. */
function endingAfter(runner: QueryRunner, statements: number): QueryRunner {
  let sent = 0;
  return new Proxy(runner, {
    get(target, name) {
      const value = Reflect.get(target, name);
      if (name !== 'query') return typeof value === 'function' ? value.bind(target) : value;
      return (text: string, ...rest: unknown[]) => {
        if (/^\s*(?:ALTER|CREATE|DROP|INSERT|UPDATE|DELETE)/.test(text) && ++sent > statements)
          throw new Error('the program ends');
        return value.call(target, text, ...rest);
      };
    },
  });
}
