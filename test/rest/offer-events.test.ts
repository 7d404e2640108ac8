import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { organization } from './organization.js';

const crowd = Array.from({ length: 40 }, (_, place) => ({ ref: `p${place}`, departmentRef: 'de' }));

describeOnEngines('events of offers over REST', describe, (engine) => {
  let app: TestApplication;
  beforeAll(async () => {
    app = await startApplication({
      engine,
      organization: { ...organization, users: [...(organization.users ?? []), ...crowd] },
    });
    await ask('POST', '/offers', { ref: 'spring', title: 'Spring' });
  });
  afterAll(() => app.close());

  const ask = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object, as = 'admin') =>
    app.rest(as, method, `/v1${path}`, body);
  const plan = (ref: string, fields: object = {}) =>
    ask('POST', '/offers/ref:spring/events', { ref, published: true, ...fields });
  const enroll = (ref: string, body: object, as = 'admin') =>
    ask('POST', `/offer-events/ref:${ref}/enrollments`, body, as);
  const leave = (ref: string, body: object, as = 'admin') =>
    ask('POST', `/offer-events/ref:${ref}/enrollments/cancel`, body, as);
  const states = async (ref: string): Promise<string[]> =>
    (await ask('GET', `/offer-event-enrollments?offerEventRef=${ref}&limit=1000`)).json.items.map(
      (one: { userRef: string; status: string; position: number | null }) =>
        `${one.userRef} ${one.status}${one.position === null ? '' : ` ${one.position}`}`,
    );
  const inTraining = async (): Promise<string[]> =>
    (await ask('GET', '/trainings/ref:day/participants?limit=1000')).json.items.map(
      ({ userRef }: { userRef: string }) => userRef,
    );

  test('40 people for 30 seats: 30 are enrolled and 10 wait, in the order given, in one answer', async () => {
    await plan('big', { maxRegistrations: 30, waitingList: true, trainingRefs: ['day'] });
    const { status, json } = await enroll('big', { userRefs: crowd.map(({ ref }) => ref) });
    expect([status, json.summary]).toEqual([
      201,
      { enrolled: 30, waitlisted: 10, alreadyEnrolled: 0, alreadyWaitlisted: 0, failed: 0 },
    ]);
    const told = json.outcomes.map(
      (one: { userRef: string; outcome: string; position?: number }) =>
        `${one.userRef} ${one.outcome} ${one.position ?? ''}`,
    );
    expect(told).toEqual(
      crowd.map(({ ref }, place) => `${ref} ${place < 30 ? 'enrolled ' : `waitlisted ${place - 29}`}`),
    );
    expect(await inTraining()).toEqual(crowd.slice(0, 30).map(({ ref }) => ref));
    const again = await enroll('big', { userRefs: ['p0', 'p35'] });
    expect([again.status, again.json.summary]).toMatchObject([
      200,
      { alreadyEnrolled: 1, alreadyWaitlisted: 1 },
    ]);
  });

  test('a seat given up goes to the first who waits, with what the event gives', async () => {
    const { json } = await leave('big', { userRefs: ['p3', 'p31', 'ann'] });
    expect(json.summary).toEqual({ cancelled: 2, notEnrolled: 1, failed: 0 });
    expect(await states('big')).toEqual(
      expect.arrayContaining(['p3 CANCELLED', 'p30 ENROLLED', 'p31 CANCELLED', 'p32 WAITLISTED 1']),
    );
    expect(await inTraining()).toContain('p30');
    expect(await inTraining()).not.toContain('p3');
  });

  test('more seats enroll those who wait; fewer than are enrolled are refused', async () => {
    const { json } = await ask('PATCH', '/offer-events/ref:big', { maxRegistrations: 32 });
    expect(json).toMatchObject({ enrolled: 32, waiting: 6, seatsLeft: 0 });
    const refused = await ask('PATCH', '/offer-events/ref:big', { maxRegistrations: 31 });
    expect([refused.status, refused.json.violations[0].path]).toEqual([409, '/maxRegistrations']);
    expect((await ask('PATCH', '/offer-events/ref:big', { maxRegistrations: -1 })).status).toBe(400);
  });

  test('cancelling declines everybody and ends what they had through the event, nothing else', async () => {
    await ask('POST', '/trainings/ref:day/participants', { userRefs: ['p0'] });
    await ask('PATCH', '/offer-events/ref:big', { cancelled: true });
    expect((await states('big')).filter((one) => !/DECLINED|CANCELLED/.test(one))).toEqual([]);
    expect(await inTraining()).toEqual(['p0']);
    expect((await enroll('big', { userRefs: ['ann'] })).json.violations[0].rule).toBe('cancelled');
    await ask('PATCH', '/offer-events/ref:big', { cancelled: false });
    expect(await inTraining()).toEqual(['p0']);
  });

  test('links that come and go are followed', async () => {
    await plan('links');
    await enroll('links', { userRefs: ['ann', 'bob'] });
    await ask('PATCH', '/offer-events/ref:links', { trainingRefs: ['day'], courseRefs: ['timed'] });
    expect(await inTraining()).toEqual(['ann', 'bob', 'p0']);
    const { json } = await ask('GET', '/enrollments?learnerRef=ann');
    expect(json.items).toMatchObject([{ courseRef: 'timed', dueDateType: 'default' }]);
    expect(json.items[0].dueAt).not.toBe(null);
    const removed = await ask('POST', '/trainings/ref:day/participants/remove', { userRefs: ['ann'] });
    expect(removed.json.outcomes[0]).toMatchObject({
      outcome: 'linked',
      linkedVia: [{ kind: 'offer_event', ref: 'links', name: 'Spring' }],
    });
    await ask('PATCH', '/offer-events/ref:links', { trainingRefs: [] });
    expect(await inTraining()).toEqual(['p0']);
    await ask('DELETE', '/offer-events/ref:links');
    expect((await ask('GET', '/enrollments?learnerRef=ann')).json.items).toEqual([]);
    expect((await ask('GET', '/offer-events/ref:links')).status).toBe(404);
    expect((await plan('links')).status).toBe(201);
  });

  test('learners see published events, enroll themselves, and nobody else', async () => {
    await plan('hidden', { published: false });
    await plan('open', { maxRegistrations: 1 });
    expect((await ask('GET', '/offer-events/ref:hidden', undefined, 'ann')).status).toBe(404);
    expect((await enroll('hidden', { userRefs: ['ann'] }, 'ann')).status).toBe(404);
    expect((await enroll('open', { userRefs: ['bob'] }, 'ann')).status).toBe(403);
    expect((await enroll('open', { userRefs: ['ann'] }, 'ann')).json.summary.enrolled).toBe(1);
    const full = await enroll('open', { userRefs: ['bob'] }, 'bob');
    expect([full.status, full.json.violations[0]]).toMatchObject([
      409,
      { path: '/userRefs/0', rule: 'full' },
    ]);
    expect((await leave('open', { userRefs: ['ann'] }, 'ann')).json.summary.cancelled).toBe(1);
    const own = await ask('GET', '/offer-event-enrollments', undefined, 'ann');
    expect(own.json.items.every(({ userRef }: { userRef: string }) => userRef === 'ann')).toBe(true);
  });

  test('a status is changed as far as there is a seat for it', async () => {
    await plan('line', { maxRegistrations: 1, waitingList: true });
    const { json } = await enroll('line', { userRefs: ['ann', 'bob'] });
    const [ann, bob] = json.outcomes.map(({ enrollmentId }: { enrollmentId: string }) => enrollmentId);
    const change = async (id: string, status: string) =>
      (await ask('PATCH', `/offer-event-enrollments/${id}`, { status })).json.status;
    expect(await change(bob, 'ENROLLED')).toBe('WAITLISTED');
    expect(await change(ann, 'DECLINED')).toBe('DECLINED');
    expect(await states('line')).toEqual(['ann DECLINED', 'bob ENROLLED']);
    expect(await change(ann, 'ENROLLED')).toBe('WAITLISTED');
    expect((await ask('PATCH', `/offer-event-enrollments/${ann}`, { status: 'LOST' })).status).toBe(400);
  });

  test('dates that end before they begin, closed and archived events, and too many needed are refused', async () => {
    const dates = [{ startAt: '2999-01-02 10:00', endAt: '2999-01-02 09:00' }];
    expect((await plan('x', { dates })).json.violations[0].path).toBe('/dates/0/endAt');
    const needed = await plan('x', { minRegistrations: 3, maxRegistrations: 2 });
    expect(needed.json.violations[0].path).toBe('/minRegistrations');
    await plan('closed', { closingAt: '2020-01-01' });
    expect((await enroll('closed', { userRefs: ['ann'] })).json.violations[0].rule).toBe('closed');
    await ask('POST', '/offer-events/archive', {
      ids: [(await ask('GET', '/offer-events/ref:closed')).json.id, 'nothing'],
      archive: true,
    });
    expect((await enroll('closed', { userRefs: ['ann'] })).json.violations[0].rule).toBe('archived');
    const added = await ask('POST', '/offer-events/ref:line/dates', {
      startAt: '2999-01-02 09:00',
      endAt: '2999-01-02 10:00',
    });
    expect([added.status, added.json.endAt]).toEqual([201, '2999-01-02T10:00:00+01:00']);
  });

  test('those who wait move up when their offer is brought back, by itself or with others', async () => {
    const { json: offer } = await ask('POST', '/offers', { ref: 'shelved', title: 'Shelved' });
    const fields = { ref: 'shelf', published: true, maxRegistrations: 1, waitingList: true };
    await ask('POST', '/offers/ref:shelved/events', { ...fields, trainingRefs: ['day'] });
    await enroll('shelf', { userRefs: ['p1', 'p2', 'p3'] });
    const shelve = (archived: boolean) => ask('PATCH', '/offers/ref:shelved', { archived });
    const together = (archive: boolean) => ask('POST', '/offers/archive', { ids: [offer.id], archive });
    await shelve(true);
    await leave('shelf', { userRefs: ['p1'] });
    expect(await states('shelf')).toEqual(['p1 CANCELLED', 'p2 WAITLISTED 1', 'p3 WAITLISTED 2']);
    await shelve(false);
    expect(await states('shelf')).toEqual(['p1 CANCELLED', 'p2 ENROLLED', 'p3 WAITLISTED 1']);
    await together(true);
    await ask('PATCH', '/offer-events/ref:shelf', { maxRegistrations: 2 });
    expect(await states('shelf')).toContain('p3 WAITLISTED 1');
    await together(false);
    expect(await states('shelf')).toEqual(['p1 CANCELLED', 'p2 ENROLLED', 'p3 ENROLLED']);
    expect(await inTraining()).toEqual(expect.arrayContaining(['p2', 'p3']));
  });

  test('a deleted user leaves their events, and those who wait move up', async () => {
    await plan('two', { maxRegistrations: 1, waitingList: true });
    await enroll('two', { userRefs: ['cas', 'bob'] });
    await ask('DELETE', '/users/ref:cas');
    expect(await states('two')).toEqual(['bob ENROLLED']);
  });
});
