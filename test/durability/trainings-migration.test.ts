import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test } from '@jest/globals';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { migrations, openDatabase } from '../../src/storage/open-database.js';
import { describeOnEngines, type EngineName, startApplication } from '../application.js';
import { freshDatabase, openRaw, type RawDatabase } from '../raw-database.js';
import { tablesOf } from '../where-stands.js';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const id = (no: number) => Buffer.from(no.toString(16).padStart(32, '0'), 'hex');
const live = 253_402_300_799_999;
const then = 1_700_000_000_000;
/** Far enough away for a session to be chosen. */
const later = Date.parse('2999-05-01T07:00:00Z');
const unseen = { lock_after_due: 0, continues: 0, given_at: then };
const token = 'a-token-that-was-given-before';
const sha256 = (text: string) => createHash('sha256').update(text).digest();

/** What people kept before there were offers: table by table, in the order in which rows refer to each other. */
const kept: readonly (readonly [table: string, row: Record<string, string | number | Buffer | null>])[] = [
  ['departments', { no: 1, id: id(1), ref: 'hq', name: 'Head office', parent_no: null, path: '/1/' }],
  ...['owner', 'ann', 'bob'].map((ref, place) => {
    const no = place + 1;
    const row = { no, id: id(10 + no), ref, department_no: 1, active: 1, employment_ended: 0 };
    return ['users', { ...row, last_name: `Åke ${ref}` }] as const;
  }),
  ['roles_held', { no: 1, user_no: 1, role: 'owner', custom_role_no: null }],
  ...['safety', 'day', 'old'].map((ref, place) => {
    const no = place + 1;
    const row = { no, id: id(20 + no), ref, kind: no > 1 ? 1 : 0, title: `The ${ref}`, own_lock: 0 };
    return ['activities', { ...row, archived: no > 2 ? 1 : 0, added_at: then }] as const;
  }),
  ['course_modules', { no: 1, id: id(31), course_no: 1, training_no: 2, position: 0 }],
  ['units', { no: 1, id: id(41), ref: 'team', kind: 0, name: 'Team', rule: null }],
  ['unit_members', { unit_no: 1, user_no: 3 }],
  ['sessions', { no: 1, id: id(51), ref: 'may', training_no: 2, capacity: 1, archived: 0, start_at: later }],
  ['enrollments', { user_no: 2, activity_no: 1, role: 0, id: id(61) }],
  [
    'decisions',
    { no: 1, activity_no: 1, policy: 0, access_at: then, due_at: null, ...unseen, event_id: id(71) },
  ],
  ['grants', { user_no: 2, activity_no: 1, role: 0, kind: 1, source_no: 0, ended_at: live, decision_no: 1 }],
  ['events', { id: id(71), at: then, operation: 'enrollLearnersInCourses', protocol: 'rest', user_no: 1 }],
  ['tokens', { hash: sha256(token), user_no: 2, issued_at: then, expires_at: live }],
  ['session_days', { no: 1, id: id(52), session_no: 1, start_at: later, duration: 3_600, place: 'Delft' }],
];

