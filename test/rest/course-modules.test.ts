import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { adminId, catalogue, germanId } from './catalogue.js';
import { someUuid } from './organization.js';

describeOnEngines('modules of courses and content over REST', describe, (engine) => {
  let app: TestApplication;
  beforeAll(async () => {
    app = await startApplication({ engine, organization: catalogue, clock: () => Date.UTC(2026, 0, 1) });
  });
  afterAll(() => app.close());

  const rest = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object, asRef = 'admin') =>
    app.rest(asRef, method, `/v1${path}`, body);
  const add = (course: string, body: object, asRef = 'admin') =>
    rest('POST', `/courses/ref:${course}/modules`, body, asRef);
  const titles = async (course: string): Promise<string[]> => {
    const { json } = await rest('GET', `/courses/ref:${course}/modules`);
    expect(json.items.map(({ position }: { position: number }) => position)).toEqual([...json.items.keys()]);
    return json.items.map(({ title }: { title: string }) => title);
  };
  const fresh = async (ref: string, ...materials: string[]): Promise<string[]> => {
    await rest('POST', '/courses', { title: ref, ref });
    const ids: string[] = [];
    for (const title of materials) ids.push((await add(ref, { title })).json.id);
    return ids;
  };
  const told = ({ status, json }: { status: number; json: { code: string; violations?: object[] } }) => [
    status,
    json.code,
    ...(json.violations ?? []).map((one) => Object.values(one).slice(0, 2).join(' ')),
  ];

  test('materials and trainings stand in the order in which they were put', async () => {
    await fresh('mixed');
    const material = { title: 'Book', contentType: 'Book', viewUrl: 'https://x.example/b', description: 'd' };
    const first = await add('mixed', material);
    expect(first.status).toBe(201);
    expect(first.json).toEqual({
      ...material,
      id: expect.any(String),
      courseId: expect.any(String),
      courseRef: 'mixed',
      kind: 'material',
      trainingId: null,
      trainingRef: null,
      trainingType: null,
      authorId: adminId,
      addedAt: '2026-01-01T01:00:00+01:00',
      position: 0,
    });
    const training = (await add('mixed', { trainingRef: 'day', position: 0 })).json;
    expect(training).toMatchObject({
      kind: 'training',
      title: 'A day',
      trainingRef: 'day',
      contentType: null,
    });
    expect((await add('mixed', { title: 'Far', position: 100_000 })).json.position).toBe(2);
    expect((await add('mixed', { title: 'Between', position: 1 })).json.position).toBe(1);
    expect(await titles('mixed')).toEqual(['A day', 'Between', 'Book', 'Far']);
    expect((await rest('GET', '/courses/ref:mixed')).json.trainings).toMatchObject([{ ref: 'day' }]);
  });

  test('a training stands in a course once, and an archived one in none anew', async () => {
    const inside = [409, 'conflict', '/trainingRef inside'];
    expect(told(await add('held', { trainingRef: 'day' }))).toEqual(inside);
    expect(told(await add('held', { trainingId: 'past' }))).toEqual([
      409,
      'conflict',
      '/trainingId archived',
    ]);
    expect(told(await add('held', { trainingId: 'held' }))).toEqual([400, 'invalid', '/trainingId unknown']);
    await fresh('raced');
    const answers = await Promise.all([1, 2, 3].map(() => add('raced', { trainingRef: 'day' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(await titles('raced')).toEqual(['A day']);
  });

  test('moving lets those in between give way, forwards and back', async () => {
    const [a = '', , , d = ''] = await fresh('moved', 'a', 'b', 'c', 'd');
    await rest('PATCH', `/course-modules/${d}`, { position: 1 });
    expect(await titles('moved')).toEqual(['a', 'd', 'b', 'c']);
    await rest('PATCH', `/course-modules/${a}`, { position: 2 });
    expect(await titles('moved')).toEqual(['d', 'b', 'a', 'c']);
    await rest('PATCH', `/course-modules/${a}`, { position: 99, title: 'A' });
    expect(await titles('moved')).toEqual(['d', 'b', 'c', 'A']);
  });

  test('many who add and move at once leave no gap and no twin', async () => {
    const [a = '', b = ''] = await fresh('busy', 'a', 'b');
    await Promise.all([
      ...[1, 2, 3].map((no) => add('busy', { title: `n${no}`, position: 0 })),
      rest('PATCH', `/course-modules/${a}`, { position: 2 }),
      rest('PATCH', `/course-modules/${b}`, { position: 0 }),
    ]);
    expect((await titles('busy')).sort()).toEqual(['a', 'b', 'n1', 'n2', 'n3']);
  });

  test('what is removed is gone, and those behind it move up', async () => {
    const [, b = ''] = await fresh('removed', 'a', 'b', 'c');
    const answer = await rest('DELETE', `/course-modules/${b.toUpperCase()}`);
    expect([answer.status, answer.json]).toEqual([200, { moduleId: b }]);
    expect(await titles('removed')).toEqual(['a', 'c']);
    expect((await rest('DELETE', `/course-modules/${b}`)).status).toBe(404);
    await add('removed', { trainingRef: 'day', position: 0 });
    const [day] = (await rest('GET', '/courses/ref:removed/modules')).json.items;
    await rest('DELETE', `/course-modules/${day.id}`);
    expect((await rest('GET', '/trainings/ref:day')).status).toBe(200);
    expect(await titles('removed')).toEqual(['a', 'c']);
  });

  test('of a training only the position is changed here', async () => {
    const [day] = (await rest('GET', '/courses/ref:held/modules')).json.items;
    const wrong = await rest('PATCH', `/course-modules/${day.id}`, { title: 'x', contentType: 'Video' });
    expect(told(wrong)).toEqual([400, 'invalid', '/title not_of_training', '/contentType not_of_training']);
    expect(told(await add('held', { trainingRef: 'walk', description: 'x' }))).toEqual([
      400,
      'invalid',
      '/description not_of_training',
    ]);
    expect((await rest('PATCH', `/course-modules/${day.id}`, { position: 1 })).json.position).toBe(1);
    expect((await rest('GET', '/courses/ref:held')).json.trainings).toMatchObject([
      { ref: 'drill' },
      { ref: 'day' },
    ]);
    await rest('PATCH', `/course-modules/${day.id}`, { position: 0 });
  });

  test('pages go on behind the last module that was seen, wherever it has moved, and are of one course', async () => {
    const ids = await fresh('paged', 'a', 'b', 'c', 'd', 'e');
    const page = async (cursor?: string, course = 'paged') =>
      (await rest('GET', `/courses/ref:${course}/modules?limit=2${cursor ? `&cursor=${cursor}` : ''}`)).json;
    const first = await page();
    await add('paged', { title: 'before', position: 0 });
    const shown = (json: { items: { title: string }[] }) => json.items.map(({ title }) => title);
    const second = await page(first.nextCursor);
    expect(shown(second)).toEqual(['c', 'd']);
    await rest('DELETE', `/course-modules/${ids[3]}`);
    expect(shown(await page(second.nextCursor))).toEqual(['e']);
    expect((await page(first.nextCursor, 'held')).code).toBe('invalid');
  });

  test('loading the same trainings again keeps modules, order and materials; others come and go around them', async () => {
    await app.load({ courses: [{ ref: 'loaded', title: 'Loaded', trainingRefs: ['day', 'drill'] }] });
    await add('loaded', { title: 'between', position: 1 });
    const before = (await rest('GET', '/courses/ref:loaded/modules')).json;
    await app.load({ courses: [{ ref: 'loaded', trainingRefs: ['day', 'drill'] }] });
    expect((await rest('GET', '/courses/ref:loaded/modules')).json).toEqual(before);
    await app.load({ courses: [{ ref: 'loaded', trainingRefs: ['walk', 'day'] }] });
    expect(await titles('loaded')).toEqual(['A walk', 'A day', 'between']);
    const after = (await rest('GET', '/courses/ref:loaded/modules')).json.items;
    expect([after[1].id, after[2].id]).toEqual([before.items[0].id, before.items[1].id]);
    await rest('PATCH', '/courses/ref:loaded', { trainingRefs: [] });
    expect(await titles('loaded')).toEqual(['between']);
  });

  test.each(['nothing', someUuid, 'day'])('a module %s is not there', async (id) => {
    expect((await rest('PATCH', `/course-modules/${id}`, { position: 0 })).status).toBe(404);
    expect((await rest('DELETE', `/course-modules/${id}`)).status).toBe(404);
  });

  test.each([
    [{}, '/trainingRef required'],
    [{ title: 'x', trainingRef: 'day' }, '/trainingRef exactly_one'],
    [{ title: 'x', contentType: 'Course' }, '/contentType one_of'],
    [{ title: 'x', position: -1 }, '/position range'],
  ])('%j is refused with its place', async (body, place) => {
    const [status, , ...places] = told(await add('held', body));
    expect([status, places]).toEqual([
      400,
      [expect.stringMatching(place.replace('trainingRef r', '\\w+ r'))],
    ]);
  });

  test('content is the courses that are not archived, then the materials inside, each once', async () => {
    await add('old', { title: 'In the old one', contentType: 'Video' });
    const [first = ''] = await fresh('content', 'untyped');
    await add('content', { title: 'film', contentType: 'Video' });
    const walk = async (query: string, asRef = 'admin', limit = 3) => {
      const met: { id: string; title: string; contentType: string | null }[] = [];
      let cursor: string | null = null;
      do {
        const { json } = await rest(
          'GET',
          `/content-items?limit=${limit}${query}${cursor === null ? '' : `&cursor=${cursor}`}`,
          undefined,
          asRef,
        );
        met.push(...json.items);
        cursor = json.nextCursor;
      } while (cursor !== null);
      return met;
    };
    const whole = await walk('', 'admin', 10_000);
    for (const limit of [1, 3, 7]) expect(await walk('', 'admin', limit)).toEqual(whole);
    const all = whole.map(({ title }) => title);
    expect(all).toEqual(expect.arrayContaining(['Held', 'content', 'untyped', 'film']));
    expect(all).not.toContain('In the old one');
    expect(all).not.toContain('A day');
    expect(all.indexOf('content')).toBeLessThan(all.indexOf('untyped'));
    expect((await walk('&contentType=Video')).map(({ title }) => title)).toEqual(['film']);
    const types = new Set((await walk('&contentType=Course')).map(({ contentType }) => contentType));
    expect([...types]).toEqual(['Course']);
    expect((await rest('GET', '/content-items?contentType=Nothing')).status).toBe(400);

    expect((await rest('GET', `/content-items/${first}`)).json).toMatchObject({
      title: 'untyped',
      ref: null,
    });
    expect((await rest('GET', '/content-items/old')).json).toMatchObject({
      contentType: 'Course',
      ref: 'old',
    });
    const [day] = (await rest('GET', '/courses/ref:held/modules')).json.items;
    for (const id of [day.id, day.trainingId, 'day', someUuid, germanId])
      expect((await rest('GET', `/content-items/${id}`)).status).toBe(404);
  });

  test('a learner sees what is inside the courses that they are enrolled in, and nothing else', async () => {
    const own = (await add('held', { title: 'own' })).json;
    const strange = (await add('other', { title: 'strange' })).json;
    const mine = (path: string) => rest('GET', path, undefined, 'trainee');
    const items = (await mine('/content-items')).json.items.map(({ title }: { title: string }) => title);
    expect(items).toEqual(['Held', 'own']);
    expect((await mine('/courses/ref:held/modules')).json.items).toHaveLength(3);
    expect((await mine('/courses/ref:other/modules')).status).toBe(404);
    expect((await mine(`/content-items/${own.id}`)).status).toBe(200);
    expect((await mine(`/content-items/${strange.id}`)).status).toBe(404);
    expect((await mine('/content-items/other')).status).toBe(404);
    expect((await add('held', { title: 'no' }, 'trainee')).status).toBe(403);
    expect((await rest('DELETE', `/course-modules/${own.id}`, undefined, 'nl-admin')).status).toBe(403);
  });
});
