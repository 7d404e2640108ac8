import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type EngineName, startApplication, type TestApplication } from '../application.js';
import { ask } from '../asking.js';
import { describeOnMySql } from '../describe-on-mysql.js';
import { freshDatabase, openRaw, type RawDatabase } from '../raw-database.js';
import { catalogue } from '../rest/catalogue.js';
import { type Middleman, startMiddleman } from './middleman.js';

const mysql: EngineName = 'mysql';
const days = [{ startAt: '2030-01-01T09:00:00Z', duration: 3_600 }];

describeOnMySql('a catalogue change whose COMMIT was done but never answered', () => {
  let app: TestApplication;
  let middleman: Middleman;
  let raw: RawDatabase;
  beforeAll(async () => {
    const { url } = await freshDatabase(mysql);
    middleman = await startMiddleman(url);
    raw = await openRaw(url);
    app = await startApplication({ environment: { DATABASE_URL: middleman.url }, organization: catalogue });
  });
  afterAll(async () => {
    await app.close();
    await middleman.close();
    await raw.close();
  });

  const events = () => raw.number('SELECT COUNT(*) FROM events');
  const count = (table: string) => raw.number(`SELECT COUNT(*) FROM ${table}`);

  /** Does it with the connection cut behind its COMMIT; one event more. */
  async function cutting<T>(work: () => Promise<T>): Promise<T> {
    const before = await events();
    const sent = middleman.cutNextCommit('after', async () => (await events()) > before);
    const answer = await work();
    expect(await sent).toBe('COMMIT');
    expect(await events()).toBe(before + 1);
    return answer;
  }

  test('what was created is there once, as answered', async () => {
    const [activities, modules, sessions] = await Promise.all(
      ['activities', 'course_modules', 'sessions'].map(count),
    );
    const course = await cutting(() =>
      ask(app, 'createCourse', { title: 'Once', ref: 'once', trainingRefs: ['day', 'drill'] }),
    );
    expect(await ask(app, 'getCourse', { courseRef: 'once' })).toEqual(course);
    const training = await cutting(() => ask(app, 'createTraining', { title: 'Once', ref: 'once' }));
    expect(await ask(app, 'getTraining', { trainingRef: 'once' })).toEqual(training);
    await cutting(() => ask(app, 'addCourseModule', { courseRef: 'once', title: 'Book', position: 1 }));
    await cutting(() => ask(app, 'addCourseModule', { courseRef: 'once', trainingRef: 'walk', position: 0 }));
    const { items } = await ask(app, 'listCourseModules', { courseRef: 'once' });
    expect(items.map(({ title, position }) => [title, position])).toEqual([
      ['A walk', 0],
      ['A day', 1],
      ['Book', 2],
      ['A drill', 3],
    ]);
    const session = await cutting(() => ask(app, 'createTrainingSession', { trainingRef: 'once', days }));
    expect(await ask(app, 'getTrainingSession', { sessionId: session.id })).toEqual(session);
    expect(await Promise.all(['activities', 'course_modules', 'sessions'].map(count))).toEqual([
      (activities ?? 0) + 2,
      (modules ?? 0) + 4,
      (sessions ?? 0) + 1,
    ]);
  });

  test('what was changed under a version is changed, and not told to be stale', async () => {
    const course = await ask(app, 'getCourse', { courseRef: 'other' });
    const asked = { courseRef: 'other', title: 'Changed', trainingRefs: [], ifVersion: [course.version] };
    expect(await cutting(() => ask(app, 'updateCourse', asked))).toMatchObject({
      title: 'Changed',
      trainings: [],
    });
    const session = await ask(app, 'createTrainingSession', { trainingRef: 'drill', days });
    const change = { sessionId: session.id, place: 'Yard', ifVersion: [session.version] };
    const changed = await cutting(() => ask(app, 'updateTrainingSession', change));
    expect(changed).toMatchObject({ place: 'Yard', days: [{ id: session.days[0]?.id }] });
    const moved = { dayId: session.days[0]?.id, startAt: '2030-02-01T09:00:00Z' };
    expect(await cutting(() => ask(app, 'updateSessionDay', moved))).toMatchObject({
      startAt: '2030-02-01T10:00:00+01:00',
    });
  });

  test('what was removed is gone, and not told to be unknown', async () => {
    const module = await ask(app, 'addCourseModule', { courseRef: 'held', title: 'Gone' });
    const removed = await cutting(() =>
      ask(app, 'removeCourseModule', { moduleId: module.id, ifVersion: [module.version] }),
    );
    expect(removed).toEqual({ moduleId: module.id });
  });
});
