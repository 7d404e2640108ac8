import { randomUUID } from 'node:crypto';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypes, engineOf } from './column-types.js';
import { stepsOf } from './steps.js';

/**
 * Units of further kinds, terms on their links, and grants that outlive what they came from. As in the migrations
 * before, each step looks first whether it has been done.
 */
export class AutomaticEnrollment1764900000005 implements MigrationInterface {
  readonly name = 'AutomaticEnrollment1764900000005';

  async up(runner: QueryRunner): Promise<void> {
    const t = columnTypes(engineOf(runner));
    const { column, table } = stepsOf(runner);
    for (const [name, type] of unitColumns(t)) await column('units', name, type);
    // When somebody came into the unit; null: before anybody asked.
    await column('unit_members', 'joined_at', t.instant);
    for (const [name, type] of linkColumns(t)) await column('unit_activities', name, type);
    await giveIds(runner);
    // Grants that outlive what they came from; until: null for as long as nothing ends them.
    await table(
      'kept_grants',
      `user_no ${t.number} NOT NULL, activity_no ${t.number} NOT NULL, role ${t.tiny} NOT NULL, kind ${t.tiny} NOT NULL,
        source_no ${t.number} NOT NULL, until ${t.instant}, PRIMARY KEY (user_no, activity_no, role, kind, source_no)`,
      t.clustered,
      'until',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    const t = columnTypes(engineOf(runner));
    await runner.query('DROP TABLE kept_grants');
    for (const [name] of linkColumns(t))
      await runner.query(`ALTER TABLE unit_activities DROP COLUMN ${name}`);
    await runner.query('ALTER TABLE unit_members DROP COLUMN joined_at');
    for (const [name] of unitColumns(t)) await runner.query(`ALTER TABLE units DROP COLUMN ${name}`);
  }
}

/** Ids of the links that there are; what has one keeps it. */
async function giveIds(runner: QueryRunner): Promise<void> {
  const links: { unit_no: number; activity_no: number; role: number }[] = await runner.query(
    'SELECT unit_no, activity_no, role FROM unit_activities WHERE id IS NULL',
  );
  for (const { unit_no, activity_no, role } of links) {
    const id = Buffer.from(randomUUID().replaceAll('-', ''), 'hex');
    const key = [unit_no, activity_no, role];
    await runner.query(
      'UPDATE unit_activities SET id = ? WHERE unit_no = ? AND activity_no = ? AND role = ?',
      [id, ...key],
    );
  }
}

type Types = ReturnType<typeof columnTypes>;

function unitColumns(t: Types): readonly (readonly [string, string])[] {
  return [
    // Of a unit that stands for a department: which one.
    ['department_no', t.number],
    // Of such a unit: whether everybody below counts, and whether anything is linked to it.
    ['below', `${t.flag} NOT NULL DEFAULT 0`],
    ['active', `${t.flag} NOT NULL DEFAULT 1`],
    // From then on nobody finds it; the row stays for what came of it.
    ['deleted_at', t.instant],
  ];
}

/** Words are numbered as in the contract. */
function linkColumns(t: Types): readonly (readonly [string, string])[] {
  return [
    // The kind of grant that it gives.
    ['grant_kind', `${t.tiny} NOT NULL DEFAULT 2`],
    ['policy', `${t.tiny} NOT NULL DEFAULT 1`],
    ['asked_due_date', t.day],
    ['asked_due_period', t.number],
    ['asked_lock', t.flag],
    ['counts_from', `${t.tiny} NOT NULL DEFAULT 0`],
    ['counts_from_field', t.number],
    ['leaving', `${t.tiny} NOT NULL DEFAULT 0`],
    ['grace_hours', t.number],
    ['id', t.id],
  ];
}
