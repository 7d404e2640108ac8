import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { MysqlConnection } from '../../src/storage/mysql-connection.js';
import type { Fragment } from '../../src/storage/sql.js';
import { startApplication, type TestApplication } from '../application.js';
import { ask } from '../asking.js';
import { describeOnMySql } from '../describe-on-mysql.js';
import { company } from '../durability/company.js';
import { freshMySqlDatabase } from '../mysql-for-tests.js';
import { openRaw, type RawDatabase } from '../raw-database.js';

const learners = 400;
const courses = 10;
const terms = { dueDateType: 'unlimited' };
const courseRefs = Array.from({ length: courses }, (_, place) => `c${place + 1}`);

/**
 * After a large request the server's counts may be wrong until it counts again: this makes them as wrong as they get.
 */
describeOnMySql('a server that believes there is one learner reads no more for it', () => {
  let app: TestApplication;
  let raw: RawDatabase;
  let ids: string[] = [];
  beforeAll(async () => {
    const url = await freshMySqlDatabase();
    app = await startApplication({
      environment: { DATABASE_URL: url },
      organization: company(learners, courses),
    });
    raw = await openRaw(url);
    const learnerRefs = Array.from({ length: learners }, (_, place) => `l${place + 1}`);
    await ask(app, 'enrollLearnersInCourses', { learnerRefs, courseRefs, ...terms });
    ids = (await ask(app, 'listEnrollments', { limit: 20 })).items.map(({ id }) => id);
    for (const table of ['enrollments', 'grants']) {
      await raw.run(`ALTER TABLE ${table} STATS_PERSISTENT = 1, STATS_AUTO_RECALC = 0`);
      await raw.run(
        `UPDATE mysql.innodb_index_stats SET stat_value = 1
            WHERE database_name = DATABASE() AND table_name = ? AND stat_name LIKE 'n_diff%'`,
        [table],
      );
      // What was written there is read when a table is opened anew.
      await raw.run(`RENAME TABLE ${table} TO other_${table}`);
      await raw.run(`RENAME TABLE other_${table} TO ${table}`);
    }
  });
  afterAll(async () => {
    await raw.close();
    await app.close();
  });

  /** How many rows the SELECTs of some work read, when they are asked again. */
  async function rowsRead(work: () => Promise<unknown>): Promise<number> {
    const sent: Fragment[] = [];
    const original = MysqlConnection.prototype.rows;
    const spy = jest.spyOn(MysqlConnection.prototype, 'rows').mockImplementation(function (
      this: MysqlConnection,
      statement,
    ) {
      sent.push(statement);
      return original.call(this, statement) as Promise<never>;
    });
    await work().finally(() => spy.mockRestore());
    await raw.run('FLUSH STATUS');
    for (const { text, values } of sent) await raw.all(text, values);
    const counts = await raw.all<{ Value: string }>("SHOW SESSION STATUS LIKE 'Handler_read%'");
    return counts.reduce((sum, { Value }) => sum + Number(Value), 0);
  }

  const pairs = { learnerRefs: ['l100', 'l200'], courseRefs };
  test.each<[string, () => Promise<unknown>]>([
    ['a page', () => ask(app, 'listEnrollments', { limit: 20 })],
    ['a page of one course', () => ask(app, 'listEnrollments', { limit: 20, courseRefs: ['c3'] })],
    ['the enrollments of one learner', () => ask(app, 'listEnrollments', { learnerRefs: ['l300'] })],
    ['one enrollment', () => ask(app, 'getEnrollment', { enrollmentId: ids[3] })],
    ['why somebody is enrolled', () => ask(app, 'explainEnrollment', { enrollmentId: ids[3] })],
    ['enrolling twenty', () => ask(app, 'enrollLearnersInCourses', { ...pairs, ...terms, dryRun: true })],
    ['changing twenty', () => ask(app, 'changeEnrollments', { ...pairs, ...terms, dryRun: true })],
    ['unenrolling twenty', () => ask(app, 'unenroll', { ...pairs, dryRun: true })],
    ['unenrolling twenty by id', () => ask(app, 'unenroll', { enrollmentIds: ids, dryRun: true })],
  ])('%s', async (_, work) => {
    expect(await rowsRead(work)).toBeLessThan(1_500);
  });

  test('what is due is looked for row by row', async () => {
    const due = () => ask(app, 'listEnrollments', { dueBefore: '2100-01-01' });
    expect(await rowsRead(due)).toBeLessThan(12 * learners * courses);
  });
});
