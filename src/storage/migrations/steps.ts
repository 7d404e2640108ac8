import type { QueryRunner } from 'typeorm';

/**
 * Steps of a migration, each of which looks first whether it has been done: a server does not take back what it did to
 * tables before the program ended midway.
 */
export function stepsOf(runner: QueryRunner) {
  return {
    async column(table: string, name: string, type: string): Promise<void> {
      if (!(await runner.hasColumn(table, name)))
        await runner.query(`ALTER TABLE ${table} ADD COLUMN ${name} ${type}`);
    },
    /** A table is there under its name only once it is whole, with its indexes. */
    async table(name: string, columns: string, end: string, ...indexes: readonly string[]): Promise<void> {
      if (await runner.hasTable(name)) return;
      const draft = `${name}_draft`;
      await runner.query(`DROP TABLE IF EXISTS ${draft}`);
      await runner.query(`CREATE TABLE ${draft} (${columns}) ${end}`);
      for (const [place, index] of indexes.entries())
        await runner.query(`CREATE INDEX ${name}_${place + 1} ON ${draft} (${index})`);
      await runner.query(`ALTER TABLE ${draft} RENAME TO ${name}`);
    },
  };
}
