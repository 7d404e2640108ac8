import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { adminId, authorId, catalogue, germanId, trainerId } from './catalogue.js';
import { someUuid } from './organization.js';

const hour = 3_600;

describeOnEngines('trainings and their sessions over REST', describe, (engine) => {
  let app: TestApplication;
  beforeAll(async () => {
    app = await startApplication({ engine, organization: catalogue, clock: () => Date.UTC(2026, 0, 1) });
  });
  afterAll(() => app.close());

  const rest = (
    method: 'GET' | 'POST' | 'PATCH',
    path: string,
    body?: object,
    asRef = 'admin',
    headers = {},
  ) => app.rest(asRef, method, `/v1${path}`, body, headers);
  const plan = (training: string, body: object, asRef = 'admin') =>
    rest('POST', `/trainings/ref:${training}/sessions`, body, asRef);
  const told = ({ status, json }: { status: number; json: { code: string; violations?: object[] } }) => [
    status,
    json.code,
    ...(json.violations ?? []).map((one) => Object.values(one).slice(0, 2).join(' ')),
  ];
  const day = (startAt: string, hours = 1) => ({ startAt, duration: hours * hour });

  test('a training is created, changed, archived and found', async () => {
    const body = { title: 'Ζωή', ref: 'life', description: 'd', trainingType: 'on site' };
    const created = await rest('POST', '/trainings', body);
    expect([created.status, created.json]).toEqual([
      201,
      {
        ...body,
        id: expect.any(String),
        organizerId: adminId,
        addedAt: '2026-01-01T01:00:00+01:00',
        archived: false,
        subtitle: null,
        estimatedTime: null,
        accessibleFrom: null,
        accessibleUntil: null,
        accessible: true,
        showParticipants: false,
        showSharedFiles: false,
        enableChat: false,
      },
    ]);
    const changed = await rest('PATCH', '/trainings/ref:life', { organizerId: trainerId, archived: true });
    expect(changed.json).toEqual({ ...created.json, organizerId: trainerId, archived: true });
    expect((await rest('GET', '/trainings/ref:life')).json).toEqual(changed.json);
    const list = async (query: string) =>
      (await rest('GET', `/trainings?${query}`)).json.items.map(({ ref }: { ref: string }) => ref);
    expect(await list('search=ζΩή')).toEqual(['life']);
    expect(await list('archived=true')).toEqual(['past', 'life']);
    expect(await list('archived=false')).toEqual(['day', 'drill', 'walk']);
    expect(told(await rest('POST', '/trainings', { title: 'x', ref: 'day' }))).toEqual([
      409,
      'conflict',
      '/ref taken',
    ]);
    const stale = { 'if-match': String(created.headers['etag']) };
    expect((await rest('PATCH', '/trainings/ref:life', { title: 'x' }, 'admin', stale)).status).toBe(412);
  });

  test('a session has its days by time, in the zone of the account; the first one is its beginning', async () => {
    const { status, json } = await plan('day', {
      ref: 'spring',
      place: 'Yard',
      capacity: 12,
      instructorName: 'Somebody Else',
      days: [
        { ...day('2026-03-30 09:00', 2), place: 'Hall', url: 'https://meet.example/2' },
        day('2026-03-28T09:00:00'),
        day('2026-03-29T12:00:00.900Z', 3),
      ],
    });
    expect(status).toBe(201);
    const { id, trainingId } = json;
    const shown = { id: expect.any(String), sessionId: id, trainingId, place: null, url: null };
    expect(json).toEqual({
      id: expect.any(String),
      ref: 'spring',
      trainingId: expect.any(String),
      trainingRef: 'day',
      title: 'A day',
      startAt: '2026-03-28T09:00:00+01:00',
      duration: 6 * hour,
      days: [
        { ...shown, startAt: '2026-03-28T09:00:00+01:00', duration: hour },
        { ...shown, startAt: '2026-03-29T14:00:00+02:00', duration: 3 * hour },
        {
          ...shown,
          startAt: '2026-03-30T09:00:00+02:00',
          duration: 2 * hour,
          place: 'Hall',
          url: 'https://meet.example/2',
        },
      ],
      place: 'Yard',
      instructorId: null,
      instructorName: 'Somebody Else',
      capacity: 12,
      waitingList: true,
      attending: 0,
      waiting: 0,
      seatsLeft: 12,
      own: null,
      archived: false,
    });
    for (const path of ['ref:spring', id, id.toUpperCase(), 'spring'])
      expect((await rest('GET', `/training-sessions/${path}`)).json).toEqual(json);
    const [first] = json.days;
    expect((await rest('GET', `/session-days/${first.id.toUpperCase()}`)).json).toEqual(first);
  });

  test('days that are replaced keep their ids where they begin as before', async () => {
    const before = (await rest('GET', '/training-sessions/ref:spring')).json;
    const [saturday, , monday] = before.days;
    const { json } = await rest('PATCH', '/training-sessions/ref:spring', {
      days: [{ ...day(monday.startAt, 4) }, day('2026-03-31 09:00'), day('2026-03-28 09:00')],
    });
    expect(json.days.map(({ id }: { id: string }) => id)).toEqual([
      saturday.id,
      monday.id,
      expect.not.stringMatching(before.days[1].id),
    ]);
    expect(json.days[1]).toMatchObject({ duration: 4 * hour, place: null });
    expect((await rest('GET', `/session-days/${before.days[1].id}`)).status).toBe(404);
    const same = json.days.map(({ startAt, duration }: { startAt: string; duration: number }) => ({
      startAt,
      duration,
    }));
    expect((await rest('PATCH', '/training-sessions/ref:spring', { days: same })).json).toEqual(json);
  });

  test('one day is changed and may move among the others; the session begins with whichever is first', async () => {
    const { json } = await plan('drill', { days: [day('2026-05-02 09:00'), day('2026-05-01 09:00')] });
    const [friday, saturday] = json.days;
    const moved = await rest('PATCH', `/session-days/${saturday.id}`, {
      startAt: '2026-04-30T09:00',
      url: 'https://meet.example/x',
    });
    expect(moved.json).toEqual({
      ...saturday,
      startAt: '2026-04-30T09:00:00+02:00',
      url: 'https://meet.example/x',
    });
    const session = (await rest('GET', `/training-sessions/${json.id}`)).json;
    expect([session.startAt, session.days.map(({ id }: { id: string }) => id)]).toEqual([
      '2026-04-30T09:00:00+02:00',
      [saturday.id, friday.id],
    ]);
    const over = (body: object) => rest('PATCH', `/session-days/${saturday.id}`, body);
    expect(told(await over({ duration: 25 * hour }))).toEqual([400, 'invalid', '/duration overlap']);
    expect(told(await over({ startAt: '2026-05-01 09:59:59' }))).toEqual([
      400,
      'invalid',
      '/startAt overlap',
    ]);
    expect(told(await over({ startAt: '2026-02-30 09:00' }))).toEqual([400, 'invalid', '/startAt date_time']);
    expect((await over({ startAt: '2026-05-01 10:00:00', url: null })).status).toBe(200);
    const stale = { 'if-match': String(moved.headers['etag']) };
    expect((await rest('PATCH', `/session-days/${saturday.id}`, { place: 'x' }, 'admin', stale)).status).toBe(
      412,
    );
  });

  test.each<[object, unknown[]]>([
    [{}, [400, 'invalid', '/days required']],
    [{ days: [] }, [400, 'invalid', '/days min_items']],
    [{ days: [day('tomorrow'), day('2026-01-01')] }, [400, 'invalid', '/days/0/startAt date_time']],
    [{ days: [day('2026-01-02 10:00'), day('2026-01-02 10:59')] }, [400, 'invalid', '/days/1 overlap']],
    [{ days: [day('2026-01-02 10:59'), day('2026-01-02 10:00')] }, [400, 'invalid', '/days/0 overlap']],
    [{ days: [day('2026-01-02 10:00'), day('2026-01-02 09:00:00Z')] }, [400, 'invalid', '/days/1 overlap']],
    [{ days: [{ ...day('2026-01-02'), duration: 0 }] }, [400, 'invalid', '/days/0/duration range']],
    [{ days: [{ ...day('2026-01-02'), url: 'ftp://x' }] }, [400, 'invalid', '/days/0/url format']],
    [{ days: [day('2026-01-02')], instructorId: someUuid }, [400, 'invalid', '/instructorId unknown']],
    [{ days: [day('2026-01-02')], ref: 'spring' }, [409, 'conflict', '/ref taken']],
  ])('%j is refused with its place', async (body, expected) => {
    expect(told(await plan('day', body))).toEqual(expected);
  });

  test('an archived training gets no new session; those that there are go on', async () => {
    const { json } = await plan('walk', { days: [day('2026-06-01 09:00')] });
    await rest('PATCH', '/trainings/ref:walk', { archived: true });
    expect(told(await plan('walk', { days: [day('2026-06-02 09:00')] }))).toEqual([
      409,
      'conflict',
      '/trainingRef archived',
    ]);
    expect((await rest('PATCH', `/training-sessions/${json.id}`, { archived: true })).status).toBe(200);
    await rest('PATCH', '/trainings/ref:walk', { archived: false });
  });

  test('sessions are listed by the time at which they begin, page by page, each training its own', async () => {
    const starts = ['2026-09-03', '2026-09-01', '2026-09-02', '2026-09-01'];
    const training = await rest('POST', '/trainings', { title: 'Listed', ref: 'listed' });
    expect(training.status).toBe(201);
    for (const start of starts) await plan('listed', { title: start, days: [day(start)] });
    const whole = (await rest('GET', '/trainings/ref:listed/sessions')).json.items;
    expect(whole.map(({ title }: { title: string }) => title)).toEqual([...starts].sort());
    const met: unknown[] = [];
    let cursor = '';
    do {
      const { json } = await rest('GET', `/trainings/ref:listed/sessions?limit=1${cursor}`);
      met.push(...json.items);
      cursor = json.nextCursor && `&cursor=${json.nextCursor}`;
    } while (cursor);
    expect(met).toEqual(whole);
    const { nextCursor } = (await rest('GET', '/trainings/ref:listed/sessions?limit=1')).json;
    expect((await rest('GET', `/trainings/ref:day/sessions?cursor=${nextCursor}`)).status).toBe(400);
    await rest('PATCH', `/training-sessions/${whole[0].id}`, { archived: true });
    const count = async (query: string) =>
      (await rest('GET', `/trainings/ref:listed/sessions?archived=${query}`)).json.items.length;
    expect([await count('true'), await count('false')]).toEqual([1, 3]);
    expect((await rest('GET', '/trainings/ref:nothing/sessions')).status).toBe(404);
  });

  test('whoever teaches is a user, by their name, or somebody by name alone; who was named last', async () => {
    const days = [day('2026-07-01 09:00')];
    const { json } = await plan('day', { ref: 'taught', days, instructorId: trainerId, instructorName: 'X' });
    expect(json).toMatchObject({ instructorId: trainerId, instructorName: 'Tess Træner' });
    const now = async (body: object) => {
      const { instructorId, instructorName } = (await rest('PATCH', '/training-sessions/ref:taught', body))
        .json;
      return [instructorId, instructorName];
    };
    expect(await now({ capacity: 3 })).toEqual([trainerId, 'Tess Træner']);
    expect(await now({ instructorName: 'A guest' })).toEqual([null, 'A guest']);
    expect(await now({ instructorId: 'german' })).toEqual([germanId, 'Gerda']);
    expect(await now({ instructorId: null })).toEqual([null, null]);
  });

  test('authors with limits name people within reach and themselves; others are one refusal, known or not', async () => {
    const refusal = (place: string) => [403, 'forbidden', `${place} out_of_reach`];
    const days = [day('2026-08-01 09:00')];
    const mine = (body: object) => plan('day', { days, ...body }, 'author');
    for (const instructorId of [authorId, trainerId])
      expect((await mine({ instructorId })).json.instructorId).toBe(instructorId);
    for (const id of [germanId, someUuid, 'nobody']) {
      expect(told(await mine({ instructorId: id }))).toEqual(refusal('/instructorId'));
      const training = { title: 'x', organizerId: id };
      expect(told(await rest('POST', '/trainings', training, 'author'))).toEqual(refusal('/organizerId'));
    }
    for (const asRef of ['nl-admin', 'trainee']) {
      expect(told(await plan('day', { days }, asRef))).toEqual([403, 'forbidden']);
      expect((await rest('POST', '/trainings', { title: 'x' }, asRef)).status).toBe(403);
    }
  });

  test('learners see trainings inside the courses that they are enrolled in, and their sessions', async () => {
    const mine = (path: string) => rest('GET', path, undefined, 'trainee');
    const { json: walk } = await plan('walk', { days: [day('2026-10-01 09:00')] });
    const refs = (await mine('/trainings')).json.items.map(({ ref }: { ref: string }) => ref);
    expect(refs).toEqual(['day', 'drill']);
    expect((await mine('/training-sessions/ref:spring')).status).toBe(200);
    const paths = [
      '/trainings/ref:walk',
      '/trainings/ref:walk/sessions',
      `/training-sessions/${walk.id}`,
      `/session-days/${walk.days[0].id}`,
    ];
    for (const path of paths) {
      expect((await mine(path)).status).toBe(404);
      expect((await rest('GET', path, undefined, 'nl-admin')).status).toBe(200);
    }
  });

  test.each(['/trainings/ref:held', '/training-sessions/nothing', `/training-sessions/${someUuid}`])(
    '%s is not there',
    async (path) => {
      expect((await rest('GET', path)).status).toBe(404);
      expect((await rest('PATCH', path, {})).status).toBe(404);
    },
  );

  test.each(['nothing', someUuid])('a day %s is not there', async (id) => {
    expect((await rest('GET', `/session-days/${id}`)).status).toBe(404);
    expect((await rest('PATCH', `/session-days/${id}`, { place: 'x' })).status).toBe(404);
  });

  test('several who change one session at once end with the days of one of them, whole', async () => {
    const { json } = await plan('drill', { ref: 'contested', days: [day('2026-11-01 09:00')] });
    const wishes = [1, 2, 3].map((no) =>
      [0, 1, 2].map((one) => day(`2026-11-0${no + 1} ${String(9 + 2 * one).padStart(2, '0')}:00`)),
    );
    const answers = await Promise.all(
      wishes.map((days) => rest('PATCH', `/training-sessions/${json.id}`, { days })),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const { days } = (await rest('GET', `/training-sessions/${json.id}`)).json;
    const dates = new Set(days.map(({ startAt }: { startAt: string }) => startAt.slice(0, 10)));
    expect([days.length, dates.size]).toEqual([3, 1]);
  });
});
