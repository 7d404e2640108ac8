import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { organization } from './organization.js';

describeOnEngines('seats of sessions over REST', describe, (engine) => {
  let app: TestApplication;
  beforeAll(async () => {
    app = await startApplication({ engine, organization });
    await ask('POST', '/trainings/ref:day/participants', { userRefs: ['ann', 'bob', 'cas', 'dora'] });
    await ask('POST', '/trainings/ref:day/participants', { userRefs: ['boss'], role: 'trainer' });
    await session('small', { capacity: 1 });
    await session('strict', { capacity: 1, waitingList: false });
    await session('wide', {});
  });
  afterAll(() => app.close());

  const ask = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object, as = 'admin') =>
    app.rest(as, method, `/v1${path}`, body);
  const days = [{ startAt: '2999-01-02 09:00', duration: 3_600 }];
  const session = (ref: string, fields: object) =>
    ask('POST', '/trainings/ref:day/sessions', { ref, days, ...fields });
  const choose = (ref: string, body: object = {}, as = 'admin') =>
    ask('POST', `/training-sessions/ref:${ref}/places`, body, as);
  const giveUp = (ref: string, body: object = {}, as = 'admin') =>
    ask('POST', `/training-sessions/ref:${ref}/places/give-up`, body, as);
  const line = async (ref: string, as = 'admin'): Promise<string[]> =>
    (await ask('GET', `/training-sessions/ref:${ref}/places`, undefined, as)).json.items.map(
      (one: { userRef: string; status: string; position: number | null }) =>
        `${one.userRef} ${one.position ?? one.status}`,
    );

  test('a learner takes a seat, the next ones wait in order, and choosing again changes nothing', async () => {
    const first = await choose('small', {}, 'ann');
    expect([first.status, first.json.place.status]).toEqual([200, 'attending']);
    for (const learner of ['bob', 'cas']) await choose('small', {}, learner);
    const again = await choose('small', {}, 'bob');
    expect(again.json.place).toMatchObject({ status: 'waiting', position: 1 });
    expect(await line('small')).toEqual(['ann attending', 'bob 1', 'cas 2']);
  });

  test('counts and the own place are shown to whoever sees the session, names are not', async () => {
    const { json } = await ask('GET', '/training-sessions/ref:small', undefined, 'cas');
    expect(json).toMatchObject({
      attending: 1,
      waiting: 2,
      seatsLeft: 0,
      own: { status: 'waiting', position: 2 },
    });
    expect(await line('small', 'cas')).toEqual(['cas 2']);
    expect(await line('small', 'boss')).toEqual(['ann attending', 'bob 1', 'cas 2']);
  });

  test('seats do not change the version of a session', async () => {
    const tag = async () => (await ask('GET', '/training-sessions/ref:wide')).headers['etag'];
    const before = await tag();
    await choose('wide', { userRef: 'dora' });
    expect([before, await tag()]).toEqual([expect.any(String), before]);
    await giveUp('wide', { userRef: 'dora' });
  });

  test('a seat given up goes to the first who waits, once', async () => {
    expect((await giveUp('small', {}, 'ann')).json.gaveUp).toBe('attending');
    expect((await giveUp('small', {}, 'ann')).json.gaveUp).toBe(null);
    expect(await line('small')).toEqual(['bob attending', 'cas 1']);
  });

  test('choosing another session of the training gives up the first', async () => {
    const { json } = await choose('wide', {}, 'bob');
    expect(json.place.status).toBe('attending');
    expect(json.leftSessionId).toBe((await ask('GET', '/training-sessions/ref:small')).json.id);
    expect(await line('small')).toEqual(['cas attending']);
  });

  test('without a waiting list a full session refuses', async () => {
    await choose('strict', { userRef: 'ann' });
    const { status, json } = await choose('strict', {}, 'dora');
    expect([status, json.violations[0].rule]).toEqual([409, 'full']);
  });

  test('more seats go to those who wait, and fewer than attend are refused', async () => {
    await choose('small', { userRef: 'bob' });
    await choose('small', { userRef: 'dora' });
    expect(await line('small')).toEqual(['cas attending', 'bob 1', 'dora 2']);
    await ask('PATCH', '/training-sessions/ref:small', { capacity: 2 });
    expect(await line('small')).toEqual(['cas attending', 'bob attending', 'dora 1']);
    const { status, json } = await ask('PATCH', '/training-sessions/ref:small', { capacity: 1 });
    expect([status, json.violations[0].path]).toEqual([409, '/capacity']);
    expect((await ask('PATCH', '/training-sessions/ref:small', { capacity: -1 })).status).toBe(400);
  });

  test('only who may attend is given a seat, also through a course that contains the training', async () => {
    const { status, json } = await choose('wide', {}, 'left').catch(() => ({ status: 401, json: {} }));
    expect([401, 404, 409]).toContain(status);
    expect(json.code).not.toBe('internal');
    const refused = await choose('wide', { userRef: 'nl-admin' });
    expect([refused.status, refused.json.violations[0].rule]).toEqual([409, 'not_enrolled']);
    await ask('POST', '/enrollments', {
      courseRefs: ['other'],
      learnerRefs: ['nl-admin'],
      dueDateType: 'unlimited',
    });
    expect((await choose('wide', { userRef: 'nl-admin' })).json.place.status).toBe('attending');
    await ask('POST', '/enrollments/unenroll', { courseRefs: ['other'], learnerRefs: ['nl-admin'] });
    expect(await line('wide')).toEqual([]);
  });

  test('whoever leaves the training gives up their seat', async () => {
    await ask('POST', '/trainings/ref:day/participants/remove', { userRefs: ['cas'] });
    expect(await line('small')).toEqual(['bob attending', 'dora attending']);
  });

  test('trainers act for people of their training only', async () => {
    expect((await choose('wide', { userRef: 'dora' }, 'boss')).json.place.status).toBe('attending');
    expect((await choose('wide', { userRef: 'cas' }, 'boss')).status).toBe(403);
    expect((await choose('wide', { userRef: 'dora' }, 'ann')).status).toBe(403);
  });

  test('attendance is recorded of people with a seat, by trainers, idempotently', async () => {
    const { json } = await ask('GET', '/training-sessions/ref:wide');
    const day = json.days[0].id;
    const record = (entries: object[], as = 'boss') =>
      ask('POST', `/session-days/${day}/attendance`, { entries }, as);
    const entries = [{ userRef: 'dora', attended: true, minutes: 55 }];
    expect((await record(entries)).json.summary).toEqual({ recorded: 1, unchanged: 0, failed: 0 });
    expect((await record(entries)).json.summary).toEqual({ recorded: 0, unchanged: 1, failed: 0 });
    const unseated = await record([{ userRef: 'ann', attended: true }]);
    expect([unseated.status, unseated.json.violations[0].path]).toEqual([409, '/entries/0']);
    const absent = await record([{ userRef: 'dora', attended: false, minutes: 5 }]);
    expect([absent.status, absent.json.violations[0].path]).toEqual([400, '/entries/0/minutes']);
    expect((await record(entries, 'dora')).status).toBe(403);
    const list = await ask('GET', `/session-days/${day}/attendance`, undefined, 'dora');
    expect(list.json.items).toMatchObject([{ userRef: 'dora', attended: true, minutes: 55 }]);
    const gone = await ask('PATCH', '/training-sessions/ref:wide', {
      days: [{ startAt: '2999-05-05', duration: 60 }],
    });
    expect([gone.status, gone.json.violations[0].path]).toEqual([409, '/days']);
  });

  test('the next event of a participant is the next day of a session with a seat', async () => {
    const { json } = await ask('GET', '/participations?trainingRef=day&userRef=dora');
    expect(json.items[0].nextEventAt).toBe('2999-01-02T09:00:00+01:00');
  });

  test('an archived session takes nobody', async () => {
    await ask('PATCH', '/training-sessions/ref:wide', { archived: true });
    expect((await choose('wide', { userRef: 'ann' })).json.violations[0].rule).toBe('archived');
  });

  test('in an archived training nobody moves up; once it is brought back, the free seats are given', async () => {
    const training = (archived: boolean) => ask('PATCH', '/trainings/ref:walk', { archived });
    await ask('POST', '/trainings', { ref: 'walk', title: 'Walk' });
    await ask('POST', '/trainings/ref:walk/participants', { userRefs: ['ann', 'bob'] });
    await ask('POST', '/trainings/ref:walk/sessions', { ref: 'early', days, capacity: 1 });
    for (const learner of ['ann', 'bob']) await choose('early', {}, learner);
    await training(true);
    await giveUp('early', {}, 'ann');
    await ask('PATCH', '/training-sessions/ref:early', { capacity: 2 });
    expect(await line('early')).toEqual(['bob 1']);
    await training(false);
    expect(await line('early')).toEqual(['bob attending']);
  });

  test('of a session that is over nobody takes themself away, nobody moves up, and what is on record can be put right', async () => {
    await ask('POST', '/trainings', { ref: 'past', title: 'Past' });
    await ask('POST', '/trainings/ref:past/participants', { userRefs: ['ann', 'bob'] });
    const over = { ref: 'over', capacity: 1, days: [{ startAt: '2020-01-02', duration: 60 }] };
    const { json } = await ask('POST', '/trainings/ref:past/sessions', over);
    for (const userRef of ['ann', 'bob']) await choose('over', { userRef });
    const mark = async (attended: boolean) =>
      (
        await ask('POST', `/session-days/${json.days[0].id}/attendance`, {
          entries: [{ userRef: 'ann', attended }],
        })
      ).json.summary;
    expect(await mark(true)).toMatchObject({ recorded: 1 });
    expect((await giveUp('over', {}, 'ann')).json.violations).toMatchObject([
      { path: '/sessionRef', rule: 'over' },
    ]);
    expect(await line('over')).toEqual(['ann attending', 'bob 1']);
    expect((await giveUp('over', { userRef: 'ann' })).json.gaveUp).toBe('attending');
    expect(await line('over')).toEqual(['bob 1']);
    expect(await mark(false)).toMatchObject({ recorded: 1 });
  });
});
