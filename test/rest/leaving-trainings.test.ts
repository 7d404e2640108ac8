import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { freshDatabase, openRaw, type RawDatabase } from '../raw-database.js';
import { tablesOf, whereStands } from '../where-stands.js';

const zoe = {
  ref: 'EMP-Zoë-7',
  id: '10000000-0000-4000-8000-00000000000c',
  login: 'zoë.of.trainings',
  email: 'zoë@acme.example',
  firstName: 'Zoë',
  lastName: 'Quistgaard',
  mobile: '+31 6 12345678',
  departmentRef: 'hq',
};

const organization = {
  departments: [{ ref: 'hq', name: 'Head office' }],
  users: [
    { ref: 'owner', departmentRef: 'hq', roles: [{ role: 'owner' as const }] },
    zoe,
    { ref: 'next', departmentRef: 'hq' },
  ],
  trainings: ['direct', 'grouped', 'offered'].map((ref) => ({ ref, title: ref })),
  courses: [{ ref: 'course', title: 'Course' }],
};

describeOnEngines('people of trainings and offers who leave', describe, (engine) => {
  let app: TestApplication;
  let raw: RawDatabase;
  let remove: () => Promise<void>;
  let keys = 0;
  beforeAll(async () => {
    const fresh = await freshDatabase(engine);
    remove = fresh.remove;
    app = await startApplication({ organization, environment: { DATABASE_URL: fresh.url } });
    raw = await openRaw(fresh.url);
  });
  afterAll(async () => {
    await raw.close();
    await app.close();
    await remove();
  });

  async function rest(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) {
    const headers = method === 'POST' ? { 'idempotency-key': `key-${++keys}` } : {};
    const answer = await app.rest('owner', method, `/v1${path}`, body, headers);
    if (answer.status >= 400) throw new Error(`${path}: ${answer.text}`);
    return answer.json;
  }
  const both = { userRefs: [zoe.ref, 'next'] };
  const count = (table: string, condition: string) =>
    raw.number(
      `SELECT COUNT(*) FROM ${table} t JOIN users u ON u.no = t.user_no
        WHERE u.last_name = '${zoe.lastName}' AND ${condition}`,
    );

  async function takePart(): Promise<void> {
    await rest('POST', '/trainings/ref:direct/participants', { ...both, sendInvites: true });
    for (const role of ['trainer', 'mentor'])
      await rest('POST', '/trainings/ref:direct/participants', { userRefs: [zoe.ref], role });
    await rest('POST', '/groups', { ref: 'team', name: 'Team', ...both });
    await rest('POST', '/trainings/ref:grouped/groups', { groupRefs: ['team'] });
    const days = [{ startAt: '2999-01-02 09:00', duration: 3_600 }];
    const session = { ref: 'session', days, capacity: 1 };
    const { days: made } = await rest('POST', '/trainings/ref:direct/sessions', session);
    for (const userRef of both.userRefs)
      await rest('POST', '/training-sessions/ref:session/places', { userRef });
    const entries = [{ userRef: zoe.ref, attended: true, minutes: 30 }];
    await rest('POST', `/session-days/${made[0].id}/attendance`, { entries });
    await rest('POST', '/offers', { ref: 'offer', title: 'Offer' });
    for (const ref of ['event', 'line']) {
      const event = { ref, published: true, maxRegistrations: 1, waitingList: true, trainerRefs: [zoe.ref] };
      await rest('POST', '/offers/ref:offer/events', { ...event, trainingRefs: ['offered'] });
      await rest('POST', `/offer-events/ref:${ref}/enrollments`, {
        userRefs: ref === 'event' ? both.userRefs : [...both.userRefs].reverse(),
        sendMail: true,
      });
    }
    await rest('POST', '/enrollments', {
      courseRefs: ['course'],
      learnerRefs: [zoe.ref],
      dueDateType: 'unlimited',
    });
    const progress = { userRef: zoe.ref, progress: 40 };
    await rest('POST', '/progress', {
      entries: [
        { ...progress, courseRef: 'course' },
        { ...progress, trainingRef: 'direct' },
      ],
    });
  }

  test('somebody stands in every table that tells of trainings and offers', async () => {
    await takePart();
    const ofPeople: string[] = [];
    for (const table of await tablesOf(raw)) {
      const [row] = await raw.all(`SELECT * FROM ${table} LIMIT 1`);
      if (row && 'user_no' in row && (await count(table, '1 = 1')) > 0) ofPeople.push(table);
    }
    expect(ofPeople).toEqual(
      expect.arrayContaining([
        'attendance',
        'enrollments',
        'grants',
        'messages',
        'offer_event_enrollments',
        'offer_event_trainers',
        'progress',
        'session_places',
        'unit_members',
      ]),
    );
    await raw.run(
      `UPDATE messages SET delivered_at = created_at WHERE no = (SELECT no FROM (SELECT MIN(t.no) AS no
        FROM messages t JOIN users u ON u.no = t.user_no WHERE u.last_name = '${zoe.lastName}') m)`,
    );
    expect(await count('messages', 't.delivered_at IS NULL')).toBeGreaterThan(1);
  });

  test('deleting drops undelivered messages, ends what they held, and seats go to who waits', async () => {
    await rest('DELETE', `/users/${zoe.id}`);
    expect(await count('messages', 't.delivered_at IS NULL')).toBe(0);
    expect(await count('messages', 't.delivered_at IS NOT NULL')).toBe(1);
    expect(await count('grants', 't.ended_at = 253402300799999')).toBe(0);
    for (const table of ['session_places', 'unit_members']) expect(await count(table, '1 = 1')).toBe(0);
    const place = (await rest('GET', '/training-sessions/ref:session/places')).items;
    expect(place).toMatchObject([{ userRef: 'next', status: 'attending' }]);
    for (const ref of ['event', 'line']) {
      const there = (await rest('GET', `/offer-event-enrollments?offerEventRef=${ref}`)).items;
      expect(there).toMatchObject([{ userRef: 'next', status: 'ENROLLED' }]);
      const { trainerIds } = await rest('GET', `/offer-events/ref:${ref}`);
      expect(trainerIds).toEqual([]);
    }
    for (const training of ['direct', 'grouped', 'offered']) {
      const { items } = await rest('GET', `/trainings/ref:${training}/participants?status=any`);
      expect(items).toMatchObject([{ userRef: 'next' }]);
    }
    const told = await rest('GET', '/messages');
    // What was delivered stays told, without a name.
    expect(told.items.filter(({ userId }: { userId: string }) => userId === zoe.id)).toMatchObject([
      { userRef: null, deliveredAt: expect.any(String) },
    ]);
    const participations = await rest('GET', '/participations?trainingRef=direct&status=any');
    expect(JSON.stringify(participations)).not.toContain(zoe.id);
  });

  test('erasing leaves no name of theirs in any table', async () => {
    const names = [zoe.ref, zoe.login, zoe.email, zoe.firstName, zoe.lastName, zoe.mobile];
    expect(await whereStands(raw, names)).toContain('events.detail');
    const erased = await rest('POST', `/users/${zoe.id}/erase`, { confirm: zoe.id });
    expect(erased.auditEventsChanged).toBeGreaterThan(5);
    expect(await whereStands(raw, names)).toEqual([]);
  });
});
