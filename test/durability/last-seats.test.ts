import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';

const callers = Array.from({ length: 16 }, (_, place) => `u${place}`);
const seats = 5;

describeOnEngines('sixteen callers for the last seats', describe, (engine) => {
  let app: TestApplication;
  beforeAll(async () => {
    app = await startApplication({
      engine,
      organization: {
        departments: [{ ref: 'hq', name: 'Head office' }],
        users: [
          { ref: 'owner', departmentRef: 'hq', roles: [{ role: 'owner' }] },
          ...callers.map((ref) => ({ ref, departmentRef: 'hq' })),
        ],
        trainings: [
          { ref: 'day', title: 'Day' },
          { ref: 'given', title: 'Given' },
        ],
      },
    });
    await owner('POST', '/trainings/ref:day/participants', { userRefs: callers });
    const days = [{ startAt: '2999-01-02 09:00', duration: 3_600 }];
    for (const ref of ['first', 'second'])
      await owner('POST', '/trainings/ref:day/sessions', { ref, days, capacity: seats });
    await owner('POST', '/offers', { ref: 'offer', title: 'Offer' });
    await owner('POST', '/offers/ref:offer/events', {
      ref: 'event',
      published: true,
      maxRegistrations: seats,
      waitingList: true,
      trainingRefs: ['given'],
    });
    for (const caller of callers) await app.token(caller);
  }, 60_000);
  afterAll(() => app.close());

  const owner = (method: 'GET' | 'POST', path: string, body?: object) =>
    app.rest('owner', method, `/v1${path}`, body);
  const as = async (caller: string, path: string, body: object = {}) => {
    const { status, text } = await app.rest(caller, 'POST', `/v1${path}`, body);
    if (status >= 300) throw new Error(text);
  };
  interface Entry {
    readonly userRef: string;
    readonly status: string;
    readonly position: number | null;
  }
  const list = async (path: string): Promise<Entry[]> => (await owner('GET', path)).json.items;

  /** Seats taken, and places in the line, which are 1, 2, 3… */
  function judge(entries: readonly Entry[], seated: string): void {
    const inSeats = entries.filter(({ status }) => status === seated);
    const line = entries.flatMap(({ position }) => (position === null ? [] : [position]));
    expect(inSeats.length).toBeLessThanOrEqual(seats);
    expect(line.sort((a, b) => a - b)).toEqual(line.map((_, place) => place + 1));
    if (line.length > 0) expect(inSeats).toHaveLength(seats);
  }

  test('of a session: as many attend as there are seats, the others wait, each at a place of their own', async () => {
    await Promise.all(callers.map((caller) => as(caller, '/training-sessions/ref:first/places')));
    const places = await list('/training-sessions/ref:first/places?limit=100');
    expect(places).toHaveLength(16);
    expect(places.filter(({ status }) => status === 'attending')).toHaveLength(seats);
    judge(places, 'attending');
  }, 60_000);

  test('of two sessions, which they choose and give up at once: no seat is lost or given twice', async () => {
    for (let round = 0; round < 4; round += 1) {
      await Promise.all(
        callers.map((caller, place) => {
          const session = (place + round) % 2 === 0 ? 'first' : 'second';
          const end = (place * 7 + round) % 3 === 0 ? '/give-up' : '';
          return as(caller, `/training-sessions/ref:${session}/places${end}`);
        }),
      );
      const all = await Promise.all(
        ['first', 'second'].map((ref) => list(`/training-sessions/ref:${ref}/places?limit=100`)),
      );
      for (const places of all) judge(places, 'attending');
      const people = all.flat().map(({ userRef }) => userRef);
      expect(new Set(people).size).toBe(people.length);
    }
  }, 120_000);

  const states = async (): Promise<Entry[]> =>
    (await list('/offer-event-enrollments?offerEventRef=event&limit=100')).filter(
      ({ status }) => status === 'ENROLLED' || status === 'WAITLISTED',
    );
  const inTraining = async (): Promise<string[]> =>
    (await list('/trainings/ref:given/participants?limit=100')).map(({ userRef }) => userRef).sort();

  test('of an event: as many are enrolled as there are seats, and only they have what it gives', async () => {
    const path = '/offer-events/ref:event/enrollments';
    await Promise.all(callers.map((caller) => as(caller, path, { userRefs: [caller] })));
    expect(await states()).toHaveLength(16);
    for (let round = 0; round < 4; round += 1) {
      const entries = await states();
      judge(entries, 'ENROLLED');
      const enrolled = entries.filter(({ status }) => status === 'ENROLLED').map(({ userRef }) => userRef);
      expect(await inTraining()).toEqual(enrolled.sort());
      await Promise.all(
        callers.map((caller, place) =>
          as(caller, `${path}${(place + round) % 3 === 0 ? '/cancel' : ''}`, { userRefs: [caller] }),
        ),
      );
    }
    judge(await states(), 'ENROLLED');
  }, 120_000);

  test('of an event that a file is loaded into meanwhile: the same, whoever comes first', async () => {
    const path = '/offer-events/ref:event/enrollments';
    await owner('POST', `${path}/cancel`, { userRefs: callers });
    const [loaded, others] = [callers.slice(0, 8), callers.slice(8)];
    const registrations = loaded.map((userRef) => ({ userRef, offerEventRef: 'event' }));
    await Promise.all([
      ...others.slice(0, 4).map((caller) => as(caller, path, { userRefs: [caller] })),
      app.load({ registrations }),
      ...others.slice(4).map((caller) => as(caller, path, { userRefs: [caller] })),
    ]);
    const entries = await states();
    expect(entries).toHaveLength(16);
    judge(entries, 'ENROLLED');
    // The file keeps its order, whoever stands between.
    const places = loaded.map((ref) => entries.find(({ userRef }) => userRef === ref)?.position ?? 0);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    const enrolled = entries.filter(({ status }) => status === 'ENROLLED').map(({ userRef }) => userRef);
    expect(await inTraining()).toEqual(enrolled.sort());
  }, 60_000);
});
