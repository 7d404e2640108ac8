import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { ask } from '../asking.js';
import { adminId, authorId, catalogue, germanId, trainerId } from './catalogue.js';
import { someUuid } from './organization.js';

describeOnEngines('creating and changing courses over REST', describe, (engine) => {
  let app: TestApplication;
  let now = Date.UTC(2026, 6, 1);
  beforeAll(async () => {
    app = await startApplication({ engine, organization: catalogue, clock: () => now });
    await app.token('admin');
    // Events have an order from here on.
    now += 5;
  });
  afterAll(() => app.close());

  const create = (body: object, asRef = 'admin', query = '') =>
    app.rest(asRef, 'POST', `/v1/courses${query}`, body);
  const change = (ref: string, body: object, headers = {}, asRef = 'admin') =>
    app.rest(asRef, 'PATCH', `/v1/courses/ref:${ref}`, body, headers);
  const read = (ref: string, asRef = 'admin') => app.rest(asRef, 'GET', `/v1/courses/ref:${ref}`);
  const told = ({ status, json }: { status: number; json: { code: string; violations?: object[] } }) => [
    status,
    json.code,
    ...(json.violations ?? []).map((one) => Object.values(one).slice(0, 2).join(' ')),
  ];
  const events = async () => (await ask(app, 'listAuditEvents', { limit: 10_000 })).items;

  test('a course has what was given, the author and the moment; it is read as it was answered', async () => {
    const policy = { type: 'due_period', duePeriod: 24, lockAfterDueDate: true };
    const body = {
      title: 'Κήπος & <b>garden</b>',
      ref: 'garden',
      description: 'Two\nlines',
      viewUrl: 'https://learn.example/garden?a=1',
      dueDatePolicy: policy,
      trainingRefs: ['walk', 'day'],
    };
    const { status, json, headers } = await create(body);
    expect(status).toBe(201);
    expect(json).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/),
      ref: 'garden',
      title: body.title,
      description: body.description,
      authorId: adminId,
      viewUrl: body.viewUrl,
      addedAt: '2026-07-01T02:00:00+02:00',
      archived: false,
      dueDatePolicy: policy,
      trainings: [
        { id: expect.any(String), ref: 'walk', title: 'A walk' },
        { id: expect.any(String), ref: 'day', title: 'A day' },
      ],
    });
    const again = await read('garden');
    expect([again.json, again.headers['etag']]).toEqual([json, headers['etag']]);
    expect((await events())[0]).toMatchObject({ operation: 'createCourse', detail: { courseId: json.id } });
  });

  test('what is omitted stays, null clears, and what does not differ is no change', async () => {
    await create({ title: 'Kept', ref: 'kept', description: 'x', dueDatePolicy: { type: 'unlimited' } });
    const before = (await read('kept')).json;
    const count = (await events()).length;
    expect((await change('kept', {})).json).toEqual(before);
    expect((await change('kept', { title: 'Kept', archived: false, trainingIds: [] })).json).toEqual(before);
    expect((await events()).length).toBe(count);
    now += 5;
    const changed = { description: null, dueDatePolicy: null, archived: true };
    expect((await change('kept', changed)).json).toEqual({ ...before, ...changed });
    expect((await events())[0]).toMatchObject({
      operation: 'updateCourse',
      detail: { courseId: before.id, fields: ['description', 'archived', 'ownPolicy'] },
    });
    expect((await change('kept', { ref: null })).json.ref).toBeNull();
    expect((await read('kept')).status).toBe(404);
  });

  test('an archived course takes no new enrollments, at once; the due date policy counts from now on', async () => {
    await create({ title: 'Lively', ref: 'lively' });
    const enroll = () =>
      app.rest('nl-admin', 'POST', '/v1/enrollments', {
        courseRefs: ['lively'],
        learnerRefs: ['trainer'],
        dueDateType: 'default',
      });
    expect((await enroll()).status).toBe(201);
    await change('lively', { archived: true });
    expect(told(await enroll())).toEqual([409, 'conflict', '/courseRefs/0 archived']);
    await change('lively', { archived: false, dueDatePolicy: { type: 'due_date', dueDate: '2027-01-01' } });
    await app.rest('nl-admin', 'POST', '/v1/enrollments/unenroll', {
      courseRefs: ['lively'],
      learnerRefs: ['trainer'],
    });
    expect((await enroll()).status).toBe(201);
    const { json } = await app.rest('admin', 'GET', '/v1/enrollments?courseRef=lively');
    expect(json.items).toMatchObject([{ dueAt: '2027-01-01T23:59:59+01:00' }]);
  });

  test('a ref that another course has is refused, also when two ask at once; a training may have the same', async () => {
    expect(told(await create({ title: 'Twice', ref: 'held' }))).toEqual([409, 'conflict', '/ref taken']);
    expect(told(await change('other', { ref: 'held' }))).toEqual([409, 'conflict', '/ref taken']);
    expect((await create({ title: 'Like a training', ref: 'drill' })).status).toBe(201);
    const answers = await Promise.all([1, 2, 3, 4].map(() => create({ title: 'Race', ref: 'race' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    const ofTwo = await Promise.all(['held', 'other'].map((ref) => change(ref, { ref: 'both-want-it' })));
    expect(ofTwo.map(({ status }) => status).sort()).toEqual([200, 409]);
    for (const ref of ['held', 'other']) await change('both-want-it', { ref });
    await app.load({ courses: [] });
  });

  test('versions: changed meanwhile is stale, and nothing happens', async () => {
    const { headers } = await create({ title: 'Versions', ref: 'versions' });
    const ifMatch = { 'if-match': String(headers['etag']) };
    expect((await change('versions', { title: 'Newer' }, ifMatch)).status).toBe(200);
    expect(told(await change('versions', { title: 'Lost' }, ifMatch)).slice(0, 2)).toEqual([412, 'stale']);
    expect((await read('versions')).json.title).toBe('Newer');
  });

  test('a dry run says what would be, and nothing is', async () => {
    const { status, json } = await create(
      { title: 'Dry', ref: 'dry', trainingRefs: ['day'] },
      'admin',
      '?dryRun=true',
    );
    expect([status, json.title, json.trainings.length]).toEqual([200, 'Dry', 1]);
    expect((await read('dry')).status).toBe(404);
    const before = (await read('versions')).json;
    await app.rest('admin', 'PATCH', '/v1/courses/ref:versions?dryRun=true', { title: 'Dry' });
    expect((await read('versions')).json).toEqual(before);
  });

  test.each<[object, unknown[]]>([
    [{}, [400, 'invalid', '/title required']],
    [{ title: '' }, [400, 'invalid', '/title min_length']],
    [{ title: 'x'.repeat(256) }, [400, 'invalid', '/title max_length']],
    [{ title: 'half \ud800' }, [400, 'invalid', '/title format']],
    [{ title: 'x', ref: 'half \udfff' }, [400, 'invalid', '/ref format']],
    [{ title: 'x', ref: ' x' }, [400, 'invalid', '/ref format']],
    [{ title: 'x', viewUrl: 'javascript:alert(1)' }, [400, 'invalid', '/viewUrl format']],
    [
      { title: 'x', dueDatePolicy: { type: 'due_date', dueDate: '2027-02-30' } },
      [400, 'invalid', '/dueDatePolicy/dueDate date'],
    ],
    [
      { title: 'x', trainingRefs: ['day', 'nothing', 'held', 'day'] },
      [400, 'invalid', '/trainingRefs/1 unknown', '/trainingRefs/2 unknown', '/trainingRefs/3 duplicate'],
    ],
    [{ title: 'x', trainingRefs: ['day', 'past'] }, [409, 'conflict', '/trainingRefs/1 archived']],
    [{ title: 'x', trainingIds: ['day'], trainingRefs: [] }, [400, 'invalid', '/trainingRefs at_most_one']],
    [{ title: 'x', authorId: someUuid }, [400, 'invalid', '/authorId unknown']],
  ])('%j is refused with its place', async (body, expected) => {
    const count = (await events()).length;
    expect(told(await create(body))).toEqual(expected);
    expect((await events()).length).toBe(count);
  });

  test('a training that was archived stays where it is, and comes into no other course', async () => {
    await create({ title: 'Filled', ref: 'filled', trainingRefs: ['day', 'walk'] });
    await app.rest('admin', 'PATCH', '/v1/trainings/ref:walk', { archived: true });
    const { status, json } = await change('filled', { trainingRefs: ['walk', 'day'] });
    expect([status, json.trainings.map(({ ref }: { ref: string }) => ref)]).toEqual([200, ['walk', 'day']]);
    expect(told(await change('held', { trainingRefs: ['walk'] }))[0]).toBe(409);
    await app.rest('admin', 'PATCH', '/v1/trainings/ref:walk', { archived: false });
  });

  test('authors with limits name people within reach and themselves; others are one refusal, known or not', async () => {
    const by = async (id: string) => told(await create({ title: 'By', authorId: id }, 'author'));
    expect((await create({ title: 'Own' }, 'author')).json.authorId).toBe(authorId);
    for (const id of [authorId, trainerId, 'trainer']) {
      expect((await create({ title: 'By', authorId: id }, 'author')).status).toBe(201);
    }
    const refusal = [403, 'forbidden', '/authorId out_of_reach'];
    for (const id of [germanId, 'german', someUuid, 'nobody']) expect(await by(id)).toEqual(refusal);
  });

  test('who may not is told so before anything else is looked at', async () => {
    for (const asRef of ['nl-admin', 'trainee']) {
      expect(told(await create({ title: 'No', trainingRefs: ['nothing'] }, asRef))).toEqual([
        403,
        'forbidden',
      ]);
      expect(told(await change('nothing', { title: 'No' }, {}, asRef))).toEqual([403, 'forbidden']);
    }
    expect((await change('nothing', { title: 'No' })).status).toBe(404);
    expect((await change('day', { title: 'A training' })).status).toBe(404);
  });
});
