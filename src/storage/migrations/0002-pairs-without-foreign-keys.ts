import type { MigrationInterface, QueryRunner } from 'typeorm';
import { engineOf } from './column-types.js';

/**
 * Enrollments lose their foreign keys to users and activities on MySQL and MariaDB: their rows are selected from these
 * tables, of which no row is ever deleted, and to check each pair twice took a quarter of the time of its insert. On
 * SQLite, where it takes next to none, they stay.
 */
export class PairsWithoutForeignKeys1764100000002 implements MigrationInterface {
  readonly name = 'PairsWithoutForeignKeys1764100000002';

  async up(runner: QueryRunner): Promise<void> {
    if (engineOf(runner) !== 'mysql') return;
    const keys: { name: string }[] = await runner.query(
      `SELECT CONSTRAINT_NAME AS name FROM information_schema.TABLE_CONSTRAINTS
        WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'enrollments' AND CONSTRAINT_TYPE = 'FOREIGN KEY'`,
    );
    for (const { name } of keys) await runner.query(`ALTER TABLE enrollments DROP FOREIGN KEY \`${name}\``);
  }

  async down(runner: QueryRunner): Promise<void> {
    if (engineOf(runner) !== 'mysql') return;
    await runner.query(`ALTER TABLE enrollments ADD FOREIGN KEY (user_no) REFERENCES users (no)`);
    await runner.query(`ALTER TABLE enrollments ADD FOREIGN KEY (activity_no) REFERENCES activities (no)`);
  }
}
