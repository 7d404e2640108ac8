import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypes, engineOf } from './column-types.js';
import { stepsOf } from './steps.js';

/**
 * Groups linked to trainings, places in sessions, attendance, offers with their events, progress, messages to people
 * and scopes of tokens. As in the migration before, each step looks first whether it has been done.
 */
export class TrainingsAndOffers1764400000004 implements MigrationInterface {
  readonly name = 'TrainingsAndOffers1764400000004';

  async up(runner: QueryRunner): Promise<void> {
    const t = columnTypes(engineOf(runner));
    const { column, table } = stepsOf(runner);
    for (const [name, type] of trainingColumns(t)) await column('activities', name, type);
    await column('units', 'editable', `${t.flag} NOT NULL DEFAULT 1`);
    await column('units', 'enable_chat', `${t.flag} NOT NULL DEFAULT 0`);
    // Null: whatever the user may do.
    await column('tokens', 'scopes', t.ascii(1000));
    await column('sessions', 'waiting_list', `${t.flag} NOT NULL DEFAULT 1`);
    // Whoever belongs to the unit is enrolled in the activity.
    await table(
      'unit_activities',
      `unit_no ${t.number} NOT NULL, activity_no ${t.number} NOT NULL, role ${t.tiny} NOT NULL,
        PRIMARY KEY (unit_no, activity_no, role)
        ${t.foreign('unit_no', 'units (no)')}${t.foreign('activity_no', 'activities (no)')}`,
      t.clustered,
      'activity_no, unit_no',
    );
    // Seats go to those who wait in the order of no.
    await table(
      'session_places',
      `no ${t.counter}, session_no ${t.number} NOT NULL, training_no ${t.number} NOT NULL,
        user_no ${t.number} NOT NULL, waiting ${t.flag} NOT NULL, since ${t.instant} NOT NULL,
        UNIQUE (training_no, user_no)
        ${t.foreign('session_no', 'sessions (no)')}${t.foreign('user_no', 'users (no)')}`,
      t.table,
      'session_no, waiting, no',
      'user_no',
    );
    await table(
      'attendance',
      `day_no ${t.number} NOT NULL, user_no ${t.number} NOT NULL, attended ${t.flag} NOT NULL,
        minutes ${t.number}, recorded_at ${t.instant} NOT NULL, PRIMARY KEY (day_no, user_no)
        ${t.foreign('day_no', 'session_days (no)')}${t.foreign('user_no', 'users (no)')}`,
      t.clustered,
    );
    await table(
      'offers',
      `no ${t.counter}, id ${t.id} NOT NULL UNIQUE, ref ${t.key} UNIQUE, title ${t.text(255)} NOT NULL,
        description ${t.long}, archived_at ${t.instant}, created_at ${t.instant} NOT NULL,
        updated_at ${t.instant} NOT NULL`,
      t.table,
    );
    // last_queue: the highest place in the line that anybody was given; it grows under the lock of the row.
    await table(
      'offer_events',
      `no ${t.counter}, id ${t.id} NOT NULL UNIQUE, ref ${t.key} UNIQUE, offer_no ${t.number} NOT NULL,
        title ${t.text(255)}, type ${t.ascii(16)} NOT NULL, min_registrations ${t.number},
        max_registrations ${t.number}, waiting_list ${t.flag} NOT NULL, closing_at ${t.instant},
        price ${t.ascii(16)}, cancelled ${t.flag} NOT NULL, published ${t.flag} NOT NULL,
        archived ${t.flag} NOT NULL, deleted_at ${t.instant}, last_queue ${t.number} NOT NULL DEFAULT 0
        ${t.foreign('offer_no', 'offers (no)')}`,
      t.table,
      'offer_no',
    );
    await table(
      'offer_event_dates',
      `no ${t.counter}, id ${t.id} NOT NULL UNIQUE, event_no ${t.number} NOT NULL, start_at ${t.instant} NOT NULL,
        end_at ${t.instant} NOT NULL ${t.foreign('event_no', 'offer_events (no)')}`,
      t.table,
      'event_no, start_at',
    );
    // Whoever is enrolled in the event is enrolled in the activity.
    await table(
      'offer_event_activities',
      `event_no ${t.number} NOT NULL, activity_no ${t.number} NOT NULL, PRIMARY KEY (event_no, activity_no)
        ${t.foreign('event_no', 'offer_events (no)')}${t.foreign('activity_no', 'activities (no)')}`,
      t.clustered,
      'activity_no',
    );
    await table(
      'offer_event_trainers',
      `event_no ${t.number} NOT NULL, user_no ${t.number} NOT NULL, PRIMARY KEY (event_no, user_no)
        ${t.foreign('event_no', 'offer_events (no)')}${t.foreign('user_no', 'users (no)')}`,
      t.clustered,
      'user_no',
    );
    // queue: the place in the line, given anew whenever somebody is enrolled or begins to wait. changed_by: the audit event.
    await table(
      'offer_event_enrollments',
      `no ${t.counter}, id ${t.id} NOT NULL UNIQUE, event_no ${t.number} NOT NULL, user_no ${t.number} NOT NULL,
        status ${t.tiny} NOT NULL, queue ${t.number} NOT NULL, enrolled_at ${t.instant} NOT NULL,
        changed_at ${t.instant} NOT NULL, changed_by ${t.id} NOT NULL, UNIQUE (event_no, user_no)
        ${t.foreign('event_no', 'offer_events (no)')}${t.foreign('user_no', 'users (no)')}`,
      t.table,
      'event_no, status, queue',
      'user_no',
    );
    await table(
      'progress',
      `user_no ${t.number} NOT NULL, activity_no ${t.number} NOT NULL, percent ${t.real} NOT NULL,
        completed_at ${t.instant}, reported_at ${t.instant} NOT NULL, PRIMARY KEY (user_no, activity_no)
        ${t.foreign('user_no', 'users (no)')}${t.foreign('activity_no', 'activities (no)')}`,
      t.clustered,
    );
    // The outbox: one message per person and cause, the cause being the event of a change.
    await table(
      'messages',
      `no ${t.counter}, id ${t.id} NOT NULL UNIQUE, kind ${t.ascii(32)} NOT NULL, user_no ${t.number} NOT NULL,
        about_id ${t.id} NOT NULL, event_id ${t.id} NOT NULL, created_at ${t.instant} NOT NULL,
        delivered_at ${t.instant}, UNIQUE (user_no, event_id, about_id, kind)
        ${t.foreign('user_no', 'users (no)')}`,
      t.table,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    const t = columnTypes(engineOf(runner));
    const tables = ['messages', 'progress', 'offer_event_enrollments', 'offer_event_trainers'];
    const more = ['offer_event_activities', 'offer_event_dates', 'offer_events', 'offers'];
    for (const name of [...tables, ...more, 'attendance', 'session_places', 'unit_activities'])
      await runner.query(`DROP TABLE ${name}`);
    await runner.query('ALTER TABLE sessions DROP COLUMN waiting_list');
    await runner.query('ALTER TABLE tokens DROP COLUMN scopes');
    for (const name of ['editable', 'enable_chat'])
      await runner.query(`ALTER TABLE units DROP COLUMN ${name}`);
    for (const [name] of trainingColumns(t)) await runner.query(`ALTER TABLE activities DROP COLUMN ${name}`);
  }
}

function trainingColumns(t: ReturnType<typeof columnTypes>): readonly (readonly [string, string])[] {
  return [
    ['subtitle', t.text(255)],
    ['estimated_time', t.text(64)],
    ['accessible_from', t.instant],
    ['accessible_until', t.instant],
    ['show_participants', `${t.flag} NOT NULL DEFAULT 0`],
    ['show_shared_files', `${t.flag} NOT NULL DEFAULT 0`],
    ['enable_chat', `${t.flag} NOT NULL DEFAULT 0`],
  ];
}