describeOnEngines(
  'a database from before trainings had people, and offers',
  describe,
  (engine: EngineName) => {
    async function before(): Promise<string> {
      const { url, remove } = await freshDatabase(engine);
      ends.push(remove);
      const common = { migrations: migrations.slice(0, 3), migrationsTableName: 'migrations' };
      const options: DataSourceOptions =
        engine === 'mysql'
          ? { ...common, type: 'mysql', url, migrationsTransactionMode: 'none' }
          : { ...common, type: 'better-sqlite3', database: url.slice('sqlite:'.length) };
      const source = await new DataSource(options).initialize();
      await source.runMigrations();
      await source.destroy();
      const raw = await openRaw(url);
      for (const [table, row] of kept) await insert(raw, table, row);
      await raw.close();
      return url;
    }

    async function insert(raw: RawDatabase, table: string, row: (typeof kept)[number][1]): Promise<void> {
      const columns = Object.keys(row);
      const marks = columns.map(() => '?').join(', ');
      await raw.run(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks})`, Object.values(row));
    }

    /** Every row of every table, by its table; what is new in a row is seen by who compares. */
    async function rowsOf(url: string): Promise<Map<string, Record<string, unknown>[]>> {
      const raw = await openRaw(url);
      const all = new Map<string, Record<string, unknown>[]>();
      for (const table of await tablesOf(raw))
        if (!/^(migrations|sqlite_|counters)/.test(table))
          all.set(table, await raw.all(`SELECT * FROM ${table}`));
      await raw.close();
      return all;
    }

    async function migrate(url: string): Promise<void> {
      const database = await openDatabase(url);
      await database.migrate();
      await database.unitOfWork.close();
    }

    test('keeps every row, and every value of it', async () => {
      const url = await before();
      const old = await rowsOf(url);
      await migrate(url);
      const now = await rowsOf(url);
      for (const [table, rows] of old) expect([table, now.get(table)]).toMatchObject([table, rows]);
      expect([...now.keys()]).toEqual(expect.arrayContaining(['offers', 'session_places', 'messages']));
      await migrate(url);
      expect(await rowsOf(url)).toEqual(now);
    });

    test('does all that is new with what was there, and gives people what they had', async () => {
      const url = await before();
      await migrate(url);
      const app = await startApplication({ organization: null, environment: { DATABASE_URL: url } });
      ends.push(() => app.close());
      const rest = async (method: 'GET' | 'POST', path: string, body?: object) => {
        const { status, json, text } = await app.rest('owner', method, `/v1${path}`, body);
        if (status >= 400) throw new Error(`${path}: ${text}`);
        return json;
      };
      expect(await rest('GET', '/trainings/ref:day')).toMatchObject({
        title: 'The day',
        accessibleFrom: null,
        accessible: true,
        showParticipants: false,
      });
      await rest('POST', '/trainings/ref:day/participants', { userRefs: ['ann'] });
      const linked = await rest('POST', '/trainings/ref:day/groups', { groupRefs: ['team'] });
      expect(linked.summary).toEqual({ linked: 1, alreadyLinked: 0, begun: 1 });
      for (const userRef of ['ann', 'bob'])
        await rest('POST', '/training-sessions/ref:may/places', { userRef });
      const session = await rest('GET', '/training-sessions/ref:may');
      expect(session).toMatchObject({ capacity: 1, waitingList: true, attending: 1, waiting: 1 });
      const entries = [{ userRef: 'ann', attended: true }];
      await rest('POST', `/session-days/${session.days[0].id}/attendance`, { entries });
      await rest('POST', '/offers', { ref: 'spring', title: 'Spring' });
      const event = { ref: 'first', maxRegistrations: 1, waitingList: true, courseRefs: ['safety'] };
      await rest('POST', '/offers/ref:spring/events', event);
      const { summary } = await rest('POST', '/offer-events/ref:first/enrollments', {
        userRefs: ['ann', 'bob'],
      });
      expect(summary).toMatchObject({ enrolled: 1, waitlisted: 1 });
      const progress = [{ userRef: 'ann', courseRef: 'safety', progress: 100 }];
      expect((await rest('POST', '/progress', { entries: progress })).summary.reported).toBe(1);
      expect((await rest('GET', '/enrollments?learnerRef=ann')).items).toMatchObject([
        { courseRef: 'safety' },
      ]);
      expect((await rest('GET', '/messages')).items.length).toBeGreaterThan(1);
    });

    test('keeps what lived alive: enrollments, and tokens, which may do what they could', async () => {
      const url = await before();
      await migrate(url);
      const app = await startApplication({ organization: null, environment: { DATABASE_URL: url } });
      ends.push(() => app.close());
      const bearer = { authorization: `Bearer ${token}` };
      const { status, json } = await app.rest(null, 'GET', '/v1/enrollments', undefined, bearer);
      expect([status, json.items]).toMatchObject([
        200,
        [{ learnerRef: 'ann', courseRef: 'safety', dueAt: null }],
      ]);
      const again = { courseRefs: ['safety'], learnerRefs: ['ann'], dueDateType: 'unlimited' };
      const { summary } = (await app.rest('owner', 'POST', '/v1/enrollments', again)).json;
      expect(summary).toEqual({ enrolled: 0, alreadyEnrolled: 1, failed: 0 });
      // The training inside of the course is open to whoever was enrolled in the course.
      const chosen = await app.rest(null, 'POST', '/v1/training-sessions/ref:may/places', {}, bearer);
      expect([chosen.status, chosen.json.place.status]).toEqual([200, 'attending']);
    });
  },
);
