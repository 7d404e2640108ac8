import { randomUUID } from 'node:crypto';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypes, engineOf } from './column-types.js';
import { stepsOf } from './steps.js';

/**
 * Groups (units of a kind), profile fields, modules of courses, sessions of trainings, and what else integrations keep
 * in step. Each step looks first whether it has been done, since a server does not take back what it did to tables
 * before the program ended midway.
 */
export class WholeOrganization1764200000003 implements MigrationInterface {
  readonly name = 'WholeOrganization1764200000003';

  async up(runner: QueryRunner): Promise<void> {
    const t = columnTypes(engineOf(runner));
    const { column, table } = stepsOf(runner);
    await column('users', 'mobile', t.text(64));
    await column('users', 'preferred_channel', t.ascii(8));
    await column('users', 'user_type', t.text(64));
    await column('users', 'employment_ended', `${t.flag} NOT NULL DEFAULT 0`);
    // From then on nobody finds the user by any name; the row stays for what refers to it.
    await column('users', 'deleted_at', t.instant);
    // What people were called: freed for others, but to be found when one of them is erased.
    await table(
      'former_names',
      `user_no ${t.number} NOT NULL, name ${t.key} NOT NULL, PRIMARY KEY (user_no, name)
        ${t.foreign('user_no', 'users (no)')}`,
      t.clustered,
    );
    await column('custom_roles', 'description', t.text(2000));
    await column('activities', 'description', t.long);
    await column('activities', 'training_type', t.text(64));
    // Of a training: who organises it.
    await column('activities', 'author_no', t.number);
    await column('activities', 'view_url', t.text(2000));
    await column('activities', 'added_at', t.instant);
    await table(
      'units',
      `no ${t.counter}, id ${t.id} NOT NULL UNIQUE, ref ${t.key}, kind ${t.tiny} NOT NULL,
        name ${t.text(255)} NOT NULL, rule ${t.long}, UNIQUE (ref, kind)`,
      t.table,
    );
    // Row 1 stands for what the rules of SMART groups look at.
    await table('locks', `no ${t.number} NOT NULL PRIMARY KEY`, t.table);
    await runner.query('INSERT INTO locks (no) SELECT 1 FROM account WHERE NOT EXISTS (SELECT 1 FROM locks)');
    await table(
      'unit_members',
      `unit_no ${t.number} NOT NULL, user_no ${t.number} NOT NULL, PRIMARY KEY (unit_no, user_no)
        ${t.foreign('unit_no', 'units (no)')}${t.foreign('user_no', 'users (no)')}`,
      t.clustered,
      'user_no, unit_no',
    );
    await table(
      'roles_held_units',
      `held_no ${t.number} NOT NULL, unit_no ${t.number} NOT NULL, PRIMARY KEY (held_no, unit_no)
        ${t.foreign('held_no', 'roles_held (no)')}${t.foreign('unit_no', 'units (no)')}`,
      t.clustered,
      'unit_no',
    );
    await table(
      'profile_fields',
      `no ${t.counter}, id ${t.id} NOT NULL UNIQUE, name ${t.ascii(64)} NOT NULL UNIQUE,
        label ${t.text(255)} NOT NULL, type ${t.ascii(16)} NOT NULL, required ${t.flag} NOT NULL,
        is_unique ${t.flag} NOT NULL, choices ${t.long}, position ${t.number} NOT NULL`,
      t.table,
    );
    // value_key is the value folded, its first 255 characters; unique_key the whole of it where the field is unique.
    await table(
      'profile_values',
      `user_no ${t.number} NOT NULL, field_no ${t.number} NOT NULL, value ${t.text(2000)} NOT NULL,
        value_key ${t.key} NOT NULL, unique_key ${t.key}, PRIMARY KEY (user_no, field_no),
        UNIQUE (field_no, unique_key)
        ${t.foreign('user_no', 'users (no)')}${t.foreign('field_no', 'profile_fields (no)')}`,
      t.clustered,
      'field_no, value_key',
    );
    await table(
      'course_modules',
      `no ${t.counter}, id ${t.id} NOT NULL UNIQUE, course_no ${t.number} NOT NULL, position ${t.number} NOT NULL,
        training_no ${t.number}, title ${t.text(255)}, description ${t.long}, content_type ${t.ascii(32)},
        view_url ${t.text(2000)}, author_no ${t.number}, added_at ${t.instant}, UNIQUE (course_no, training_no)
        ${t.foreign('course_no', 'activities (no)')}${t.foreign('training_no', 'activities (no)')}`,
      t.table,
      'course_no, position',
    );
    if (await runner.hasTable('course_trainings')) {
      await copyTrainings(runner);
      await runner.query('DROP TABLE course_trainings');
    }
    await table(
      'sessions',
      `no ${t.counter}, id ${t.id} NOT NULL UNIQUE, ref ${t.key} UNIQUE, training_no ${t.number} NOT NULL,
        title ${t.text(255)}, place ${t.text(255)}, instructor_no ${t.number}, instructor_name ${t.text(255)},
        capacity ${t.number}, archived ${t.flag} NOT NULL DEFAULT 0, start_at ${t.instant} NOT NULL
        ${t.foreign('training_no', 'activities (no)')}${t.foreign('instructor_no', 'users (no)')}`,
      t.table,
      'training_no, start_at',
    );
    await table(
      'session_days',
      `no ${t.counter}, id ${t.id} NOT NULL UNIQUE, session_no ${t.number} NOT NULL,
        start_at ${t.instant} NOT NULL, duration ${t.number} NOT NULL, place ${t.text(255)}, url ${t.text(2000)}
        ${t.foreign('session_no', 'sessions (no)')}`,
      t.table,
      'session_no, start_at',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    const t = columnTypes(engineOf(runner));
    await runner.query(`CREATE TABLE course_trainings (
        course_no ${t.number} NOT NULL, training_no ${t.number} NOT NULL, position ${t.number} NOT NULL,
        PRIMARY KEY (course_no, training_no)
        ${t.foreign('course_no', 'activities (no)')}${t.foreign('training_no', 'activities (no)')}
      ) ${t.clustered}`);
    await runner.query(`INSERT INTO course_trainings (course_no, training_no, position)
      SELECT course_no, training_no, position FROM course_modules WHERE training_no IS NOT NULL`);
    const tables = ['session_days', 'sessions', 'course_modules', 'profile_values', 'profile_fields'];
    const kept = ['roles_held_units', 'unit_members', 'units', 'locks', 'former_names'];
    for (const name of [...tables, ...kept]) await runner.query(`DROP TABLE ${name}`);
    for (const name of ['description', 'training_type', 'author_no', 'view_url', 'added_at'])
      await runner.query(`ALTER TABLE activities DROP COLUMN ${name}`);
    await runner.query('ALTER TABLE custom_roles DROP COLUMN description');
    for (const name of ['mobile', 'preferred_channel', 'user_type', 'employment_ended', 'deleted_at'])
      await runner.query(`ALTER TABLE users DROP COLUMN ${name}`);
  }
}

interface TrainingInside {
  readonly course_no: number;
  readonly training_no: number;
  readonly position: number;
}

/** The trainings inside courses as modules, each with an id; of those that are copied already nothing changes. */
async function copyTrainings(runner: QueryRunner): Promise<void> {
  const left: TrainingInside[] = await runner.query(`SELECT course_no, training_no, position
    FROM course_trainings c WHERE NOT EXISTS (SELECT 1 FROM course_modules m
      WHERE m.course_no = c.course_no AND m.training_no = c.training_no)
    ORDER BY course_no, position`);
  const atOnce = 500;
  for (let start = 0; start < left.length; start += atOnce) {
    const slice = left.slice(start, start + atOnce);
    const values = slice.flatMap((row) => [
      Buffer.from(randomUUID().replaceAll('-', ''), 'hex'),
      row.course_no,
      row.position,
      row.training_no,
    ]);
    await runner.query(
      `INSERT INTO course_modules (id, course_no, position, training_no)
        VALUES ${slice.map(() => '(?, ?, ?, ?)').join(', ')}`,
      values,
    );
  }
}
