import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { usualBounds } from '../../src/storage/bounds.js';
import { type Database, openDatabase } from '../../src/storage/open-database.js';
import { startApplication, type TestApplication } from '../application.js';
import { ask, failureOf } from '../asking.js';
import { freshDatabase, openRaw, type RawDatabase } from '../raw-database.js';
import { company } from './company.js';
import { request } from './requests.js';

const turn = 1_000;

describe('one SQLite file with several processes', () => {
  let database: Database;
  let other: RawDatabase;
  let remove: () => Promise<void>;
  let url: string;

  beforeAll(async () => {
    const fresh = await freshDatabase('sqlite');
    ({ remove, url } = fresh);
    database = await openDatabase(fresh.url, 1, { ...usualBounds, turn });
    await database.migrate();
    other = await openRaw(fresh.url);
  });
  afterAll(async () => {
    await other.close();
    await database.unitOfWork.close();
    await remove();
  });

  const name = (text: string) =>
    database.unitOfWork.write(request(), ({ organization }) =>
      organization.changeAccount({ name: text, timeZone: null, managersMayEnroll: false }),
    );
  const nameNow = async () => (await database.unitOfWork.account()).name;

  test('a writer waits while another process writes, and keeps nobody else from the event loop', async () => {
    await other.run('BEGIN IMMEDIATE');
    let others = 0;
    const ticking = setInterval(() => {
      others += 1;
    }, 5);
    const writing = name('waited');
    await sleep(turn / 2);
    clearInterval(ticking);
    expect(await nameNow()).not.toBe('waited');
    expect(others).toBeGreaterThan(2);
    await other.run('COMMIT');
    await writing;
    expect(await nameNow()).toBe('waited');
  });

  test('whoever has waited too long for another process fails as unavailable, and the next ones do not', async () => {
    await other.run('BEGIN IMMEDIATE');
    const { kind, retryAfter } = await failureOf(name('never'));
    expect([kind, retryAfter]).toEqual(['unavailable', 5]);
    await other.run('ROLLBACK');
    await name('later');
    expect(await nameNow()).toBe('later');
  });

  test('what is swept waits for another process too', async () => {
    await other.run('BEGIN IMMEDIATE');
    const sweeping = database.unitOfWork.sweep(Date.now());
    await sleep(50);
    await other.run('COMMIT');
    await sweeping;
  });

  test('a backup ends although another process never stops writing, and is whole', async () => {
    await other.run('CREATE TABLE filler (bytes BLOB)');
    await other.run('INSERT INTO filler VALUES (zeroblob(4000000))');
    let ended = false;
    const copying = database.backup(`${url.slice('sqlite:'.length)}.copy`).then(() => {
      ended = true;
    });
    for (let no = 0; !ended && no < 300; no += 1) {
      await other.run('UPDATE account SET name = ?', [`writes ${no}`]);
      await nextTurn();
    }
    expect(ended).toBe(true);
    await copying;
    const copy = await openRaw(`${url}.copy`);
    expect(await copy.number('SELECT LENGTH(bytes) FROM filler')).toBe(4_000_000);
    await copy.close();
  });

  test('reads go on while a writer is in the middle, and see nothing of it before it ends', async () => {
    await name('before');
    let goOn = () => {};
    const paused = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const writing = database.unitOfWork.write(request(), async ({ organization }) => {
      await organization.changeAccount({ name: 'after', timeZone: null, managersMayEnroll: false });
      await paused;
    });
    expect(await nameNow()).toBe('before');
    goOn();
    await writing;
    expect(await nameNow()).toBe('after');
  });

  test('a writer that fails leaves nothing behind and lets the next one in', async () => {
    await name('kept');
    const failing = database.unitOfWork.write(request(), async ({ organization }) => {
      await organization.changeAccount({ name: 'undone', timeZone: null, managersMayEnroll: false });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await nameNow()).toBe('kept');
    await name('next');
    expect(await nameNow()).toBe('next');
  });
});

describe('a large request on SQLite lets others read between its batches', () => {
  const learnerRefs = Array.from({ length: 1_500 }, (_, place) => `l${place + 1}`);
  const courseRefs = Array.from({ length: 10 }, (_, place) => `c${place + 1}`);
  const pairs = learnerRefs.length * courseRefs.length;
  const selection = { learnerRefs, courseRefs };
  let app: TestApplication;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    const fresh = await freshDatabase('sqlite');
    remove = fresh.remove;
    app = await startApplication({
      environment: { DATABASE_URL: fresh.url },
      organization: company(1_500, 10),
    });
  });
  afterAll(async () => {
    await app.close();
    await remove();
  });

  const listed = async () => (await ask(app, 'listEnrollments', { limit: 1 })).items;
  const allIds = async () =>
    (await ask(app, 'listEnrollments', { limit: 10_000 })).items.map((item) => item.id);

  test.each<[string, () => Promise<{ summary: object }>, object]>([
    [
      'enrolling',
      () => ask(app, 'enrollLearnersInCourses', { ...selection, dueDateType: 'unlimited' }),
      { enrolled: pairs },
    ],
    [
      'changing by learner and course',
      () => ask(app, 'changeEnrollments', { ...selection, dueDateType: 'default' }),
      { changed: pairs },
    ],
    [
      'changing by id',
      async () => ask(app, 'changeEnrollments', { enrollmentIds: await allIds(), dueDateType: 'unlimited' }),
      { changed: 10_000 },
    ],
    ['unenrolling by learner and course', () => ask(app, 'unenroll', selection), { unenrolled: pairs }],
  ])('%s', async (_, work, summary) => {
    const before = await listed();
    let done = false;
    const writing = work();
    const ended = writing.then(() => {
      done = true;
    });
    let reads = 0;
    while (!done) {
      await nextTurn();
      const items = await listed();
      if (!done) expect(items).toEqual(before);
      if (!done) reads += 1;
    }
    await ended;
    expect((await writing).summary).toMatchObject(summary);
    expect(reads).toBeGreaterThan(2);
  });
});
